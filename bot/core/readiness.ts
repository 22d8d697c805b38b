/**
 * Is everything in place? One table of checks, each a look at one thing that somebody outside this program must have done.
 * Ids, codes, days and numbers only: never who somebody is, never what is in a case. What could not be seen is unknown, never fine.
 */
import { activeMember, hasCovenant, organiserOf, setUpSteps, type Network } from '#domain/network.ts';
import { addMinutes, type Day, type Instant } from '#domain/time.ts';
import type { CommitDocument } from './documents.ts';
import { Refused, Unreachable, type KeyWrapper, type Place, type Store } from './ports.ts';

export type Verdict = 'ok' | 'broken' | 'unknown' | 'unused';

/** Whom a token of ours is of, and what it may do in the whole tenant. */
export type AppClaims = Readonly<{ app: string; tenant: string; roles: readonly string[] }>;

/** Our own settings, as the checks and the cures name them. None is a secret. */
export type Installation = Readonly<{
  url: string;
  tenant: string;
  tabApp: string;
  botApp: string;
  catalogApp: string;
  version: string;
  /** host of the database, `database/container`, host of the vault; absent on a laptop */
  database?: string;
  container?: string;
  vault?: string;
}>;

/** How to look. Each throws `Refused` or `Unreachable`. Nothing is remembered from one look to the next. */
export type Probes = Readonly<{
  botToken: () => Promise<AppClaims>;
  graphToken: () => Promise<AppClaims>;
  /** seconds our clock is ahead of Microsoft's */
  secondsAhead: () => Promise<number>;
  /** the app id that answers at our own address */
  appAtOurAddress: () => Promise<string | undefined>;
  signInKeys: () => Promise<void>;
  botKeys: () => Promise<void>;
  graph: () => Promise<void>;
  teamChannels: (team: string) => Promise<readonly string[]>;
  teamRights: (team: string, app: string) => Promise<readonly string[]>;
  teamApps: (team: string) => Promise<readonly Readonly<{ id: string; name: string; version: string }>[]>;
  mailbox: (organiser: string) => Promise<void>;
  botIn: (place: Place) => Promise<void>;
}>;

/** What came in since this process began, by whether its signature was good and our answer to it. */
export type Heard = Readonly<{
  note: (from: 'teams' | 'tab', rejected?: string) => void;
  of: (from: 'teams' | 'tab') => Readonly<{ accepted: boolean; rejected?: string }>;
}>;

/** Anybody can send us nonsense: only what a genuine issuer signed says something about our settings. */
const unsigned = ['token.missing', 'token.malformed', 'token.algorithm', 'token.key', 'token.signature'];

export const makeHeard = (): Heard => {
  const known = new Map<string, { accepted: boolean; rejected?: string }>();
  const of = (from: string) => known.get(from) ?? { accepted: false };
  return {
    of,
    note: (from, rejected) => {
      if (rejected === undefined) known.set(from, { accepted: true });
      else if (!unsigned.includes(rejected)) known.set(from, { ...of(from), rejected });
    },
  };
};

const installationChecks = [
  'address',
  'clock',
  'identity',
  'entra',
  'rights',
  'graph',
  'signInKeys',
  'signIn',
  'botKeys',
  'messages',
  'database',
  'container',
  'writing',
  'keys',
  'keyGuard',
  'networks',
  'outbox',
] as const;
const networkChecks = [
  'leads',
  'covenant',
  'signed',
  'channel',
  'teamRights',
  'catalogue',
  'version',
  'channelThere',
  'botIn',
  'mailbox',
  'mail',
] as const;
export type CheckId = 'settings' | (typeof installationChecks)[number] | (typeof networkChecks)[number];

