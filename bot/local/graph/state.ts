/** What the local Graph remembers, open to tests and demos. */
import { randomUUID } from 'node:crypto';
import { version } from '../../version.ts';
import { ownersGift } from './rights.ts';

export type User = Readonly<{
  id: string;
  displayName: string;
  mail: string;
  /** a guest: the mailbox is in another tenant, where nobody here can look */
  guest?: boolean;
}>;
export type Membership = Readonly<{ id: string; user: string; roles: readonly string[] }>;
export type Tab = Readonly<{ id: string; displayName: string; app: string; configuration: object }>;
export type Channel = Readonly<{
  id: string;
  displayName: string;
  description: string | null;
  membershipType: 'standard' | 'private';
  createdDateTime: string;
  members: Membership[];
  tabs: Tab[];
}>;
export type Team = Readonly<{
  id: string;
  displayName: string;
  members: Membership[];
  channels: Channel[];
  apps: Readonly<{ id: string; app: string; version: string }>[];
}>;
export type Meeting = Readonly<{
  id: string;
  organiser: string;
  request: Readonly<Record<string, unknown>>;
  joinUrl: string;
  version: number;
}>;

/** In UTC, as a calendar shows it to colleagues. */
export type BusyTime = Readonly<{ mail: string; from: string; until: string; status: 'tentative' | 'busy' | 'oof' }>;
export type SentMail = Readonly<{ from: string; to: string; subject: string; content: string }>;

export type GraphState = {
  readonly users: Map<string, User>;
  readonly teams: Map<string, Team>;
  /** the organisation's app catalogue: id → name */
  readonly catalogue: Map<string, string>;
  /** the version in the catalogue, which is what a team installs */
  appVersion: string;
  /** rights in the whole tenant: they stand in the token as well */
  readonly roles: Set<string>;
  /** team → rights its owner gave */
  readonly grants: Map<string, Set<string>>;
  /** users whose calendar the app may not open, and accounts without a mailbox */
  readonly closedMailboxes: Set<string>;
  readonly withoutMailbox: Set<string>;
  readonly events: Meeting[];
  readonly busy: BusyTime[];
  readonly mails: SentMail[];
  readonly cancelled: (Meeting & Readonly<{ comment: string }>)[];
  /** the mails an event sent: made, changed and cancelled */
  readonly mailed: Readonly<{ event: string; to: readonly string[] }>[];
  /** when an event shows its join link: in the first answer, from the first look on, or never */
  joinLink: 'at once' | 'later' | 'never';
  /** what a repeated `transactionId` with other contents gets: all of these are seen */
  duplicate: Readonly<{ status: 400 | 409; namesTheFirst: boolean }>;
};

export type GraphSeed = Readonly<{
  users: readonly User[];
  teams: readonly Readonly<{ id: string; displayName: string; members: readonly string[]; owner: string }>[];
  catalogue: readonly Readonly<{ id: string; displayName: string }>[];
}>;

export const membership = (user: string, roles: readonly string[] = []): Membership => ({
  id: randomUUID(),
  user,
  roles,
});

export const newChannel = (
  displayName: string,
  membershipType: Channel['membershipType'],
  description: string | null,
  members: readonly Membership[],
): Channel => ({
  id: `19:${randomUUID().replaceAll('-', '')}@thread.tacv2`,
  displayName,
  description,
  membershipType,
  createdDateTime: new Date().toISOString(),
  members: [...members],
  tabs: [],
});

export const newState = ({ users, teams, catalogue }: GraphSeed): GraphState => ({
  users: new Map(users.map((user) => [user.id, user])),
  teams: new Map(
    teams.map(({ id, displayName, members, owner }) => [
      id,
      {
        id,
        displayName,
        members: [
          membership(owner, ['owner']),
          ...members.filter((user) => user !== owner).map((user) => membership(user)),
        ],
        channels: [newChannel('General', 'standard', null, [])],
        apps: [],
      },
    ]),
  ),
  appVersion: version,
  roles: new Set(['TeamMember.ReadWriteNonOwnerRole.All']),
  grants: new Map(teams.map(({ id }) => [id, new Set(ownersGift)])),
  closedMailboxes: new Set(),
  withoutMailbox: new Set(),
  catalogue: new Map(catalogue.map(({ id, displayName }) => [id, displayName])),
  events: [],
  busy: [],
  mails: [],
  cancelled: [],
  mailed: [],
  joinLink: 'at once',
  duplicate: { status: 400, namesTheFirst: true },
});
