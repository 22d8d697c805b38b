/**
 * The administrator's morning with the bundle as it is shipped, and afterwards everything an administrator can forget or break,
 * one by one: each is found by its own check, and by no other but those that lean on it.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, addMinutes, dayOf, instantOf } from '#domain/time.ts';
import type { Network } from '#domain/network.ts';
import { networkId, type NetworkDocument } from './core/documents.ts';
import { teamRights } from './core/readiness/team.ts';
import { readConfig, SettingsMissing } from './config.ts';
import { findingText } from './edges/readiness.ts';
import { type Cloud, startCloud } from './fixtures/cloud.ts';
import { brokenIn, type Line, morning, readinessFor } from './fixtures/morning.ts';
import { catalogAppId, people, places } from './fixtures/people.ts';
import { client } from './fixtures/client.ts';

let cloud: Cloud;
let played: Awaited<ReturnType<typeof morning>>;
beforeAll(async () => {
  cloud = await startCloud();
  played = await morning(cloud);
}, 120_000);
afterAll(() => cloud.close());

const team = places.find((p) => p.network === 'WK')?.teamId ?? '';
const now = instantOf(Date.now());
const today = dayOf(now);
const casemanager = people.find((p) => p.id === 'm01')?.objectId ?? '';
const verdictOf = (lines: readonly Line[], check: string) => lines.find((line) => line.check === check)?.verdict;

describe('the morning', () => {
  test('an empty installation is told what is missing, and that the rest is fine', () => {
    // Nothing answers at the address before anything runs.
    expect(brokenIn(played.empty)).toEqual(['address']);
    expect(brokenIn(played.first)).toEqual([]);
    expect(verdictOf(played.first, 'networks')).toBe('unused');
    // What only the running app could know is not called fine.
    for (const check of ['signIn', 'messages']) expect(verdictOf(played.first, check)).toBe('unknown');
  });

  test('a network without a channel, and a channel without the app, are said so', () => {
    expect(brokenIn(played.half)).toEqual(['channel WK']);
    expect(brokenIn(played.almost)).toEqual(['botIn WK']);
  });

  test('at the end the first card stands in the channel, and everything is in place', () => {
    expect(JSON.stringify(played.card)).toContain(played.number);
    // Whether mail may be sent is only seen by sending one.
    expect(played.last.flatMap(({ verdict, check }) => (verdict === 'ok' ? [] : [`${check} ${verdict}`]))).toEqual([
      'mail unknown',
    ]);
    expect(verdictOf(played.last, 'signIn')).toBe('ok');
    expect(verdictOf(played.last, 'messages')).toBe('ok');
  });
});

test('nobody but an administrator is told anything', async () => {
  for (const id of ['m01', 'm03', 'm08']) expect((await client(cloud.town, id).get('/readiness')).status).toBe(404);
});

test('nothing of a case or a person stands in it', () => {
  const said = JSON.stringify(played.last);
  for (const word of ['Hersenschim', played.number, ...people.flatMap((p) => [p.name, p.email])])
    expect(said).not.toContain(word);
});

// ── one thing wrong at a time ─────────────────────────────────────────────────────────────────────────────────────────

/** Does it, and gives how it is put right. */
type Break = (at: Cloud) => (() => unknown) | Promise<() => unknown>;
type Row = readonly [what: string, wrong: Break, expected: Readonly<Record<string, string>>];

const set =
  <K extends keyof Cloud['state']>(name: K, value: Cloud['state'][K]): Break =>
  ({ state }) => {
    const before = state[name];
    state[name] = value;
    return () => void (state[name] = before);
  };
const silent =
  (host: 'own' | 'entra' | 'botKeys' | 'graph' | 'teams' | 'vault'): Break =>
  ({ state }) => {
    state.down.add(host);
    return () => state.down.delete(host);
  };
const without =
  <T>(of: (at: Cloud) => Set<T> | undefined, member: (at: Cloud) => T): Break =>
  (at) => {
    of(at)?.delete(member(at));
    return () => of(at)?.add(member(at));
  };
const withMore =
  <T>(of: (at: Cloud) => Set<T>, member: T): Break =>
  (at) => {
    of(at).add(member);
    return () => of(at).delete(member);
  };
