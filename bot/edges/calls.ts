/** What Teams tells of a meeting's call: who it is about is looked up here; what is not ours is passed over in silence. */
import { z } from 'zod';
import type { Actor } from '#domain/network.ts';
import type { Room } from './room.ts';
import type { Inbound } from './who.ts';

const started = z.object({ JoinUrl: z.string().max(2000).optional().catch(undefined) }).catch({});
// Who came in without an account of Entra names nobody.
const seen = z.object({
  members: z.array(z.object({ user: z.object({ aadObjectId: z.guid().optional().catch(undefined) }) })).max(500),
});

type Heard = (room: Pick<Room, 'execute' | 'show' | 'directory'>, inbound: Inbound) => Promise<void>;

const call =
  (is: 'STARTED' | 'ENDED'): Heard =>
  async ({ execute, show }, { place, value, id }) => {
    const chat = place.conversation;
    const found = await show.heldIn(chat, started.parse(value).JoinUrl);
    if (!found) return;
    const clock: Actor = { kind: 'clock', network: found.network };
    await execute(clock, 'hearCall', { meeting: found.id, is, chat }, `call/${id}`);
  };

const people: Heard = async ({ execute, show, directory }, { place, value, id }) => {
  const found = await show.heldIn(place.conversation, undefined);
  const read = seen.safeParse(value);
  if (!found || !read.success) return;
  const { tenantId } = place;
  const ids = read.data.members.flatMap(({ user }) => user.aadObjectId ?? []);
  const known = await Promise.all(
    ids.map((objectId) => directory.member(found.network, { tenantId, objectId }, show.today())),
  );
  const members = known.flatMap((m) => (m ? [m.member.id] : []));
  const clock: Actor = { kind: 'clock', network: found.network };
  if (members.length > 0) await execute(clock, 'noteSeen', { meeting: found.id, members }, `seen/${id}`);
};

/** By the name of the event (learn.microsoft.com, "Get real-time Teams meeting events"). */
export const calls: ReadonlyMap<string, Heard> = new Map([
  ['application/vnd.microsoft.meetingStart', call('STARTED')],
  ['application/vnd.microsoft.meetingEnd', call('ENDED')],
  ['application/vnd.microsoft.meetingParticipantJoin', people],
  ['application/vnd.microsoft.meetingParticipantLeave', people],
]);
