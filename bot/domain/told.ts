/** Who hears of something: one who is there. */
import { activeMember, standIn, type Network } from './network.ts';
import type { Day } from './time.ts';

type ToldAbout = Readonly<{ organisation: string; owner?: string | undefined }>;

/** Who of the organisation is told: the owner, else its coordinator, else their deputy, else every partner of it. Nobody whose time is over. */
export const toldOf = (network: Network, { owner, organisation }: ToldAbout, today: Day): readonly string[] => {
  const contacts = network.organisations.find((o) => o.id === organisation);
  const [first] = [owner, contacts?.coordinator, contacts?.deputy].filter(
    (id) => id !== undefined && activeMember(network, id, today) !== undefined,
  );
  if (first) return [standIn(network, first, today)];
  return network.members
    .filter((m) => m.organisation === organisation && m.roles.includes('partner') && activeMember(network, m.id, today))
    .map((m) => standIn(network, m.id, today));
};

/** Who of the two who direct a case is there today: never dependent on one person (rule 4). */
export const directing = (
  network: Network,
  { casemanager, deputy }: Readonly<{ casemanager: string; deputy: string }>,
  today: Day,
): string => (standIn(network, casemanager, today) === casemanager ? casemanager : deputy);