const apps =
  (change: Readonly<{ app?: string; version?: string }> | undefined): Break =>
  ({ graph }) => {
    const list = graph.state.teams.get(team)?.apps ?? [];
    const before = list.splice(0);
    if (change) list.push(...before.map((installed) => ({ ...installed, ...change })));
    return () => list.splice(0, list.length, ...before);
  };
/** As if it had been recorded so. */
const recorded =
  (change: (network: Network) => Partial<Network>): Break =>
  async ({ cosmos: { store } }) => {
    const put = async (next: (document: NetworkDocument) => NetworkDocument) => {
      const stored = await store.get<NetworkDocument>('WK', networkId);
      if (stored) await store.commit('WK', [{ put: next(stored.document), ifMatch: stored.etag }]);
      return stored?.document.open;
    };
    const before = await put((d) => ({ ...d, open: { ...d.open, ...change(d.open) } }));
    return () => put((d) => ({ ...d, open: before ?? d.open }));
  };
const trouble =
  (status: number, code: string): Break =>
  ({ vault }) => {
    vault.state.trouble = { status, body: { error: { code } } };
    return () => delete vault.state.trouble;
  };
const stuck: Break = async ({ cosmos: { store } }) => {
  const id = 'commit:stuck';
  const wakeAt = addMinutes(now, 60);
  const document = {
    id,
    type: 'commit',
    network: 'WK',
    at: addMinutes(now, -120),
    attempts: 6,
    failures: [{ service: 'teams', code: 'Forbidden' }],
    effects: [],
    wakeAt,
  };
  await store.commit('WK', [{ put: document, ifNew: true }]);
  return async () => {
    const stored = await store.get('WK', id);
    if (stored) await store.commit('WK', [{ delete: id, ifMatch: stored.etag }]);
  };
};

