import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { indexingPolicy } from '../adapters/cosmos-store.ts';
import { readConfig } from '../config.ts';
import { amounts, kinds, words } from '../core/telemetry.ts';
import { readinessEn } from '../edges/texts/readiness-en.ts';
import { contractsFor, envFile, json, placesIn, root, text } from './project.ts';

const require = createRequire(import.meta.url);
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

const files = readdirSync(join(root, 'infra')).filter((name) => name.endsWith('.bicep'));
const parse = (file: string): Node => {
  const tree = parser.parse(text(`infra/${file}`));
  if (!tree) throw new Error(`${file} cannot be read`);
  return tree.rootNode;
};
const children = (node: Node) => node.namedChildren.filter((child) => child !== null);
/** Every declaration of a kind, and the names that come after its keyword. */
const declared = (file: string, type: string): readonly Node[] =>
  parse(file)
    .descendantsOfType(type)
    .flatMap((n) => n ?? []);
const nameOf = (node: Node) => children(node).find(({ type }) => type === 'identifier')?.text ?? '';
/** The keys and values of an object, as written. */
const propertiesOf = (object: Node | undefined): ReadonlyMap<string, Node> =>
  new Map(
    (object ? children(object) : [])
      .filter(({ type }) => type === 'object_property')
      .flatMap((property) => {
        const [key, value] = children(property);
        return key && value ? [[key.text.replaceAll("'", ''), value] as const] : [];
      }),
  );
const objectIn = (node: Node) => node.descendantsOfType('object')[0] ?? undefined;

const parametersOf = (file: string) =>
  declared(file, 'parameter_declaration').map((node) => ({ name: nameOf(node), required: !/=/.test(node.text) }));
const outputsOf = (file: string) => declared(file, 'output_declaration').map(nameOf);

/** Problems in what is given to a template: unknown names, and required ones that lack. */
const mismatches = (file: string, given: readonly string[]) => {
  const parameters = parametersOf(file);
  return [
    ...given.filter((name) => !parameters.some((p) => p.name === name)).map((name) => `${file} knows no ${name}`),
    ...parameters.filter((p) => p.required && !given.includes(p.name)).map(({ name }) => `${file} lacks ${name}`),
  ];
};

describe.each(files)('%s', (file) => {
  test('is Bicep', () => {
    const wrong = parse(file)
      .descendantsOfType('ERROR')
      .map((node) => `${(node?.startPosition.row ?? 0) + 1}: ${node?.text}`);
    expect([wrong, parse(file).hasError]).toEqual([[], false]);
  });

  test('gives its modules what they ask, and takes from them what they give', () => {
    const modules = declared(file, 'module_declaration').map((node) => ({
      name: nameOf(node),
      file: /'([^']+\.bicep)'/.exec(node.text)?.[1] ?? '',
      given: [...propertiesOf(propertiesOf(objectIn(node)).get('params')).keys()],
    }));
    expect(modules.flatMap((module) => mismatches(module.file, module.given))).toEqual([]);
    const taken = [...text(`infra/${file}`).matchAll(/\b(\w+)\.\??outputs\.(\w+)/g)];
    const unknown = taken.filter(([, name, output = '']) => {
      const module = modules.find((m) => m.name === name);
      return !module || !outputsOf(module.file).includes(output);
    });
    expect(unknown.map(([all]) => all)).toEqual([]);
  });
});

test('the files make sense of each other: a wrong name is found', () => {
  expect(mismatches('identity.bicep', ['name', 'location', 'place'])).toEqual([
    'identity.bicep knows no place',
    'identity.bicep lacks tags',
  ]);
});

describe.each(['main', 'app'])('%s.parameters.json', (name) => {
  const parameters = json<{ parameters: Record<string, { value: unknown }> }>(
    `infra/${name}.parameters.json`,
  ).parameters;

  test('gives what the template asks', () => {
    expect(mismatches(`${name}.bicep`, Object.keys(parameters))).toEqual([]);
  });

  test.each(['dev', 'prod'])('takes what stands in the environment file of %s', (env) => {
    const known = Object.keys(envFile(env));
    expect(placesIn(text(`infra/${name}.parameters.json`)).filter((place) => !known.includes(place))).toEqual([]);
  });
});

test('what stands hands on to what runs', () => {
  const outputs = outputsOf('main.bicep');
  expect(outputs.filter((output) => !(output in envFile('prod')))).toEqual([]);
  const byHand = ['RESOURCE_NAME', 'AZURE_LOCATION', 'IMAGE_TAG', 'TENANT_IDS', 'ADMINISTRATORS', 'ALERT_EMAIL'];
  const byToolkit = ['TAB_APP_ID', 'TEAMS_APP_PUBLISHED_APP_ID'];
  const needed = placesIn(text('infra/app.parameters.json'));
  expect(needed.filter((name) => ![...outputs, ...byHand, ...byToolkit].includes(name))).toEqual([]);
});

