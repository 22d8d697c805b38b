import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { seeLine, seeOnCard } from '#domain/see.ts';
import { drawIn } from './examples.ts';
import { aCase, aNetwork, director, manyActions, partner, there, today } from './fixtures.ts';
import * as cards from './index.ts';
import { bytes, everyExample, list, partsOf, say, textsIn, typed } from './inside.ts';
import { plain } from './plain.ts';

// The longest cards only repeat what the others show: below they are weighed.
test.each(everyExample.filter(({ name }) => !/\d+ actions|fifty|forty/.test(name)))('$name', ({ card }) => {
  expect(card).toMatchSnapshot();
});

type Renderer = {
  AdaptiveCard: new () => {
    parse(card: unknown, context: unknown): void;
    validateProperties(): { validationEvents: readonly { message: string }[] };
  };
  SerializationContext: new () => { eventCount: number; getEventAt(n: number): { message: string } };
};
const renderer: Renderer = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

describe('every card', () => {
  test.each(everyExample)('is read without a warning by the renderer: $name', ({ card }) => {
    const drawn = new renderer.AdaptiveCard();
    const context = new renderer.SerializationContext();
    drawn.parse(card, context);
    const events = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
    const failures = drawn.validateProperties().validationEvents.map(({ message }) => message);
    // The renderer's rule for `lang` is a regular expression that remembers: every other card it calls a good one wrong.
    const known = /^Invalid value "(nl|en)" for property "lang"/;
    expect([...events, ...failures].filter((message) => !known.test(message))).toEqual([]);
  });

  test.each(everyExample)('is small enough for every way into Teams: $name', ({ card }) => {
    expect(bytes(card)).toBeLessThan(25 * 1024);
  });

  test.each(everyExample)('names each input once, and asks for it in words: $name', ({ card }) => {
    const inputs = typed(card, 'Input.').map(([input]) => input);
    for (const input of inputs) {
      expect(input).toMatchObject({ label: expect.any(String) });
      // What must be filled in says so; of several choices none may be right.
      if (!input['isMultiSelect']) expect(input).toMatchObject({ isRequired: true, errorMessage: expect.any(String) });
    }
    expect(new Set(inputs.map((input) => input['id'])).size).toBe(inputs.length);
  });

  test.each(everyExample)('fits a phone: six buttons at most, and nothing side by side: $name', ({ card }) => {
    for (const [part] of partsOf(card)) expect(list(part['actions']).length).toBeLessThanOrEqual(6);
    expect([...typed(card, 'ColumnSet'), ...typed(card, 'Table')]).toEqual([]);
  });

  test.each(everyExample)(
    'acts by Action.Execute, a dialog by Action.Submit, and says nothing but text: $name',
    (of) => {
      const { card, name } = of;
      const types = typed(card, 'Action.').map(([action]) => say(action['type']));
      const acts = name.startsWith('dialog') ? 'Action.Submit' : 'Action.Execute';
      expect([acts, 'Action.OpenUrl', 'Action.ShowCard', 'ActionSet']).toEqual(expect.arrayContaining(types));
      for (const text of textsIn(card)) expect(text).toBe(plain(text));
      expect(cards.summaryOf(card)).not.toBe('');
    },
  );
});

// WCAG 2.1, 2.5.3 Label in Name: who speaks what they see must be understood.
test.each(everyExample)('says of what can be pressed what stands on it: $name', ({ card }) => {
  for (const [part] of partsOf(card)) {
    const act = part['selectAction'] as Readonly<{ title: string }> | undefined;
    if (act) expect(act.title).toContain(textsIn({ ...part, selectAction: undefined }).join(', '));
  }
});

describe('at its largest', () => {
  test('a form with the longest agenda there can be is small', () => {
    const cases = Array.from({ length: 96 }, (_, n) =>
      there(seeLine(aNetwork(), aCase({ number: `WO-WATE-2026-${10000 + n}`, state: 'IN_TRIAGE' }), director, today)),
    );
    const chosen = cases.map(({ number }) => number);
    const network = { code: 'WATE', name: 'N'.repeat(80) };
    const about = { network, cases, chosen, today, day: today, time: '14:00', form: 'f' };
    expect(bytes(cards.meetingForm(about, drawIn('nl')))).toBeLessThan(25 * 1024);
  });

  test.each(['nl', 'en'] as const)(
    'a list of actions in many cases is small, and says how many more there are (%s)',
    (language) => {
      const actions = manyActions(50, { state: 'AGREED', title: 'START_INVESTIGATION' });
      const change = { priority: 'URGENT', safetyFlag: true, actions } as const;
      const views = Array.from({ length: 8 }, (_, n) =>
        there(seeOnCard(aNetwork(), aCase({ ...change, number: `WO-WK-2026-${n + 100}` }), partner, today)),
      );
      const draw = drawIn(language);
      const drawn = [cards.actionsCard(views, 'all', draw), ...views.map((view) => cards.caseCard(view, draw))];
      for (const card of drawn) expect(bytes(card)).toBeLessThan(25 * 1024);
      expect(drawn.map((card) => textsIn(card).filter((text) => /\b(392|44)\b/.test(text)).length)).toEqual(
        drawn.map(() => 1),
      );
    },
  );
});

type Tools = { adaptiveCard: (version: string) => (card: unknown) => readonly string[] };
const folder = process.env['CONTRACTS'];
process.env['NODE_MODULES_FROM'] ??= new URL('../../package.json', import.meta.url).pathname;

if (folder) {
  test('every card is an Adaptive Card 1.5 by its published schema', async () => {
    const tools: Tools = await import(pathToFileURL(`${folder}/tools/json-schema.mjs`).href);
    const wrong = tools.adaptiveCard('1.5.0');
    expect(wrong({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Badge' }] })).not.toEqual([]);
    expect(everyExample.flatMap(({ name, card }) => wrong(card).map((error) => `${name}: ${error}`))).toEqual([]);
  });
} else process.stdout.write('Cards are not checked against the published schema: CONTRACTS is not set.\n');