const rows: readonly Row[] = [
  ['nothing answers at the address', silent('own'), { address: 'silent' }],
  ['somebody else answers at the address', set('own', 'somebody else'), { address: 'address.other' }],
  ['the clock is two minutes off', set('behind', 120), { clock: 'clock.tab' }],
  ['the clock is ten minutes off', set('behind', 600), { clock: 'clock.all' }],
  ['the clock is ten minutes behind', set('behind', -600), { clock: 'clock.all' }],
  ['the registration does not trust the identity', set('trusted', false), { entra: 'entra.trust' }],
  ['the registration is gone', set('knowsApp', false), { entra: 'entra.app' }],
  ['the tenant is another', set('knowsTenant', false), { entra: 'entra.tenant' }],
  ['Entra is silent', silent('entra'), { clock: 'silent', entra: 'silent', signInKeys: 'silent' }],
  ['the Bot Framework publishes no keys', silent('botKeys'), { botKeys: 'silent' }],
  [
    'every calendar was opened in Entra',
    withMore((at) => at.graph.state.roles, 'Calendars.ReadWrite'),
    { rights: 'rights.tooMany' },
  ],
  ['Graph is silent', silent('graph'), { graph: 'silent' }],
  ['the role on the database is missing', set('database', 'none'), { database: 'database.role' }],
  ['the role on the database is that of a reader', set('database', 'read'), { writing: 'database.role' }],
  ['the role on the key is missing', trouble(403, 'Forbidden'), { keys: 'keys.role' }],
  ['the key is gone', trouble(404, 'KeyNotFound'), { keys: 'keys.missing' }],
  ['the vault is silent', silent('vault'), { keys: 'silent' }],
  [
    'the key can be purged',
    ({ vault }) => {
      vault.state.recoveryLevel = 'Recoverable+Purgeable';
      return () => void (vault.state.recoveryLevel = 'Recoverable');
    },
    { keyGuard: 'keyGuard.off' },
  ],
  ['something waits for two hours', stuck, { outbox: 'outbox.late' }],
  ['no deputy', recorded(() => ({ deputy: '' })), { leads: 'leads.none' }],
  [
    'the deputy has left',
    recorded(({ deputy, members }) => ({
      members: members.map((m) => (m.id === deputy ? { ...m, until: addDays(today, -1) } : m)),
    })),
    { leads: 'leads.left' },
  ],
  [
    'the covenant has expired',
    recorded(({ covenant }) => ({ covenant: { ...covenant, validUntil: addDays(today, -1) } })),
    { covenant: 'covenant.expired' },
  ],
  [
    'an organisation has not signed',
    recorded(({ covenant: { signed, ...covenant } }) => {
      const { ggz: _, ...others } = signed;
      return { covenant: { ...covenant, signed: others } };
    }),
    { signed: 'signed.missing' },
  ],
  [
    'setting up stopped at the tab',
    recorded(({ setUp }) =>
      setUp
        ? {
            setUp: {
              ...setUp,
              done: ['channel', 'members', 'app'],
              failed: { step: 'tab', code: 'Forbidden', at: now },
            },
          }
        : {},
    ),
    { channel: 'channel.failed' },
  ],
  ...teamRights.map(
    (right): Row => [
      `the team lacks ${right}`,
      without(
        (at) => at.graph.state.grants.get(team),
        () => right,
      ),
      { teamRights: right === 'TeamsAppInstallation.Read.Group' ? 'teamRights.hidden' : 'teamRights.missing' },
    ],
  ),
  [
    'the app was taken out of the team',
    ({ graph: { state } }) => {
      const before = state.grants.get(team) ?? new Set<string>();
      state.grants.delete(team);
      return () => state.grants.set(team, before);
    },
    { teamRights: 'teamRights.hidden' },
  ],
  [
    'the team was deleted',
    ({ graph: { state } }) => {
      const before = state.teams.get(team);
      state.teams.delete(team);
      return () => before && state.teams.set(team, before);
    },
    // Its channels went with it.
    { teamRights: 'team.gone', botIn: 'botIn.not' },
  ],
  [
    'the app in the team has another id',
    apps({ app: `${catalogAppId.slice(0, -2)}cb` }),
    { catalogue: 'catalogue.absent' },
  ],
  ['the app is not in the team', apps(undefined), { catalogue: 'catalogue.absent' }],
  ['an older version is in the team', apps({ version: '0.0.9' }), { version: 'version.other' }],
  [
    'the channel was deleted',
    ({ graph: { state } }) => {
      const channels = state.teams.get(team)?.channels ?? [];
      const before = [...channels];
      channels.splice(0, channels.length, ...before.filter((c) => c.membershipType !== 'private'));
      return () => channels.splice(0, channels.length, ...before);
    },
    { channelThere: 'channelThere.gone', botIn: 'botIn.not' },
  ],
  [
    'the app was never added to the channel',
    without(
      (at) => at.state.inChannels,
      () => played.channel,
    ),
    { botIn: 'botIn.not' },
  ],
  ['Teams is silent', silent('teams'), { botIn: 'silent' }],
  [
    'Exchange keeps the mailbox shut',
    withMore((at) => at.graph.state.closedMailboxes, casemanager),
    { mailbox: 'mailbox.rights' },
  ],
  [
    'the casemanager has no mailbox',
    withMore((at) => at.graph.state.withoutMailbox, casemanager),
    { mailbox: 'mailbox.none' },
  ],
  [
    'the mailbox that organises does not exist',
    recorded(() => ({ organiser: 'nobody@voorbeeldstad.example' })),
    { mailbox: 'mailbox.organiser' },
  ],
];

/** By check, what is not right; and that everything else is right, or leans on that. */
const foundWrong = (lines: readonly Line[]): Readonly<Record<string, string>> => {
  const strange = lines.filter(
    ({ verdict, code }) => verdict === 'unknown' && code !== 'follows' && code !== 'mail.unseen',
  );
  expect(strange).toEqual([]);
  return Object.fromEntries(
    lines.flatMap(({ verdict, check, code = '' }) => (verdict === 'broken' ? [[check, code]] : [])),
  );
};

describe('when', () => {
  test.each(rows)(
    '%s, exactly that is found',
    async (_, wrong, expected) => {
      const right = await wrong(cloud);
      try {
        const lines = await readinessFor(played.administrator);
        expect(foundWrong(lines)).toEqual(expected);
        for (const { verdict, cause, cure, where, code } of lines) {
          // Said in whole sentences, with nothing left to fill in.
          if (verdict === 'broken') for (const text of [cause, cure, where]) expect(text).toMatch(/\S{3}/);
          if (code !== undefined) expect([cause, cure, where].join(' ')).not.toMatch(/[{}]|undefined/);
        }
      } finally {
        await right();
      }
      expect(foundWrong(await readinessFor(played.administrator))).toEqual({});
    },
    60_000,
  );

  test('the right to add people to a team is not given, that is no fault', async () => {
    const { roles } = cloud.graph.state;
    const before = [...roles];
    roles.clear();
    const lines = await readinessFor(played.administrator);
    expect([foundWrong(lines), verdictOf(lines, 'rights')]).toEqual([{}, 'unused']);
    for (const role of before) roles.add(role);
  });
});