test('the container gets every setting the app reads, and none that it does not', () => {
  const given = [...text('infra/app.bicep').matchAll(/\{ name: '([A-Z_]+)', value: /g)].map(([, name = '']) => name);
  const id = '00000000-0000-4000-8000-000000000000';
  const url = 'https://x.example';
  const values = Object.fromEntries(
    given.map((name) => [
      name,
      name.endsWith('_ID') && name !== 'KEY_ID' ? crypto.randomUUID() : name === 'PORT' ? '3978' : url,
    ]),
  );
  const config = readConfig({ ...values, TENANT_IDS: id, ADMINISTRATORS: id });
  expect(given.toSorted()).toEqual(Object.keys(config).toSorted());
});

test('the database indexes exactly what is queried, and expires nothing', () => {
  expect(json('infra/indexing-policy.json')).toEqual(indexingPolicy);
  const cosmos = text('infra/cosmos.bicep');
  expect(cosmos).toContain("indexingPolicy: loadJsonContent('indexing-policy.json')");
  expect(cosmos).not.toMatch(/defaultTtl|analyticalStorageTtl/);
});

test.each([
  [
    'cosmos.bicep',
    ['disableLocalAuth: true', "tier: 'Continuous7Days'", "defaultConsistencyLevel: 'Strong'", "paths: ['/network']"],
  ],
  [
    'key-vault.bicep',
    ['enablePurgeProtection: true', 'enableRbacAuthorization: true', "keyOps: ['wrapKey', 'unwrapKey']", 'scope: key'],
  ],
  ['registry.bicep', ['adminUserEnabled: false']],
  ['environment.bicep', ['DisableLocalAuth: true']],
  ['bot.bicep', ["msaAppType: 'UserAssignedMSI'", 'disableLocalAuth: true']],
  ['app.bicep', ["path: '/health'", '@minValue(1)', 'maxReplicas: 10', 'allowInsecure: false']],
])('%s keeps its promises', (file, promises) => {
  for (const promise of promises) expect(text(`infra/${file}`)).toContain(promise);
});

test('an alert listens for events that the app logs', () => {
  const heard = [...text('infra/alerts.bicep').matchAll(/event (?:==|in) \(?([^']+?)\)?'/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/"([\w.]+)"/g)].map(([, event = '']) => event),
  );
  const sources = ['app.ts', 'core/outbox.ts', 'core/remind.ts', 'edges/clock.ts', 'edges/messages.ts'].map((file) =>
    text(`bot/${file}`),
  );
  expect(heard.length).toBeGreaterThan(3);
  expect(heard.filter((event) => !sources.some((source) => source.includes(`log('${event}'`)))).toEqual([]);
});

test('docs/operate.md says of every alert and every check what to do', () => {
  const operate = text('docs/operate.md');
  const alerts = [...text('infra/alerts.bicep').matchAll(/^ {4}name: '(\w+)'$/gm)].map(([, name = '']) => name);
  expect(alerts.length).toBeGreaterThan(3);
  expect(['5xx', ...alerts].filter((name) => !operate.includes(`\n### ${name}\n`))).toEqual([]);
  expect(Object.keys(readinessEn.check).filter((name) => !operate.includes(`\`${name}\``))).toEqual([]);
});

describe('the dashboard', () => {
  type Item = Readonly<{ content: Readonly<{ query?: string }> }>;
  const queries = json<{ items: readonly Item[] }>('infra/dashboard.json').items.flatMap((i) => i.content.query ?? []);
  const inQueries = (pattern: RegExp) =>
    queries.flatMap((query) => [...query.matchAll(pattern)].map(([, x = '']) => x));

  test('asks for every figure that the app gives, and for no other', () => {
    const given = [...kinds.map((kind) => `buurtrust.${kind}.duration`), ...Object.values(amounts)];
    expect([...new Set(inQueries(/"(buurtrust\.[\w.]+)"/g))].toSorted()).toEqual(given.toSorted());
  });

  test('splits by attributes that the figures have', () => {
    const asked = inQueries(/said\.(\w+)/g);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !(name in words))).toEqual([]);
  });

  test('reads lines that the app logs, by fields they have', () => {
    const outbox = text('bot/core/outbox.ts');
    const [line = ''] = /log\('delivery\.stuck', \{[^}]+\}/.exec(outbox) ?? [];
    const fields = ['event', 'service', 'code', ...[...line.matchAll(/(\w+)[:,]/g)].map(([, name]) => name)];
    expect(inQueries(/line\.(\w+)/g).filter((name) => !fields.includes(name))).toEqual([]);
    expect(inQueries(/event\) == "([\w.]+)"/g)).toEqual(['delivery.stuck']);
  });
});

test('what is counted as an event is logged somewhere', () => {
  const sources = [
    'app.ts',
    'core/outbox.ts',
    'core/remind.ts',
    'edges/clock.ts',
    'edges/messages.ts',
    'edges/rest.ts',
  ].map((file) => text(`bot/${file}`));
  expect(words.event.filter((event) => !sources.some((source) => source.includes(`'${event}'`)))).toEqual([]);
});

const contracts = contractsFor("The Bicep files against Azure's types");

if (contracts)
  test("every resource is one by Azure's published types", () => {
    const check = (...paths: readonly string[]) =>
      spawnSync(process.execPath, [`${contracts}/tools/bicep-check.mjs`, `${contracts}/azure`, ...paths], {
        cwd: root,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] ?? '', NODE_MODULES_FROM: join(root, 'package.json') },
      });
    const { status, stdout, stderr } = check(...files.map((file) => `infra/${file}`));
    const lines = stdout.split('\n').filter(Boolean);
    // Of these no description is at hand: only the real `az deployment group what-if` knows.
    const undescribed = /: no schema for Microsoft\.(Insights|Network|ContainerRegistry)\//;
    expect([lines.filter((line) => !undescribed.test(line)), stderr, status]).toEqual([[], '', 0]);
    expect(lines.filter((line) => undescribed.test(line))).toHaveLength(12);
  });
