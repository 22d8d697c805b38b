/** Who may: a handful of sentences that every use-case and every view is built from. */
import type { Action } from './action.ts';
import { isOpen, type Case, type Grant } from './case.ts';
import { activeMember, hasCovenant, type Actor, type Network, type Role } from './network.ts';
import type { Day } from './time.ts';

export const isClock = (who: Actor): boolean => who.kind === 'clock';

const hasRole = (who: Actor, ...roles: readonly Role[]): boolean =>
  who.kind === 'person' && who.roles.some((r) => roles.includes(r));

/** An active member of an organisation that signed the covenant. */
export const takesPart = (network: Network, who: Actor, today: Day): boolean =>
  who.kind === 'person' &&
  activeMember(network, who.member, today) !== undefined &&
  hasCovenant(network, who.organisation, today);

/** Directs the network: its casemanager or the deputy. */
export const directsNetwork = (network: Network, who: Actor): boolean =>
  who.kind === 'person' && (who.member === network.casemanager || who.member === network.deputy);

/** Directs this case: its casemanager or its deputy, with the same rights (rule 4). */
export const directs = (c: Case, who: Actor): boolean =>
  who.kind === 'person' && (who.member === c.casemanager || who.member === c.deputy);

export const administers = (who: Actor): boolean => hasRole(who, 'administrator');

/** Reports: any partner, and whoever directs or coordinates (§6.5: add report). */
export const mayReport = (network: Network, who: Actor): boolean =>
  hasRole(who, 'partner', 'coordinator') || directsNetwork(network, who);

/** In a meeting a partner may propose an action for a case it sees; the chair agrees to it by closing. */
export const mayPropose = (network: Network, who: Actor): boolean =>
  hasRole(who, 'partner') || directsNetwork(network, who);

const readers: readonly Role[] = ['casemanager', 'coordinator', 'partner', 'participant', 'lawyer'];

/** Administrators, privacy officers and the steering group never read content, whoever would let them (model §5). */
export const readsContent = ({ roles }: Readonly<{ roles: readonly Role[] }>): boolean =>
  roles.some((r) => readers.includes(r));

/** An organisation's grant is for its fixed partners and lawyers, not for colleagues with another role. */
export const sharesInGrants = ({ roles }: Readonly<{ roles: readonly Role[] }>): boolean =>
  roles.includes('partner') || roles.includes('lawyer');

export const sameGrantee = (a: Grant['to'], b: Grant['to']): boolean =>
  'member' in a ? 'member' in b && a.member === b.member : 'organisation' in b && a.organisation === b.organisation;

/** An unexpired grant on this case, to the person or to the organisation. */
export const hasGrant = (c: Case, who: Actor, today: Day): boolean =>
  who.kind === 'person' &&
  readsContent(who) &&
  c.grants.some(
    (g) =>
      g.from <= today &&
      today <= g.until &&
      ('member' in g.to ? g.to.member === who.member : g.to.organisation === who.organisation && sharesInGrants(who)),
  );

/** Rule 3. Who may not see it learns nothing, not even that it exists. */
export const maySee = (network: Network, c: Case, who: Actor, today: Day): boolean =>
  isClock(who) || (takesPart(network, who, today) && (directs(c, who) || hasGrant(c, who, today)));

/** The list of cases as L0 (number, state, dates): for those who steer, next to those who may see the case itself. */
export const mayList = (network: Network, c: Case, who: Actor, today: Day): boolean =>
  maySee(network, c, who, today) || (takesPart(network, who, today) && hasRole(who, 'coordinator', 'privacyOfficer'));

/** The file of a case: whoever sees the case, and the coordinator; every reading is written down. */
export const mayRead = (network: Network, c: Case, who: Actor, today: Day): boolean =>
  maySee(network, c, who, today) || (takesPart(network, who, today) && hasRole(who, 'coordinator'));

/** Rule 6: a partner answers for its own organisation's actions only; the casemanager on behalf of others. */
export const ownsAction = (a: Action, who: Actor): boolean =>
  who.kind === 'person' &&
  who.organisation === a.organisation &&
  (a.owner === undefined || a.owner === who.member || hasRole(who, 'partner'));

export const canChange = (c: Case): boolean => isOpen(c);

/** Who looked: for the privacy officer, and for who directs the case (§6.5: audit log). */
export const mayAudit = (network: Network, c: Case, who: Actor, today: Day): boolean =>
  takesPart(network, who, today) && (directs(c, who) || hasRole(who, 'privacyOfficer'));

/** Figures of all organisations: for who directs, coordinates, steers or guards privacy. */
export const maySteer = (network: Network, who: Actor): boolean =>
  directsNetwork(network, who) || hasRole(who, 'coordinator', 'steering', 'privacyOfficer');
