/** The network itself: its people and settings, and its figures. */
import { maySee, maySteer } from '#domain/access.ts';
import type { Actor } from '#domain/network.ts';
import { resultsOf, type Results } from '#domain/results.ts';
import { seeNetwork, type NetworkView } from '#domain/see.ts';
import type { Day } from '#domain/time.ts';
import type { Read, WindowPorts } from './read.ts';

export const showNetwork = (read: Read, { directory, statistics }: WindowPorts) => ({
  async network(who: Actor): Promise<NetworkView | undefined> {
    const found = await directory.network(who.network);
    return found && seeNetwork(found, await directory.roster(who.network), who, read.today());
  },

  /**
   * Aggregates only. A partner reads the figures of its own organisation; who steers reads all of them. What is
   * few is told only to who sees the cases without further ado: a coordinator may open a file, and then that is on record.
   */
  async results(who: Actor, from: Day, until: Day): Promise<Results | undefined> {
    const network = await read.network(who);
    if (!network || who.kind !== 'person') return undefined;
    const cases = await read.cases(who.network);
    const organisations = maySteer(network, who) ? network.organisations.map((o) => o.id) : [who.organisation];
    return resultsOf({
      network,
      statistics: await statistics.all(who.network),
      cases,
      organisations,
      sees: (c) => maySee(network, c, who, read.today()),
      from,
      until,
      today: read.today(),
    });
  },
});
