import { describe, expect, test } from '@jest/globals';
import { aNetwork } from '#domain/example.ts';
import type { Network } from '#domain/network.ts';
import { day, instant } from '#domain/time.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { makeReadiness } from './readiness.ts';
import type { Installation, Probes } from './readiness/check.ts';
import type { Finding } from './readiness/finding.ts';
import { makeHeard } from './readiness/heard.ts';

const installation = {
  url: 'https://buurtrust.example',
  tenant: 'tenant',
  tabApp: 'tab',
  botApp: 'bot',
  catalogApp: 'catalogue',
  version: '1',
};
const fine: Probes = {
  botToken: async () => ({ app: 'bot', tenant: 'tenant', roles: [] }),
  graphToken: async () => ({ app: 'tab', tenant: 'tenant', roles: [] }),
  secondsAhead: async () => 0,
  appAtOurAddress: async () => 'tab',
  signInKeys: async () => {},
  botKeys: async () => {},
  graph: async () => {},
  teamChannels: async () => [],
  teamRights: async () => [],
  teamApps: async () => [],
  mailbox: async () => {},
  botIn: async () => {},
};
const now = instant('2026-11-23T09:00:00Z');
const today = day('2026-11-23');

const looking = (
  probes: Partial<Probes> = {},
  heard = makeHeard(),
  where: Installation = installation,
  network?: Network,
) =>
  makeReadiness({
    installation: where,
    probes: { ...fine, ...probes },
    store: sqliteStore(':memory:'),
    keys: { wrap: async () => ({ wrapped: '', by: '' }), unwrap: async () => new Uint8Array(32), ping: async () => {} },
    heard,
    placeOf: async (place) => place,
    networks: async () => (network ? [network.code] : []),
    network: async () => network,
    now: () => now,
  });
const found = async (check: string, of: ReturnType<typeof looking>): Promise<Finding | undefined> =>
  (await of.look(today)).find((finding) => finding.check === check);

describe('what came in', () => {
  test.each([
    ['tab', 'token.audience', 'signIn', 'signIn.audience'],
    ['tab', 'token.version', 'signIn', 'signIn.version'],
    ['tab', 'token.issuer', 'signIn', 'signIn.version'],
    ['tab', 'token.scope', 'signIn', 'signIn.scope'],
    ['tab', 'token.client', 'signIn', 'signIn.client'],
    ['tab', 'token.tenant', 'signIn', 'signIn.tenant'],
    ['tab', 'token.expired', 'signIn', 'signIn.other'],
    ['teams', 'token.audience', 'messages', 'messages.audience'],
    ['teams', 'activity.tenant', 'messages', 'messages.tenant'],
    ['teams', 'activity.serviceUrl', 'messages', 'messages.other'],
  ] as const)('from %s and refused with %s', async (from, reason, check, cause) => {
    const heard = makeHeard();
    heard.note(from, reason);
    expect(await found(check, looking({}, heard))).toMatchObject({ verdict: 'broken', cause });
    heard.note(from);
    expect(await found(check, looking({}, heard))).toMatchObject({ verdict: 'ok' });
    // One stranger after that changes nothing.
    heard.note(from, reason);
    expect(await found(check, looking({}, heard))).toMatchObject({ verdict: 'ok' });
  });

  test('nobody can make us look broken with nonsense', async () => {
    const heard = makeHeard();
    for (const reason of ['token.missing', 'token.malformed', 'token.algorithm', 'token.key', 'token.signature'])
      for (const from of ['tab', 'teams'] as const) heard.note(from, reason);
    expect(await found('signIn', looking({}, heard))).toMatchObject({ verdict: 'unknown', cause: 'signIn.never' });
    expect(await found('messages', looking({}, heard))).toMatchObject({ verdict: 'unknown', cause: 'messages.never' });
  });
});

test('a check that fails by itself is unknown, never fine', async () => {
  const probes = { botKeys: () => Promise.reject(new TypeError('words that may hold anything')) };
  const finding = await found('botKeys', looking(probes));
  expect(finding).toEqual({ check: 'botKeys', verdict: 'unknown', cause: 'failed', values: { code: 'TypeError' } });
});

test('what a look leans on is told instead of looked at', async () => {
  let asked = 0;
  const probes: Partial<Probes> = {
    botToken: async () => ({ app: 'another', tenant: 'tenant', roles: [] }),
    graphToken: async () => {
      asked += 1;
      return fine.graphToken();
    },
  };
  expect(await found('entra', looking(probes))).toMatchObject({
    verdict: 'unknown',
    cause: 'follows',
    values: { check: 'identity' },
  });
  expect(asked).toBe(0);
});

describe('a channel that is of no team we know', () => {
  const inTeam = ['teamRights', 'catalogue', 'version', 'channelThere'];
  const verdicts = async (more: Readonly<{ vault?: string }>) => {
    const findings = await looking({}, makeHeard(), { ...installation, ...more }, aNetwork()).look(today);
    return inTeam.map((check) => {
      const { verdict, cause } = findings.find((finding) => finding.check === check) ?? {};
      return `${verdict} ${cause}`;
    });
  };

  test('is nothing to worry about on a laptop: the example begins so', async () => {
    expect(await verdicts({})).toEqual(inTeam.map(() => 'unused team.local'));
  });

  test('must be set up in production', async () => {
    expect(await verdicts({ vault: 'vault.example' })).toEqual([
      'unknown team.unknown',
      'unknown follows',
      'unknown follows',
      'unknown follows',
    ]);
  });
});

test('however many ask at once, the outside is asked once', async () => {
  let asked = 0;
  const readiness = looking({
    graph: async () => {
      asked += 1;
    },
  });
  await Promise.all([1, 2, 3].map(() => readiness.look(today)));
  expect(asked).toBe(1);
});