export type Cause =
  | 'settings.missing'
  | 'settings.wrong'
  | 'silent'
  | 'refused'
  | 'failed'
  | 'follows'
  | 'address.other'
  | 'clock.tab'
  | 'clock.all'
  | 'identity.none'
  | 'identity.other'
  | 'entra.trust'
  | 'entra.app'
  | 'entra.tenant'
  | 'entra.other'
  | 'rights.tooMany'
  | 'rights.addMembers'
  | 'signIn.never'
  | 'signIn.audience'
  | 'signIn.version'
  | 'signIn.scope'
  | 'signIn.client'
  | 'signIn.tenant'
  | 'signIn.other'
  | 'messages.never'
  | 'messages.audience'
  | 'messages.tenant'
  | 'messages.other'
  | 'database.role'
  | 'database.missing'
  | 'container.partition'
  | 'container.indexing'
  | 'local'
  | 'keys.role'
  | 'keys.missing'
  | 'keys.changed'
  | 'keyGuard.off'
  | 'networks.none'
  | 'outbox.late'
  | 'leads.none'
  | 'leads.left'
  | 'covenant.expired'
  | 'signed.missing'
  | 'channel.none'
  | 'channel.failed'
  | 'channel.busy'
  | 'team.gone'
  | 'team.unknown'
  | 'team.local'
  | 'teamRights.missing'
  | 'teamRights.hidden'
  | 'catalogue.absent'
  | 'catalogue.other'
  | 'version.other'
  | 'channelThere.gone'
  | 'botIn.not'
  | 'mailbox.rights'
  | 'mailbox.none'
  | 'mailbox.organiser'
  | 'mail.unseen';

type Found = Readonly<{ verdict: Verdict; cause?: Cause; values?: Readonly<Record<string, string>> }>;
export type Finding = Found & Readonly<{ check: CheckId; network?: string }>;

const ok: Found = { verdict: 'ok' };
const no = (cause: Cause, values: Found['values'] = {}): Found => ({ verdict: 'broken', cause, values });
const unknown = (cause: Cause, values: Found['values'] = {}): Found => ({ verdict: 'unknown', cause, values });
const unused = (cause: Cause): Found => ({ verdict: 'unused', cause });

export type ReadinessPorts = Readonly<{
  installation: Installation;
  probes: Probes;
  store: Store;
  keys: KeyWrapper;
  heard: Heard;
  /** where a channel was heard from last */
  placeOf: (place: Place) => Promise<Place>;
  now: () => Instant;
}>;

type Check<Subject> = Readonly<{
  /** without these there is nothing to see */
  needs?: readonly CheckId[];
  look: (ports: ReadinessPorts, subject: Subject) => Promise<Found>;
}>;

/** Names what a refusal means here; what is not named is shown with its code. */
const means = (error: unknown, by: Readonly<Record<string, Found>>): Found => {
  if (!(error instanceof Refused)) throw error;
  const found = by[error.code] ?? by[String(error.status)];
  if (!found) throw error;
  return found;
};

/** Asked of one team by its owner: manifest.json and docs/permissions.md; a test keeps the three alike. */
export const teamRights = [
  'ChannelSettings.Read.Group',
  'Channel.Create.Group',
  'TeamMember.Read.Group',
  'ChannelMember.ReadWrite.Group',
  'TeamsAppInstallation.Read.Group',
  'TeamsTab.Read.Group',
  'TeamsTab.Create.Group',
] as const;
export type TeamRight = (typeof teamRights)[number];
/** The one right in the whole tenant that may be given. */
const optionalRight = 'TeamMember.ReadWriteNonOwnerRole.All';

/** Tolerances of edges/tab-token.ts and edges/bot-token.ts, in seconds. */
const tabTolerance = 60;
const botTolerance = 300;

/** Of a partition that holds nothing else: writing is only proven by writing. */
const markNetwork = '_readiness';
const lateMinutes = 15;

