import { describe, expect, test } from '@jest/globals';
import { actionDeeds, type ActionDeed } from '#domain/action-moves.ts';
import { actionStates } from '#domain/action.ts';
import { seeOnCard } from '#domain/see.ts';
import { addDays } from '#domain/time.ts';
import { isUseCase, useCases } from '#domain/use-cases/index.ts';
import { drawIn } from './examples.ts';
import { aCase, aNetwork, anAction, director, partner, there, today } from './fixtures.ts';
import * as cards from './index.ts';
import { everyExample, isPart, list, say, textsIn, typed, type Part } from './inside.ts';
import { refreshed } from './parts.ts';

/** What somebody would fill in, as Teams sends it. */
const filledIn = (input: Part): readonly [string, string] => {
  const choices = list(input['choices']).map((choice) => say(choice['value']));
  const answers: Readonly<Record<string, string | undefined>> = {
    'Input.Date': '2026-12-24',
    'Input.Time': '14:00',
    'Input.ChoiceSet': input['isMultiSelect'] ? choices.join(',') : choices[0],
  };
  return [say(input['id']), answers[say(input['type'])] ?? ''];
};

/** The inputs that go with a button: those of its own part of the card, and of the parts around that. */
const inputsAround = (around: readonly Part[]): readonly Part[] =>
  around
    .filter((part) => part['type'] === 'AdaptiveCard')
    .flatMap((part) => list(part['body']))
    .filter((part) => say(part['type']).startsWith('Input.'));

const dataOf = (action: Part): Part => (isPart(action['data']) ? action['data'] : {});

describe('every click', () => {
  test.each(everyExample)('is what its use-case takes: $name', ({ card }) => {
    for (const [action, around] of typed(card, 'Action.Execute')) {
      const verb = say(action['verb']);
      const inputs = action['associatedInputs'] === 'none' ? [] : inputsAround(around).map(filledIn);
      const fields = cards.fieldsOf({ ...dataOf(action), ...Object.fromEntries(inputs) });
      if (!isUseCase(verb)) {
        expect(['look', 'lookMeeting', 'lookActions', 'lookSetUp', 'ask']).toContain(verb);
        continue;
      }
      expect(fields).toMatchObject({ network: expect.stringMatching(/^[A-Z]{2}$/) });
      const fromTheEdge =
        verb === 'setUpChannel' ? { tenantId: crypto.randomUUID(), serviceUrl: 'https://a.example' } : {};
      const read = useCases[verb].input.safeParse({ ...fields, ...fromTheEdge });
      expect([verb, read.error?.issues]).toEqual([verb, undefined]);
    }
  });

  test.each(['reportCase', 'agreeAction', 'scheduleMeeting'])('of %s carries the id of its form', (verb) => {
    const makers = everyExample
      .flatMap(({ card }) => typed(card, 'Action.Execute'))
      .filter(([action]) => action['verb'] === verb);
    expect(makers).not.toEqual([]);
    for (const [action] of makers) expect(dataOf(action)['form']).toBe('01JDFORM000000000000000001');
  });
});

describe('an action', () => {
  const draw = drawIn('en');
  const titlesFor = (who: typeof partner, state: (typeof actionStates)[number]): readonly string[] => {
    const c = aCase({ actions: [anAction({ state, organisation: who.organisation })] });
    const card = cards.caseCard(there(seeOnCard(aNetwork(), c, who, today)), draw);
    const offered = new Set(actionDeeds.map((deed: ActionDeed) => draw.texts.deed[deed]));
    return typed(card, 'Action.')
      .map(([action]) => say(action['title']))
      .filter((title) => offered.has(title));
  };

  test.each([
    ['PROPOSED', []],
    ['AGREED', ['Acknowledge', 'Report done', 'Cannot do', 'Other date']],
    ['ACKNOWLEDGED', ['Started', 'Report done', 'Cannot do', 'Other date']],
    ['IN_PROGRESS', ['Report done', 'Cannot do', 'Other date']],
    ['REPORTED_DONE', []],
    ['DECLINED', []],
    ['VERIFIED', []],
    ['NOT_ACHIEVED', []],
    ['CANCELLED', []],
  ] as const)('that is %s offers its organisation %j', (state, titles) => {
    expect(titlesFor(partner, state)).toEqual(titles);
  });

  test('that is reported done is verified once, by who directs the case', () => {
    const c = aCase({ actions: [anAction({ state: 'REPORTED_DONE' })] });
    const card = cards.caseCard(there(seeOnCard(aNetwork(), c, director, today)), draw);
    const verbs = typed(card, 'Action.Execute').map(([action]) => action['verb']);
    expect(verbs.filter((verb) => verb === 'verify' || verb === 'giveBack')).toEqual(['verify', 'giveBack']);
  });

  test('comes before a less urgent one: late, unanswered, then by day', () => {
    const c = aCase({
      actions: [
        anAction({ id: 'd', title: 'ADVISE', state: 'ACKNOWLEDGED', due: addDays(today, 2) }),
        anAction({ id: 'c', title: 'CONTACT', state: 'ACKNOWLEDGED', due: addDays(today, 1) }),
        anAction({ id: 'b', title: 'SUPERVISE', due: addDays(today, 9) }),
        anAction({ id: 'a', title: 'OFFER_HELP', state: 'IN_PROGRESS', due: addDays(today, -1) }),
      ],
    });
    const texts = textsIn(cards.actionsCard([there(seeOnCard(aNetwork(), c, partner, today))], 'all', draw));
    const titles = ['Offer help', 'Supervise', 'Make contact', 'Give advice'];
    expect(texts.filter((text) => titles.includes(text))).toEqual(titles);
  });
});

describe('fields', () => {
  test('of a click have the names use-cases know', () => {
    expect(
      cards.fieldsOf({ network: 'WK', reason_01JD: 'NO_TIME', cases: 'WO-WK-2026-001,WO-WK-2026-002', reviewDay: '' }),
    ).toEqual({ network: 'WK', reason: 'NO_TIME', cases: ['WO-WK-2026-001', 'WO-WK-2026-002'] });
  });

  test('that nobody chose are absent', () => {
    expect(cards.fieldsOf({ cases: '' })).toEqual({});
  });
});

test('a refresh names at most sixty people, or leaves it to Teams', () => {
  const many = Array.from({ length: 70 }, (_, n) => `29:${n}`);
  expect(refreshed('lookActions', {}, 'x', many).userIds).toEqual(many.slice(0, 60));
  expect(refreshed('lookActions', {}, 'x')).not.toHaveProperty('userIds');
});