describe('the doctor, with', () => {
  const doctor = async (settings: Readonly<Record<string, string | undefined>>) => {
    const { lines, code } = await cloud.doctor(['--json'], settings);
    const found = JSON.parse(lines.join('')) as readonly Line[];
    return {
      code,
      found: Object.fromEntries(found.flatMap((f) => (f.verdict === 'broken' ? [[f.check, f.code]] : []))),
      lines,
    };
  };
  const guid = '00000000-0000-4000-8000-00000000abcd';

  test('no identity in the container', async () => {
    cloud.state.identity = false;
    const { code, found } = await doctor({});
    cloud.state.identity = true;
    // The database was asked with the same identity.
    expect({ code, found }).toEqual({ code: 1, found: { identity: 'identity.none', database: 'silent' } });
  }, 60_000);

  test('everything right, ends well', async () => {
    expect(await doctor({})).toMatchObject({ code: 0, found: {} });
  }, 60_000);

  test.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['an address elsewhere', { PUBLIC_URL: 'https://localhost:9' }, { address: 'silent' }],
    ['another tenant first', { TENANT_IDS: guid }, { identity: 'identity.other', signInKeys: 'refused' }],
    ['another bot', { BOT_APP_ID: guid }, { identity: 'identity.none', database: 'silent' }],
    ['another registration', { TAB_APP_ID: guid }, { address: 'address.other', entra: 'entra.app' }],
    ['another id in the catalogue', { CATALOG_APP_ID: guid }, { catalogue: 'catalogue.other' }],
    ['a database that is not there', { COSMOS_DATABASE: 'other' }, { database: 'database.missing' }],
    ['a container that is not there', { COSMOS_CONTAINER: 'other' }, { database: 'database.missing' }],
    ['a key that is not there', { KEY_ID: 'https://buurtrust.vault.azure.net/keys/other' }, { keys: 'keys.missing' }],
  ])(
    '%s',
    async (_, settings, expected) => {
      const { code, found } = await doctor(settings);
      expect({ code, found }).toEqual({ code: 1, found: expected });
    },
    60_000,
  );

  test.each([
    [{ paths: ['/id'] }, 'container.partition'],
    [{ paths: ['/network'] }, 'container.indexing'],
  ] as const)(
    'a container made otherwise: %j',
    async (partitionKey, cause) => {
      const name = cause.replace('.', '-');
      const indexingPolicy = { includedPaths: [{ path: '/type/?' }], excludedPaths: [{ path: '/*' }] };
      await cloud.cosmos.client
        .database('buurtrust')
        .containers.create({ id: name, partitionKey: { paths: [...partitionKey.paths] }, indexingPolicy });
      const { code, found } = await doctor({ COSMOS_CONTAINER: name });
      expect({ code, container: found['container'] }).toEqual({ code: 1, container: cause });
    },
    60_000,
  );

  test('each setting left out or wrong, that one is named, and what it is', async () => {
    const { lines } = await cloud.doctor(['--english'], { PUBLIC_URL: undefined, KEY_ID: 'no address' });
    expect(lines.join('\n')).toMatch(
      /Setting PUBLIC_URL is missing\..*It is: the address.*Setting KEY_ID does not have/s,
    );
    for (const name of Object.keys(cloud.settings).filter((one) => one !== 'PORT')) {
      const finding = { check: 'settings' as const, verdict: 'broken' as const, cause: 'settings.missing' as const };
      const shown = (env: Readonly<Record<string, string | undefined>>) => {
        try {
          readConfig(env);
          return [];
        } catch (error) {
          if (!(error instanceof SettingsMissing)) throw error;
          return error.settings;
        }
      };
      expect(shown({ ...cloud.settings, [name]: undefined })).toEqual([{ name, missing: true }]);
      expect(shown({ ...cloud.settings, [name]: 'x y' })).toEqual([{ name, missing: false }]);
      for (const language of ['nl', 'en'] as const)
        expect(findingText({ ...finding, values: { name } }, undefined, language).cure).toMatch(/: \S.{10,}/);
    }
  }, 60_000);
});