const installationTable: Readonly<Record<(typeof installationChecks)[number], Check<unknown>>> = {
  address: {
    look: async ({ probes, installation }) => {
      const found = await probes.appAtOurAddress();
      return found === installation.tabApp ? ok : no('address.other');
    },
  },
  clock: {
    look: async ({ probes }) => {
      const seconds = Math.abs(await probes.secondsAhead());
      if (seconds <= tabTolerance) return ok;
      return no(seconds > botTolerance ? 'clock.all' : 'clock.tab', { seconds: String(seconds) });
    },
  },
  identity: {
    look: async ({ probes, installation }) => {
      try {
        const { app, tenant } = await probes.botToken();
        return app === installation.botApp && tenant === installation.tenant
          ? ok
          : no('identity.other', { found: app, foundTenant: tenant });
      } catch (error) {
        return means(error, { 400: no('identity.none') });
      }
    },
  },
  entra: {
    needs: ['identity'],
    look: async ({ probes, installation }) => {
      try {
        const { app } = await probes.graphToken();
        return app === installation.tabApp ? ok : no('entra.app');
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const { code } = error;
        // learn.microsoft.com, "Microsoft Entra authentication and authorization error codes"
        if (/^AADSTS(70021|7002[1-9]\d)$/.test(code)) return no('entra.trust', { code });
        if (/^AADSTS(700016|7000229|7000112)$/.test(code)) return no('entra.app', { code });
        if (/^AADSTS(90002|900023|50020)$/.test(code)) return no('entra.tenant', { code });
        return no('entra.other', { code });
      }
    },
  },
  rights: {
    needs: ['entra'],
    look: async ({ probes }) => {
      const { roles } = await probes.graphToken();
      const more = roles.filter((role) => role !== optionalRight);
      if (more.length > 0) return no('rights.tooMany', { rights: more.join(', ') });
      return roles.includes(optionalRight) ? ok : unused('rights.addMembers');
    },
  },
  graph: { needs: ['entra'], look: ({ probes }) => probes.graph().then(() => ok) },
  signInKeys: { look: ({ probes }) => probes.signInKeys().then(() => ok) },
  signIn: {
    look: async ({ heard }) => {
      const { accepted, rejected: reason = '' } = heard.of('tab');
      if (accepted) return ok;
      if (!reason) return unknown('signIn.never');
      const by: Readonly<Record<string, Cause>> = {
        'token.audience': 'signIn.audience',
        'token.version': 'signIn.version',
        'token.issuer': 'signIn.version',
        'token.scope': 'signIn.scope',
        'token.client': 'signIn.client',
        'token.tenant': 'signIn.tenant',
      };
      return no(by[reason] ?? 'signIn.other', { reason });
    },
  },
  botKeys: { look: ({ probes }) => probes.botKeys().then(() => ok) },
  messages: {
    look: async ({ heard }) => {
      const { accepted, rejected: reason = '' } = heard.of('teams');
      if (accepted) return ok;
      if (!reason) return unknown('messages.never');
      const by: Readonly<Record<string, Cause>> = {
        'token.audience': 'messages.audience',
        'activity.tenant': 'messages.tenant',
      };
      return no(by[reason] ?? 'messages.other', { reason });
    },
  },
  database: {
    look: ({ store }) =>
      store.ping().then(
        () => ok,
        (error: unknown) =>
          means(error, {
            401: no('database.role'),
            403: no('database.role'),
            404: no('database.missing'),
          }),
      ),
  },
  container: {
    needs: ['database'],
    look: async ({ store }) => {
      if (!store.shape) return unused('local');
      const { partitionKey, unindexed } = await store.shape();
      if (partitionKey !== '/network') return no('container.partition', { found: partitionKey });
      return unindexed.length > 0 ? no('container.indexing', { fields: unindexed.join(', ') }) : ok;
    },
  },
  writing: {
    needs: ['database'],
    look: async ({ store }) => {
      try {
        // There already is as good: who may not write is not told that.
        await store.commit(markNetwork, [{ put: { id: 'mark', type: 'mark', network: markNetwork }, ifNew: true }]);
        return ok;
      } catch (error) {
        return means(error, { 401: no('database.role'), 403: no('database.role') });
      }
    },
  },
  keys: {
    needs: ['identity'],
    look: async ({ keys }) => {
      const plain = crypto.getRandomValues(new Uint8Array(32));
      try {
        const { wrapped, by } = await keys.wrap(plain);
        const again = await keys.unwrap(wrapped, by);
        return again.every((byte, at) => byte === plain[at]) ? ok : no('keys.changed');
      } catch (error) {
        return means(error, { 401: no('keys.role'), 403: no('keys.role'), 404: no('keys.missing') });
      }
    },
  },
  keyGuard: {
    needs: ['keys'],
    look: async ({ keys }) => {
      if (!keys.guarded) return unused('local');
      return (await keys.guarded()) ? ok : no('keyGuard.off');
    },
  },
  networks: { needs: ['database'], look: async () => ok },
  outbox: {
    needs: ['database'],
    look: async ({ store, now }) => {
      const before = addMinutes(now(), -lateMinutes);
      // What is stuck waits for a day (core/outbox.ts).
      const waiting = await store.due(addMinutes(now(), 25 * 60), 500);
      const late = waiting.flatMap(({ document }) => {
        const { attempts, at, failures } = document as Partial<CommitDocument>;
        return attempts !== undefined && at !== undefined && at < before ? [{ at, failures }] : [];
      });
      const oldest = late.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
      const met = oldest?.failures?.find((failure) => failure !== null);
      return oldest
        ? no('outbox.late', {
            count: String(late.length),
            since: oldest.at,
            service: met?.service ?? '',
            code: met?.code ?? '',
          })
        : ok;
    },
  },
};

