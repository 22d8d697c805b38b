import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { useCases } from '#domain/use-cases/index.ts';
import { aLocalHouse, type ALocalHouse } from '../fixtures/local.ts';
import { publicUseCases } from './rest/public.ts';

type Json = Readonly<Record<string, unknown>>;
type Parameter = Readonly<{ name: string; in: string; required?: boolean; schema: Json }>;
type Operation = Readonly<{
  operationId?: string;
  parameters?: readonly Parameter[];
  requestBody?: Readonly<{ content: Readonly<Record<string, { schema: Json }>> }>;
  responses: Readonly<
    Record<string, Readonly<{ description: string; content?: Readonly<Record<string, { schema: Json }>> }>>
  >;
}>;
type OpenApi = Readonly<{
  openapi: string;
  info: Json;
  servers: readonly Json[];
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Json>>; securitySchemes: Json }>;
}>;

const byName = (a = '', b = ''): number => a.localeCompare(b);

let house: ALocalHouse;
let described: OpenApi;
let text = '';
beforeAll(async () => {
  house = await aLocalHouse();
  const response = await fetch(`${house.base}/api/openapi.json`);
  text = await response.text();
  described = JSON.parse(text);
});
afterAll(() => house.close());

const operations = () =>
  Object.entries(described.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
const refs = (x: unknown): readonly string[] => {
  if (Array.isArray(x)) return x.flatMap(refs);
  if (typeof x !== 'object' || x === null) return [];
  return Object.entries(x).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : refs(value),
  );
};

describe('the description of /api', () => {
  test('is OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1): who we are, where, and what opens it', () => {
    expect(described).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d+$/),
      info: { title: expect.any(String), version: expect.any(String) },
      servers: [{ url: '/api' }],
      security: [{ entra: [] }],
      components: { securitySchemes: { entra: { type: 'http', scheme: 'bearer' } } },
    });
  });

  test('has a method, an answer and its parameters on every path, and every name once', () => {
    const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
    for (const { path, method, operation } of operations()) {
      expect(path).toMatch(/^\/[\w{}/]*$/);
      expect(methods).toContain(method);
      const inPath = (operation.parameters ?? []).filter((p) => p.in === 'path');
      expect({ path, named: inPath.map((p) => p.name).toSorted(byName) }).toEqual({
        path,
        named: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted(byName),
      });
      for (const parameter of inPath) expect(parameter).toMatchObject({ required: true, schema: { type: 'string' } });
      const answers = Object.entries(operation.responses);
      expect(answers.length).toBeGreaterThan(0);
      for (const [status, answer] of answers) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/);
        expect(answer.description).toEqual(expect.any(String));
      }
    }
    const ids = operations().flatMap(({ operation }) => operation.operationId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('points only at what is there', () => {
    const all = new Set(refs(described));
    expect(all.size).toBeGreaterThan(0);
    for (const ref of all) {
      const found = ref
        .replace(/^#\//, '')
        .split('/')
        .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], described);
      expect({ ref, found: typeof found }).toEqual({ ref, found: 'object' });
    }
  });

  test('holds schemas of JSON Schema 2020-12', () => {
    const ajv = new Ajv2020.default({ strict: false, validateSchema: true });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'https://api.example/', components: described.components }, 'https://api.example/');
    const schemas = operations().flatMap(({ operation: { parameters = [], requestBody, responses } }) => [
      ...parameters.map((p) => p.schema),
      ...[requestBody, ...Object.values(responses)].flatMap((x) =>
        Object.values(x?.content ?? {}).map((c) => c.schema),
      ),
    ]);
    for (const schema of [...schemas, ...Object.values(described.components.schemas)]) {
      const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"https://api.example/#/'));
      expect(ajv.validateSchema(absolute)).toBe(true);
      expect(() => ajv.compile(absolute)).not.toThrow();
    }
  });

  test('lists every deed that is done here, and no other', () => {
    const deeds = operations().flatMap(({ path, method }) => {
      const [, name] = /^\/\{network\}\/do\/(\w+)$/.exec(path) ?? [];
      return name && method === 'post' ? [name] : [];
    });
    expect(deeds.toSorted()).toEqual(publicUseCases.toSorted());
    const closed = Object.keys(useCases).filter((name) => !publicUseCases.includes(name));
    expect(closed.toSorted()).toEqual(
      [
        'carryOver',
        'withdrawMeeting',
        'channelStepDone',
        'channelStepFailed',
        'failMeetingLink',
        'finishMinutes',
        'hearCall',
        'linkMeeting',
        'noteReach',
        'noteSeen',
        'setUpChannel',
      ].toSorted(),
    );
    for (const name of closed) expect(text).not.toContain(name);
  });

  test('lets who replaces a text say what they saw of it, and does not ask it', () => {
    const saying = operations().flatMap(({ operation: { operationId, requestBody } }) => {
      const body = requestBody?.content['application/json']?.schema as
        | { properties?: Readonly<Record<string, Json>>; required?: readonly string[] }
        | undefined;
      const { seen } = body?.properties ?? {};
      if (!seen) return [];
      expect(seen).toMatchObject({ type: 'integer', minimum: 0, description: expect.stringContaining('file.changed') });
      expect(body?.required).not.toContain('seen');
      return [operationId];
    });
    expect(saying.toSorted(byName)).toEqual([
      'answerIntake',
      'completeReport',
      'decline',
      'explainDecline',
      'recordInforming',
      'recordOutcome',
      'reportDone',
      'tellResult',
      'weigh',
    ]);
  });

  test('describes what answers', async () => {
    const number = `WO-WK-${new Date().getFullYear()}-014`;
    const paths = operations().filter((o) => o.method === 'get' && !/\{id\}|\{subject\}|\/changes/.test(o.path));
    expect(paths.length).toBeGreaterThan(5);
    for (const { path } of paths) {
      const real = path.replace('{network}', 'WK').replace('{number}', number);
      // Deliveries and readiness are the administrator's.
      const who = /\/(deliveries|readiness)$/.test(path) ? 'm10' : 'm01';
      expect({ path, status: (await house.as(who).get(real)).status }).toEqual({ path, status: 200 });
    }
  });
});
