/** The network for its members. */
import {
  activeMember,
  normsOf,
  type Actor,
  type Covenant,
  type Member,
  type Network,
  type Norms,
  type Organisation,
  type Roster,
  type SetUp,
} from '../network.ts';
import { type Day } from '../time.ts';
import { type Branded, made, optional } from './brand.ts';

/** The network for its members: who takes part, and which organisation signed. Mail addresses stay inside. */
export type NetworkView = Branded<
  'network view',
  {
    code: string;
    name: string;
    areas: readonly string[];
    casemanager: string;
    deputy: string;
    organisations: readonly (Organisation & { signed?: Day })[];
    members: readonly (Pick<Member, 'id' | 'organisation' | 'roles' | 'from' | 'until' | 'absence'> & {
      name: string;
    })[];
    covenant: Pick<Covenant, 'version' | 'validUntil'>;
    /** for who may change them */
    settings?: { policeDesignated: Covenant['policeDesignated']; organiser?: string };
    norms: Norms;
    channel: boolean;
    setUp?: Pick<SetUp, 'done' | 'failed'>;
  }
>;

export const seeNetwork = (network: Network, roster: Roster, who: Actor, today: Day): NetworkView | undefined =>
  who.kind === 'person' && activeMember(network, who.member, today)
    ? made({
        code: network.code,
        name: network.name,
        areas: network.areas,
        casemanager: network.casemanager,
        deputy: network.deputy,
        organisations: network.organisations.map((o) => ({
          ...o,
          ...optional('signed', network.covenant.signed[o.id]),
        })),
        members: network.members.map(({ id, organisation, roles, from, until, absence }) => ({
          id,
          organisation,
          roles,
          from,
          ...optional('until', until),
          ...optional('absence', absence),
          name: roster.members[id]?.name ?? '',
        })),
        covenant: { version: network.covenant.version, validUntil: network.covenant.validUntil },
        ...optional(
          'settings',
          who.roles.some((role) => role === 'administrator' || role === 'coordinator')
            ? {
                policeDesignated: network.covenant.policeDesignated,
                ...optional('organiser', network.organiser),
              }
            : undefined,
        ),
        norms: normsOf(network),
        channel: network.channel !== undefined,
        ...optional(
          'setUp',
          network.setUp && { done: network.setUp.done, ...optional('failed', network.setUp.failed) },
        ),
      })
    : undefined;
