/** Whatever goes through the house, what leaves as telemetry is a word of our own lists or a number. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { Refused, Unreachable } from '../core/ports.ts';
import { amounts, kinds, words, type Said, type Telemetry } from '../core/telemetry.ts';
import { must } from '../fixtures/door.ts';
import { aLocalHouse, type ALocalHouse } from '../fixtures/local.ts';
import { written } from '../fixtures/written.ts';
import { openTelemetry } from './telemetry.ts';

const spans = new InMemorySpanExporter();
const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
let telemetry: Telemetry;
let house: ALocalHouse;
beforeAll(async () => {
  telemetry = openTelemetry({ spans: new SimpleSpanProcessor(spans), metrics: reader });
  house = await aLocalHouse({ telemetry });
});
afterAll(() => house.close());

const secret = 'Hersenschim';
const nasty = (n: number) =>
  `dhr. ${secret} ${n} Kerkstraat 12 '; DROP <b>\u202e {"a":1} https://evil.example/?q=${secret}`;

const exported = async () => {
  await reader.forceFlush();
  const said = spans.getFinishedSpans().map((span) => ({
    name: span.name,
    attributes: span.attributes,
    events: span.events,
    links: span.links,
    status: span.status,
    resource: span.resource.attributes,
    scope: span.instrumentationScope.name,
  }));
  const points = metrics
    .getMetrics()
    .flatMap((r) => r.scopeMetrics)
    .flatMap((s) => s.metrics)
    .flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map((p) => ({ name: descriptor.name, attributes: p.attributes })),
    );
  return { said, points };
};

test('texts typed everywhere leave nothing in spans and metrics but words of the lists', async () => {
  let n = 0;
  for (const { what, who, with: filled } of written) await house.as(who).do('WK', what, filled(nasty((n += 1))));
  const authorization = await house.as('m01').bearer();
  for (const path of [`/WK/cases/${encodeURIComponent(nasty(1))}`, `/WK/do/${encodeURIComponent(nasty(2))}`])
    await fetch(`${house.base}/api${path}`, { headers: { authorization } });
  await house.send(house.activity('m01', { chat: true }, { type: 'message', text: nasty(3) }));
  await house.clicked('m01', { verb: nasty(4), data: { network: nasty(5), case: nasty(6) } });
  await house.as('m01').do('WK', 'scheduleMeeting', {
    day: addDays(dayOf(instantOf(Date.now())), 7),
    time: '10:00',
    minutes: 60,
    place: 'ONLINE',
    cases: [`WO-WK-${dayOf(instantOf(Date.now())).slice(0, 4)}-014`],
  });
  await house.settled();
  await house.house.outbox.tick();

  const { said, points } = await exported();
  expect(JSON.stringify({ said, points })).not.toContain(secret);
  const known: Readonly<Record<string, readonly string[]>> = words;
  const odd = [...said, ...points].flatMap(({ attributes }) =>
    Object.entries(attributes).filter(([name, value]) => ![...(known[name] ?? []), 'other'].includes(String(value))),
  );
  expect(odd).toEqual([]);
  const names = kinds.flatMap((kind) =>
    [...words.what, ...words.effect, ...words.operation, 'other'].map((w) => `${kind} ${w}`),
  );
  expect(said.filter(({ name }) => !names.includes(name))).toEqual([]);
  expect(said.filter(({ events, links, status }) => events.length + links.length > 0 || status.message)).toEqual([]);
  // And something was said: of each kind that the local house has.
  expect(new Set(said.map(({ name }) => name.split(' ')[0]))).toEqual(
    new Set(['command', 'delivery', 'cosmos', 'graph', 'teams']),
  );
  // Nothing the product really does is an `other`: the lists are complete.
  expect(said.filter(({ attributes }) => Object.values(attributes).includes('other')).map(({ name }) => name)).toEqual(
    [],
  );
  expect(new Set(points.map(({ name }) => name))).toEqual(
    new Set([
      ...['command', 'delivery', 'cosmos', 'graph', 'teams'].map((kind) => `buurtrust.${kind}.duration`),
      amounts.age,
    ]),
  );
});

test.each([
  ['a bug', new TypeError(nasty(1)), 'failed'],
  ['an outage', new Unreachable('teams', 503, { cause: nasty(2) }), 'unreachable'],
  ['a no', new Refused('graph', 403, nasty(3)), 'refused'],
])('%s is told by its kind, and thrown on', async (_, error, outcome) => {
  spans.reset();
  const work = async () => {
    throw error;
  };
  await expect(telemetry.timed('graph', { operation: 'keepEvent' }, work)).rejects.toBe(error);
  const { said } = await exported();
  expect(said).toMatchObject([
    { name: 'graph keepEvent', attributes: { operation: 'keepEvent', outcome }, events: [] },
  ]);
  expect(JSON.stringify(said)).not.toContain(secret);
});

test('what the lists do not know becomes `other`, and an attribute they do not know is left out', async () => {
  spans.reset();
  const odd: unknown = { what: nasty(1), by: nasty(2), name: nasty(3), [nasty(4)]: nasty(5), effect: { a: 1 } };
  await telemetry.timed(
    'command',
    odd as Said,
    async () => randomUUID(),
    () => odd as Said,
  );
  telemetry.add('events', 1, odd as Said);
  const { said, points } = await exported();
  expect(said.map(({ name, attributes }) => [name, attributes])).toEqual([
    ['command other', { what: 'other', by: 'other', effect: 'other' }],
  ]);
  expect(JSON.stringify({ said, points })).not.toContain(secret);
});

test('what happens within a command hangs under it', async () => {
  spans.reset();
  await house.as('m01').do('WK', 'shareCase', { case: 'WO-WK-1999-001' });
  const finished = spans.getFinishedSpans();
  const command = must(finished.find((span) => span.name === 'command shareCase'));
  expect([command.parentSpanContext, command.attributes]).toEqual([
    undefined,
    { what: 'shareCase', by: 'tab', answer: 'not.found' },
  ]);
  const inside = finished.filter((span) => span.parentSpanContext?.spanId === command.spanContext().spanId);
  expect(inside.map((span) => span.name)).toContain('cosmos get');
});