type InNetwork = Readonly<{ network: Network; today: Day }>;

/** A 404 of Graph about a team means that it is gone; a 403, that the app was taken out of it or lacks the right. */
const inTeam = (error: unknown, forbidden: Found): Found => means(error, { 404: no('team.gone'), 403: forbidden });

/** What a missing right hides is told by the check of the rights. */
const unseen = unknown('follows', { check: 'teamRights' });
/** Of a network that was never set up from inside a team, nothing in the team can be looked at. On a laptop that is how it begins. */
const noTeam = ({ vault }: Installation, said: Found = unseen): Found => (vault ? said : unused('team.local'));
const seen = async <T>(looking: Promise<T>): Promise<T | undefined> =>
  looking.catch((error: unknown) => {
    if (error instanceof Refused && [403, 404].includes(error.status)) return undefined;
    throw error;
  });

const networkTable: Readonly<Record<(typeof networkChecks)[number], Check<InNetwork>>> = {
  leads: {
    look: async (_, { network, today }) => {
      const { casemanager, deputy } = network;
      if (!casemanager || !deputy) return no('leads.none');
      const there = [casemanager, deputy].every((id) => activeMember(network, id, today));
      return there ? ok : no('leads.left');
    },
  },
  covenant: {
    look: async (_, { network, today }) =>
      today <= network.covenant.validUntil ? ok : no('covenant.expired', { day: network.covenant.validUntil }),
  },
  signed: {
    needs: ['covenant'],
    look: async (_, { network, today }) => {
      const without = network.organisations.filter(
        ({ id }) =>
          !hasCovenant(network, id, today) &&
          network.members.some((m) => m.organisation === id && activeMember(network, m.id, today)),
      );
      return without.length === 0 ? ok : no('signed.missing', { organisations: without.map((o) => o.name).join(', ') });
    },
  },
  channel: {
    look: async (_, { network }) => {
      const { setUp, channel } = network;
      if (setUp?.failed && !setUp.done.includes(setUp.failed.step))
        return no('channel.failed', { step: setUp.failed.step, code: setUp.failed.code });
      if (!channel && !setUp) return no('channel.none');
      return setUp && setUpSteps.some((step) => !setUp.done.includes(step)) ? unknown('channel.busy') : ok;
    },
  },
  teamRights: {
    needs: ['graph'],
    look: async ({ probes, installation }, { network }) => {
      if (!network.setUp)
        return network.channel
          ? noTeam(installation, unknown('team.unknown'))
          : unknown('follows', { check: 'channel' });
      try {
        const given = await probes.teamRights(network.setUp.teamId, installation.tabApp);
        const missing = teamRights.filter((right) => !given.includes(right));
        return missing.length === 0 ? ok : no('teamRights.missing', { rights: missing.join(', ') });
      } catch (error) {
        return inTeam(error, no('teamRights.hidden', { rights: 'TeamsAppInstallation.Read.Group' }));
      }
    },
  },
  catalogue: {
    needs: ['graph', 'channel'],
    look: async ({ probes, installation }, { network }) => {
      if (!network.setUp) return noTeam(installation);
      const apps = await seen(probes.teamApps(network.setUp.teamId));
      if (!apps) return unseen;
      if (apps.some(({ id }) => id === installation.catalogApp)) return ok;
      const other = apps.find(({ name }) => /^buurtrust/i.test(name));
      return other ? no('catalogue.other', { found: other.id }) : no('catalogue.absent');
    },
  },
  version: {
    needs: ['catalogue'],
    look: async ({ probes, installation }, { network }) => {
      if (!network.setUp) return noTeam(installation);
      const apps = await probes.teamApps(network.setUp.teamId);
      const found = apps.find(({ id }) => id === installation.catalogApp)?.version ?? '';
      return found === installation.version ? ok : no('version.other', { found });
    },
  },
  channelThere: {
    needs: ['graph', 'channel'],
    look: async ({ probes, installation }, { network }) => {
      if (!network.setUp) return noTeam(installation);
      const channels = await seen(probes.teamChannels(network.setUp.teamId));
      if (!channels) return unseen;
      return channels.includes(network.channel?.conversation ?? '') ? ok : no('channelThere.gone');
    },
  },
  botIn: {
    needs: ['identity', 'channel'],
    look: async ({ probes, placeOf }, { network }) => {
      if (!network.channel) return unknown('follows', { check: 'channel' });
      try {
        await probes.botIn(await placeOf(network.channel));
        return ok;
      } catch (error) {
        return means(error, { 403: no('botIn.not'), 404: no('botIn.not') });
      }
    },
  },
  mailbox: {
    needs: ['graph', 'leads'],
    look: async ({ probes }, { network }) => {
      try {
        await probes.mailbox(organiserOf(network));
        return ok;
      } catch (error) {
        // Two codes that say the same: the account is there, its mailbox is not in Exchange Online.
        return means(error, {
          MailboxNotEnabledForRESTAPI: no('mailbox.none'),
          MailboxNotSupportedForRESTAPI: no('mailbox.none'),
          404: no('mailbox.organiser'),
          403: no('mailbox.rights'),
        });
      }
    },
  },
  // Only sending one would tell.
  mail: { needs: ['mailbox'], look: async () => unknown('mail.unseen') },
};

