/**
 * Speaking in Teams: four calls of the Bot Framework connector (learn.microsoft.com, "Bot Connector API reference").
 * Not botbuilder's client: that repeats a POST by itself after a 5xx, and a message would stand there twice.
 */
import type { TokenCredential } from '@azure/core-auth';
import { z } from 'zod';
import { Refused, Unreachable, type Card, type Conversations, type Place } from '../core/ports.ts';

const scope = 'https://api.botframework.com/.default';
const timeoutMs = 10_000;
/** Statuses that may pass (learn.microsoft.com, "Rate limiting": 429, 412, 502, 503 and 504 are to be retried). */
const passing: readonly number[] = [401, 408, 412, 429, 500, 502, 503, 504];

const answerShape = z.object({ id: z.string().default('') });
const errorShape = z.object({ error: z.object({ code: z.string() }) });

type Call = Readonly<{ serviceUrl: string; path: string; method: 'GET' | 'POST' | 'PUT'; body?: unknown }>;

const message = (card: Card, summary: string) => ({
  type: 'message',
  summary,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});

const activities = (conversation: string): string => `v3/conversations/${encodeURIComponent(conversation)}/activities`;

/** `serviceUrl`s come from signed activities only (edges/bot-token.ts): nobody can have our token sent elsewhere. */
const caller =
  (credential: TokenCredential) =>
  async ({ serviceUrl, path, method, body }: Call): Promise<string> => {
    const token = await credential.getToken(scope).catch((cause: unknown) => {
      throw new Unreachable('entra', undefined, { cause });
    });
    let response: Response;
    try {
      response = await fetch(`${serviceUrl.replace(/\/$/, '')}/${path}`, {
        method,
        headers: { authorization: `Bearer ${token?.token ?? ''}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // Our token goes where we send it, and no further.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (cause) {
      throw new Unreachable('teams', undefined, { cause });
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answerShape.safeParse(answer).data?.id ?? '';
    if (passing.includes(response.status)) {
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      throw new Unreachable('teams', response.status, { retryAfter: Number.isFinite(seconds) ? seconds : undefined });
    }
    throw new Refused('teams', response.status, errorShape.safeParse(answer).data?.error.code ?? 'Refused');
  };

/** Whether the bot is in this conversation: throws as it would when a card is posted there. Of the members nothing is kept. */
export const botIn =
  (credential: TokenCredential) =>
  async ({ serviceUrl, conversation }: Place): Promise<void> => {
    const path = `v3/conversations/${encodeURIComponent(conversation)}/pagedmembers?pageSize=1`;
    await caller(credential)({ serviceUrl, path, method: 'GET' });
  };

export const teamsConversations = (credential: TokenCredential): Conversations => {
  const call = caller(credential);
  return {
    post: ({ serviceUrl, conversation }, card, summary) =>
      call({ serviceUrl, path: activities(conversation), method: 'POST', body: message(card, summary) }),

    update: async ({ serviceUrl, conversation }, activity, card, summary) => {
      const path = `${activities(conversation)}/${encodeURIComponent(activity)}`;
      await call({ serviceUrl, path, method: 'PUT', body: { ...message(card, summary), id: activity } });
    },

    /** A targeted message (learn.microsoft.com, "Targeted messages"): only this person sees it. */
    whisper: ({ serviceUrl, conversation }, teamsUserId, card, summary) =>
      call({
        serviceUrl,
        path: `${activities(conversation)}?isTargetedActivity=true`,
        method: 'POST',
        body: { ...message(card, summary), recipient: { id: teamsUserId, isTargeted: true } },
      }),

    chatWith: async (serviceUrl, tenantId, user): Promise<Place> => {
      const body = { isGroup: false, members: [{ id: user }], tenantId, channelData: { tenant: { id: tenantId } } };
      const conversation = await call({ serviceUrl, path: 'v3/conversations', method: 'POST', body });
      return { conversation, serviceUrl, tenantId };
    },
  };
};
