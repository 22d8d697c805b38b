/** Who gets in: here, on a laptop, and in production; and what a process leaves behind when it is told to go, or is killed. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateKeyPair, SignJWT } from 'jose';
import { readConfig } from '../config.ts';
import { client, personNamed } from '../fixtures/client.ts';
import { aLocalHouse, type ALocalHouse } from '../fixtures/local.ts';
import { botAppId, tenantId } from '../fixtures/people.ts';

type Json = Readonly<Record<string, unknown>>;
const text = (x: unknown): string => JSON.stringify(x);
const root = fileURLToPath(new URL('../..', import.meta.url));

describe('on a laptop', () => {
  let house: ALocalHouse;
  let port = 0;
  beforeAll(async () => {
    house = await aLocalHouse();
    port = Number(new URL(house.base).port);
  });
  afterAll(() => house.close());

  const said = (more: Json = {}) =>
    text({ ...house.activity('m03', { chat: true }, { type: 'message', text: 'hulp' }), ...more });
  /** `fetch` would not let us name another host. */
  const ask = (path: string, headers: Readonly<Record<string, string>>, body?: string) =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', headers },
        (response) => {
          let got = '';
          response.on('data', (chunk) => (got += String(chunk)));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: got }));
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  const json = { 'content-type': 'application/json' };
  /** Nobody was answered, and nothing was written. */
  const unheard = async <T>(work: () => Promise<T>): Promise<T> => {
    const me = house.as('m03');
    const [before, written] = [(await me.read(me.chat)).length, house.written().length];
    const result = await work();
    expect((await me.read(me.chat)).length).toBe(before);
    expect(house.written().length).toBe(written);
    return result;
  };

  test.each(['localhost', '127.0.0.1', '[::1]'])(
    'who sits here and asks for %s may do without a signature, as the Playground does',
    async (host) => {
      const me = house.as('m03');
      const before = (await me.read(me.chat)).length;
      expect(await ask('/api/messages', { ...json, host: `${host}:${port}` }, said())).toEqual({
        status: 200,
        body: '',
      });
      expect((await me.read(me.chat)).length).toBe(before + 1);
    },
  );

  const strangeHosts = [
    'evil.example',
    'evil.example:3978',
    'localhost.evil.example',
    'evil.example#localhost',
    'localhost@evil.example',
    'localhost:3978:80',
    '127.0.0.1.evil.example',
    '127.0.0.2',
    '2130706433',
    '0.0.0.0',
    'LOCALHOST.',
  ];
  test.each(strangeHosts)('a page that has its own name "%s" point here gets nothing at all', async (host) => {
    const paths = [
      '/api/me',
      '/local',
      '/local/people',
      '/local/events?as=x',
      '/health',
      '/tab/',
      '/api/openapi.json',
      '/local/entra/v1/.well-known/keys',
    ];
    for (const path of paths) expect((await ask(path, { host })).status).toBe(403);
    for (const path of ['/api/messages', '/local/say', '/local/token', '/local/graph/v1.0/users'])
      expect((await unheard(() => ask(path, { ...json, host }, said()))).status).toBe(403);
  });

  test('a request without a host gets nothing either', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST /api/messages HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 403 /);
    socket.destroy();
  });

  test('nobody comes in from another machine', async () => {
    const others = Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).filter((a) => !a.internal && a.family === 'IPv4'),
    );
    for (const { address } of others) {
      const socket = connect(port, address);
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
  });

  test.each<[string, Json]>([
    ['to another machine', { serviceUrl: 'https://evil.example/' }],
    ['to another machine by user info', { serviceUrl: 'http://localhost@evil.example/' }],
    ['to a name that looks like this one', { serviceUrl: 'http://localhost.evil.example/' }],
    ['to no address', { serviceUrl: 'localhost' }],
    ['nowhere', { serviceUrl: undefined }],
    ['to a number', { serviceUrl: 7 }],
  ])('without a signature nothing is sent %s', async (_what, more) => {
    const got = await unheard(() => ask('/api/messages', { ...json, host: `localhost:${port}` }, said(more)));
    expect(got).toEqual({ status: 401, body: '' });
  });

  test('what a page on another site can send unasked is not read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      const headers = {
        host: `localhost:${port}`,
        origin: 'https://evil.example',
        ...(type ? { 'content-type': type } : {}),
      };
      expect(await unheard(() => ask('/api/messages', headers, said()))).toEqual({ status: 401, body: '' });
      for (const path of ['/local/say', '/local/click', '/local/token'])
        expect((await unheard(() => ask(path, headers, said()))).status).toBe(415);
    }
  });

  describe('a signature that is not good is refused here too', () => {
    const strangers = generateKeyPair('RS256');
    const forged = async (claims: Json, kid = 'stranger') =>
      new SignJWT({
        iss: house.entra.botTrust.issuer,
        aud: botAppId,
        serviceurl: house.teams.serviceUrl(),
        exp: Math.floor(Date.now() / 1000) + 600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid })
        .sign((await strangers).privateKey);
    const genuine = () => house.entra.botToken({ serviceUrl: house.teams.serviceUrl() });
    const kidOf = async () =>
      (JSON.parse(Buffer.from((await genuine()).split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
    const user = () => house.entra.tabToken(personNamed('m01'));
    const inName = () => house.entra.appToken('https://api.botframework.com', botAppId);

    test.each<[string, () => Promise<string>, Json, number]>([
      ['none but the word', async () => 'Bearer', {}, 401],
      ['an empty one', async () => '', {}, 401],
      ['a stranger’s', async () => `Bearer ${await forged({})}`, {}, 401],
      ['a stranger’s under our key’s name', async () => `Bearer ${await forged({}, await kidOf())}`, {}, 401],
      ['a good one, cut short', async () => `Bearer ${(await genuine()).slice(0, -4)}`, {}, 401],
      ['a person’s own', async () => `Bearer ${await user()}`, {}, 401],
      [
        'a person’s own, for a channel of Azure’s',
        async () => `Bearer ${await user()}`,
        { channelId: 'AseChannel' },
        401,
      ],
      ['a person’s own, for the emulator', async () => `Bearer ${await user()}`, { channelId: 'emulator' }, 401],
      ['the bot’s own', async () => `Bearer ${await inName()}`, {}, 401],
      [
        'a good one, for a channel of Azure’s',
        async () => `Bearer ${await genuine()}`,
        { channelId: 'AseChannel' },
        403,
      ],
      ['a good one, for the emulator', async () => `Bearer ${await genuine()}`, { channelId: 'emulator' }, 403],
      ['a good one, for no channel', async () => `Bearer ${await genuine()}`, { channelId: undefined }, 403],
      [
        'a good one, for another place to answer to',
        async () => `Bearer ${await genuine()}`,
        { serviceUrl: 'https://smba.trafficmanager.net/emea/' },
        403,
      ],
      [
        'a good one, for another tenant',
        async () => `Bearer ${await genuine()}`,
        { channelData: { tenant: { id: randomUUID() } } },
        403,
      ],
      [
        'a good one, for two tenants',
        async () => `Bearer ${await genuine()}`,
        { conversation: { id: 'a:1', tenantId: randomUUID() }, channelData: { tenant: { id: tenantId } } },
        403,
      ],
    ])('%s', async (_what, header, more, status) => {
      const authorization = await header();
      const lines = house.lines.length;
      const got = await unheard(() =>
        ask('/api/messages', { ...json, host: `localhost:${port}`, authorization }, said(more)),
      );
      expect(got).toEqual({ status, body: '' });
      const [line = '', ...others] = house.lines.slice(lines);
      expect(others).toEqual([]);
      expect(JSON.parse(line)).toMatchObject({
        event: 'bot.rejected',
        reason: expect.stringMatching(/^(token|key|keys|activity)\.\w+$/),
      });
    });
  });
});

const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of running)
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  running.clear();
});

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