const longestLook = 10_000;
const inTime = async (look: Promise<Found>): Promise<Found> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unreachable('')), longestLook);
  });
  return Promise.race([look, late]).finally(() => clearTimeout(timer));
};

/** A failure is never taken for good news: nobody there is broken, a no is broken, and what we do not understand is unknown. */
const asFound = (error: unknown): Found => {
  if (error instanceof Unreachable)
    return no('silent', { status: error.status === undefined ? '' : String(error.status) });
  if (error instanceof Refused) return no('refused', { code: error.code });
  return unknown('failed', { code: error instanceof Error ? error.name : 'unknown' });
};

/** Whether what is leaned on can be leaned on. */
const stands = ({ verdict }: Found): boolean => verdict === 'ok' || verdict === 'unused';

/** Every check of a table once, each after what it needs; `before` are those of an earlier table. */
const lookAt = <Id extends CheckId, Subject>(
  table: Readonly<Record<Id, Check<Subject>>>,
  ids: readonly Id[],
  subject: Subject,
  ports: ReadinessPorts,
  before: ReadonlyMap<CheckId, Promise<Found>>,
): ReadonlyMap<CheckId, Promise<Found>> => {
  const found = new Map<CheckId, Promise<Found>>(before);
  const look = async ({ needs = [], look: see }: Check<Subject>): Promise<Found> => {
    for (const need of needs) {
      const first = await found.get(need);
      if (first && !stands(first)) return unknown('follows', { check: need });
    }
    return inTime(see(ports, subject)).catch(asFound);
  };
  for (const id of ids) found.set(id, look(table[id]));
  return found;
};

const listed = async (
  ids: readonly CheckId[],
  found: ReadonlyMap<CheckId, Promise<Found>>,
  network?: string,
): Promise<readonly Finding[]> =>
  Promise.all(
    ids.map(async (check) => ({
      check,
      ...(network === undefined ? {} : { network }),
      ...((await found.get(check)) ?? unknown('failed')),
    })),
  );

export type Readiness = ReturnType<typeof makeReadiness>;

/**
 * Looks at everything, or at the installation and the named networks. However many ask at once, the same question is asked of
 * the outside once.
 */
export const makeReadiness = (
  ports: ReadinessPorts &
    Readonly<{ networks: () => Promise<readonly string[]>; network: (code: string) => Promise<Network | undefined> }>,
) => {
  const running = new Map<string, Promise<readonly Finding[]>>();

  const look = async (today: Day, only?: readonly string[]): Promise<readonly Finding[]> => {
    const found = lookAt(installationTable, installationChecks, undefined, ports, new Map());
    const standing = await found.get('database');
    const reachable = standing !== undefined && stands(standing);
    const codes = reachable ? (only ?? (await ports.networks())) : [];
    const general = (await listed(installationChecks, found)).map((finding) =>
      finding.check === 'networks' && finding.verdict === 'ok' && codes.length === 0
        ? { ...finding, ...unused('networks.none') }
        : finding,
    );
    const each = await Promise.all(
      codes.map(async (code) => {
        const network = await ports.network(code);
        if (!network) return [];
        return listed(networkChecks, lookAt(networkTable, networkChecks, { network, today }, ports, found), code);
      }),
    );
    return [...general, ...each.flat()];
  };

  return {
    installation: ports.installation,
    look: (today: Day, only?: readonly string[]): Promise<readonly Finding[]> => {
      const key = JSON.stringify([today, only]);
      const known = running.get(key) ?? look(today, only).finally(() => running.delete(key));
      running.set(key, known);
      return known;
    },
  };
};
