/** A verified activity → who it is, where, in which language. Nothing in the activity is believed but what the token vouches for. */
import { z } from 'zod';
import type { Language, Person } from '#domain/network.ts';
import type { Place } from '../core/ports.ts';

const shape = z.object({
  type: z.string(),
  name: z.string().optional(),
  id: z.string().max(300).optional(),
  timestamp: z.union([z.string(), z.date()]).optional(),
  text: z.string().optional(),
  locale: z.string().optional(),
  serviceUrl: z.string(),
  replyToId: z.string().max(300).optional(),
  action: z.string().optional(),
  // What is no object id names nobody: a guest without one, somebody in a meeting who did not sign in.
  from: z.object({ id: z.string(), aadObjectId: z.guid().optional().catch(undefined) }),
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().optional(),
    tenantId: z.string().nullish(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      team: z.object({ id: z.string().optional(), aadGroupId: z.string().optional() }).nullish(),
    })
    .nullish(),
  value: z.unknown().optional(),
});

const anyActivity = z.object({ type: z.string().min(1) });
/** Whether it is an activity at all; which kinds we answer is another matter. */
export const isActivity = (activity: unknown): boolean => anyActivity.safeParse(activity).success;

export type Inbound = Readonly<{
  type: string;
  name?: string;
  action?: string;
  /** stable over retries of the same delivery */
  id: string;
  text: string;
  value: unknown;
  /** absent: nobody that Entra knows */
  person?: Person;
  /** not a person at all (Teams ids of bots begin with 28) */
  bot: boolean;
  teamsId: string;
  /** the conversation without the thread */
  place: Place;
  scope: 'personal' | 'channel' | 'groupChat';
  teamGroupId?: string;
  language: Language;
}>;

export const languageOf = (locale: string | undefined): Language =>
  locale?.toLowerCase().startsWith('en') ? 'en' : 'nl';

/** No command is nearly as long, and reading takes longer than in proportion to the length. */
const longestText = 2_000;

/** Nothing when the activity is not one we can answer. */
export const readInbound = (activity: unknown): Inbound | undefined => {
  const a = shape.safeParse(activity).data;
  if (!a) return undefined;
  const tenantId = a.channelData?.tenant?.id ?? a.conversation.tenantId ?? '';
  const scope =
    a.conversation.conversationType === 'personal'
      ? 'personal'
      : a.conversation.conversationType === 'channel'
        ? 'channel'
        : 'groupChat';
  const groupId = a.channelData?.team?.aadGroupId;
  return {
    type: a.type,
    ...(a.name ? { name: a.name } : {}),
    ...(a.action ? { action: a.action } : {}),
    id: a.id ?? `${a.replyToId ?? ''}/${String(a.timestamp ?? '')}`,
    text: (a.text ?? '').slice(0, longestText),
    value: a.value,
    ...(a.from.aadObjectId ? { person: { tenantId, objectId: a.from.aadObjectId } } : {}),
    bot: a.from.id.startsWith('28:'),
    teamsId: a.from.id,
    place: { conversation: a.conversation.id.split(';')[0] ?? a.conversation.id, serviceUrl: a.serviceUrl, tenantId },
    scope,
    ...(groupId ? { teamGroupId: groupId } : {}),
    language: languageOf(a.locale),
  };
};
