/** Moments to propose, with how many are free as far as Graph can see. Without Graph there still are moments, and it is said. */
import { directsNetwork, takesPart } from '#domain/access.ts';
import { suggestMoments, windowOf, type Busy, type Suggestions } from '#domain/moments.ts';
import { organiserOf, type Actor, type Network } from '#domain/network.ts';
import { addDays, atLocal, dayOf, type Instant } from '#domain/time.ts';
import type { Directory } from './directory.ts';
import type { MeetingDocument, PollDocument } from './documents.ts';
import { Refused, type Log, type Store, type Workplace } from './ports.ts';

type SuggestPorts = Readonly<{
  store: Store;
  directory: Directory;
  workplace: Workplace;
  now: () => Instant;
  log: Log;
  /** somebody looks at an empty page meanwhile */
  patienceMs?: number;
}>;

const remembered = 50;
type Calendars = Readonly<Record<string, readonly Busy[]>>;

export type Suggest = ReturnType<typeof makeSuggest>;

export const makeSuggest = ({ store, directory, workplace, now, log, patienceMs = 5_000 }: SuggestPorts) => {
  const latest = async <D extends MeetingDocument | PollDocument>(
    network: string,
    type: D['type'],
  ): Promise<readonly D['open'][]> => {
    const order = { by: 'at', direction: 'desc' } as const;
    return (await store.find<D>(network, { type, order, limit: remembered })).items.map((s) => s.document.open);
  };

  /** By member: whose mailbox Graph did not answer for is not in it. */
  const calendarsOf = async (network: Network, invited: readonly string[], from: Instant, until: Instant) => {
    const { members } = await directory.roster(network.code);
    const addressOf = (id: string) => members[id]?.email.toLowerCase() ?? '';
    const addresses = invited.map(addressOf).filter((address) => address !== '');
    const seen = await workplace.freeBusy(organiserOf(network), addresses, from, until);
    return Object.fromEntries(
      invited.flatMap((id) => {
        const busy = seen.get(addressOf(id));
        return busy ? [[id, busy] as const] : [];
      }),
    );
  };

  const inTime = async <T>(work: Promise<T>): Promise<T | undefined> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), patienceMs);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  };

  /** For who directs the network: nobody else asks when people are free. */
  return async (
    who: Actor,
    asked: Readonly<{ minutes: number; invited: readonly string[] }>,
  ): Promise<Suggestions | undefined> => {
    const network = await directory.network(who.network);
    if (!network || !takesPart(network, who, dayOf(now())) || !directsNetwork(network, who)) return undefined;
    const invited = asked.invited.filter((id) => network.members.some((m) => m.id === id));
    const [meetings, polls] = await Promise.all([
      latest<MeetingDocument>(network.code, 'meeting'),
      latest<PollDocument>(network.code, 'poll'),
    ]);
    const about = {
      now: now(),
      minutes: asked.minutes,
      meetings: meetings.filter((m) => m.state !== 'CANCELLED').map((m) => m.start),
      invited,
      earlier: polls.map((p) => p.answers),
    };
    const { from, until } = windowOf(about);
    const [first, last] = [atLocal(from, '00:00'), atLocal(addDays(until, 1), '00:00')];
    let calendars: Suggestions['calendars'] = 'SEEN';
    const failed = (error: unknown): Calendars => {
      calendars = error instanceof Refused ? 'NOT_ALLOWED' : 'NOT_NOW';
      log('calendars.unseen', {
        network: network.code,
        code: error instanceof Refused ? error.code : error instanceof Error ? error.name : 'late',
      });
      return {};
    };
    const busy = await inTime(calendarsOf(network, invited, first, last).catch(failed));
    return { moments: suggestMoments({ ...about, busy: busy ?? failed(undefined) }), calendars };
  };
};