/** A process of its own; resolves when it answers. */
const started = async (entry: string, args: readonly string[], env: Readonly<Record<string, string>>) => {
  const port = await freePort();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, entry), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  const base = `http://localhost:${port}`;
  const ready = async (path: string) =>
    fetch(`${base}${path}`).then(
      (r) => r.ok,
      () => false,
    );
  const until = async (path: string) => {
    while (!(await ready(path))) {
      if (child.exitCode !== null) throw new Error(output);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  };
  return { child, base, port, exited, output: () => output, until };
};
/** Ready when it says so: it listens a moment before its demo is planted. */
const aLaptop = async (data: string) => {
  const house = await started('bot/local/index.ts', ['--no-open'], { DATA_DIR: data });
  while (!house.output().includes('Ready:')) {
    if (house.child.exitCode !== null) throw new Error(house.output());
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return house;
};

describe('a process', () => {
  const data = mkdtempSync(join(tmpdir(), 'buurtrust-process-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  const form = { network: 'WK', kind: 'POLICE', priority: 'URGENT', form: '01JDFORM000000000000000099' };
  const numberIn = (x: unknown) => /WO-WK-\d{4}-\d{3}/.exec(text(x))?.[0] ?? '';

  test('that is killed right after it acknowledged a click has the deed when it comes back', async () => {
    const first = await aLaptop(data);
    const police = client(first.base, 'm03');
    await police.say('nieuwe casus');
    const clicked = await police.press('reportCase', form);
    first.child.kill('SIGKILL');
    expect(await first.exited).toEqual([null, 'SIGKILL']);
    const number = numberIn(clicked.body);
    expect(number).not.toBe('');
    const second = await aLaptop(data);
    const { body } = await client(second.base, 'm01').get('/WK/cases');
    expect((body['items'] as { number: string }[]).map((c) => c.number)).toContain(number);
    // And the same form, sent again because nobody saw the answer, is the same case.
    const again = client(second.base, 'm03');
    await again.say('nieuwe casus');
    expect(numberIn((await again.press('reportCase', form)).body)).toBe(number);
    expect(readFileSync(join(data, 'log.jsonl'), 'utf8')).not.toContain('"failed"');
  }, 60_000);

  test('that is told to go answers who is being heard, takes nobody new, and goes', async () => {
    const house = await aLaptop(data);
    const me = personNamed('m03');
    const body = text({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'f:last',
      channelId: 'msteams',
      serviceUrl: `${house.base}/local/connector/`,
      from: { id: me.teamsId, aadObjectId: me.objectId },
      conversation: { conversationType: 'personal', id: me.chatId, tenantId },
      channelData: { tenant: { id: tenantId } },
      value: {
        action: { verb: 'reportCase', data: { ...form, form: '01JDFORM000000000000000100' } },
        trigger: 'manual',
      },
    });
    const idle = connect(house.port, '127.0.0.1');
    const listening = await fetch(`${house.base}/api/WK/changes`, {
      headers: { authorization: await client(house.base, 'm01').bearer() },
    });
    const socket = connect(house.port, '127.0.0.1');
    socket.write(
      `POST /api/messages HTTP/1.1\r\nHost: localhost:${house.port}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 40)}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const told = performance.now();
    house.child.kill('SIGTERM');
    // Impatient people send it twice.
    setTimeout(() => house.child.kill('SIGTERM'), 100);
    await refused(house.port);
    socket.write(body.slice(40));
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('"statusCode":200');
    expect(numberIn(answer)).not.toBe('');
    expect(await house.exited).toEqual([0, null]);
    expect(performance.now() - told).toBeLessThan(8_000);
    await listening.text().catch(() => '');
    idle.destroy();
    const after = await aLaptop(data);
    const { body: board } = await client(after.base, 'm01').get('/WK/cases');
    expect((board['items'] as { number: string }[]).map((c) => c.number)).toContain(numberIn(answer));
  }, 60_000);
});

/** Resolves once nobody new is let in. */
const refused = async (port: number): Promise<void> => {
  for (;;) {
    const socket: Socket = connect(port, '127.0.0.1');
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => 'in'),
      new Promise<string>((resolve) => socket.once('error', () => resolve('out'))),
    ]).catch(() => 'out');
    socket.destroy();
    if (outcome === 'out') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('in production', () => {
  const id = (end: string) => `00000000-0000-4000-8000-${end.padStart(12, '0')}`;
  const settings = {
    PUBLIC_URL: 'https://buurtrust.example',
    TENANT_IDS: id('1'),
    BOT_APP_ID: id('b0'),
    TAB_APP_ID: id('f0'),
    CATALOG_APP_ID: id('ca'),
    ADMINISTRATORS: id('a'),
    COSMOS_ENDPOINT: 'https://127.0.0.1:9',
    KEY_ID: 'https://127.0.0.1:9/keys/dossiers',
  };
  const names = Object.keys(settings) as readonly (keyof typeof settings)[];

  test('nothing starts without its settings, and each is named', async () => {
    const { exited, output } = await started('bot/index.ts', [], {});
    expect(await exited).toEqual([1, null]);
    for (const name of names) expect(output()).toContain(`  ${name}: `);
  }, 30_000);

  test.each(names)('%s alone is missed by its name', (name) => {
    const { [name]: _, ...others } = settings;
    expect(() => readConfig(others)).toThrow(new RegExp(`:\\n  ${name}: [^\\n]+$`));
    expect(() => readConfig({ ...settings, [name]: '' })).toThrow(new RegExp(`:\\n  ${name}: `));
  });

  test.each<[keyof typeof settings | 'PORT', string]>([
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', 'private'],
    ['PUBLIC_URL', 'http://private.example'],
    ['PUBLIC_URL', 'https://private.example/'],
    ['PUBLIC_URL', 'private'],
    ['TENANT_IDS', `${id('1')},private`],
    ['TENANT_IDS', '*'],
    ['TENANT_IDS', 'common'],
    ['ADMINISTRATORS', 'everybody'],
    ['ADMINISTRATORS', `${id('a')};private`],
    ['BOT_APP_ID', 'private'],
    // One registration for both lets a person's token pass for the bot's.
    ['TAB_APP_ID', settings.BOT_APP_ID],
    ['COSMOS_ENDPOINT', 'http://private.example'],
    ['KEY_ID', 'http://private.example/keys/x'],
  ])('%s=%s is refused by name, and not repeated', (name, value) => {
    const refusal = () => readConfig({ ...settings, [name]: value });
    expect(refusal).toThrow(new RegExp(`\\n  ${name}: `));
    expect(refusal).not.toThrow('private');
  });

  test('nobody is let in unsigned, whatever they say they are and whatever the surroundings say', async () => {
    const surroundings = {
      NODE_ENV: 'development',
      MicrosoftAppId: '',
      MicrosoftAppPassword: '',
      ChannelService: '',
      LOCAL: '1',
    };
    const { base, child, exited, until } = await started('bot/index.ts', [], { ...settings, ...surroundings });
    await until('/health');
    const body = (more: Json) =>
      text({
        type: 'message',
        text: 'hulp',
        channelId: 'msteams',
        serviceUrl: `${base}/`,
        from: { id: '29:x', aadObjectId: id('5') },
        conversation: { id: 'a:1', tenantId: id('1') },
        ...more,
      });
    const kinds: readonly Json[] = [
      {},
      { channelId: 'emulator' },
      { channelId: 'AseChannel' },
      { channelId: 'test' },
      { channelId: '' },
      { serviceUrl: undefined },
      { deliveryMode: 'expectReplies' },
    ];
    for (const kind of kinds)
      for (const authorization of [undefined, '', 'Bearer', 'Bearer x.y.z', 'Basic eDp5']) {
        const response = await fetch(`${base}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
          body: body(kind),
        });
        expect({ kind, authorization, status: response.status, text: await response.text() }).toEqual({
          kind,
          authorization,
          status: 401,
          text: '',
        });
      }
    for (const path of [
      '/local',
      '/local/people',
      '/local/entra/v1/.well-known/keys',
      '/local/connector/v3/conversations',
    ])
      expect((await fetch(`${base}${path}`)).status).toBe(404);
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  }, 60_000);
});
