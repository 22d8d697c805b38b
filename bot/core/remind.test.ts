import { expect, test } from '@jest/globals';
import { now } from '#domain/example.ts';
import { refuse } from '#domain/refusal.ts';
import { addMinutes, type Instant } from '#domain/time.ts';
import { makeRemind } from './remind.ts';

/** Two networks, two people in each; the first question about `MV` and the first reminder of `a` go wrong. */
const aRound = () => {
  let at: Instant = now;
  const asked: string[] = [];
  const told: string[] = [];
  const lines: string[] = [];
  const remind = makeRemind({
    now: () => at,
    log: (event, fields) => lines.push(`${event} ${String(fields?.['network'])} ${String(fields?.['code'])}`),
    directory: { networks: async () => ['MV', 'WK'] } as never,
    show: {
      reminders: async (network: string) => {
        asked.push(network);
        if (asked.length === 1) throw new RangeError('gone for a moment');
        return ['a', 'b'].map((member) => ({ member, cases: [`WO-${network}-2026-001`] }));
      },
    } as never,
    execute: async (who, what, input, commandId) => {
      told.push(`${who.network} ${what} ${commandId}`);
      return told.length === 1 ? refuse('busy') : { done: [{ member: input } as never] };
    },
  });
  return {
    remind,
    asked,
    told,
    lines,
    later: (minutes: number) => {
      at = addMinutes(at, minutes);
    },
  };
};

test('what goes wrong in one network, or for one person, keeps nobody else waiting and is done again', async () => {
  const { remind, asked, told, lines } = aRound();
  expect(await remind()).toBe(1);
  expect(asked).toEqual(['MV', 'WK']);
  expect(told).toEqual(['WK remind remind/a/2026-11-23', 'WK remind remind/b/2026-11-23']);
  expect(lines).toEqual(['remind.failed MV RangeError', 'remind.refused WK busy']);
  expect(await remind()).toBe(4);
  expect(asked).toEqual(['MV', 'WK', 'MV', 'WK']);
  // The round is made.
  expect(await remind()).toBe(0);
  expect(asked).toHaveLength(4);
});

test('there is one round when the day begins and one when it is quiet again, and none in the night', async () => {
  const { remind, asked, later } = aRound();
  await remind();
  await remind();
  const rounds: number[] = [];
  // From ten o'clock on Monday to ten o'clock on Wednesday, each half hour.
  for (let n = 0; n < 96; n += 1) {
    later(30);
    const before = asked.length;
    await remind();
    if (asked.length > before) rounds.push((10 + (n + 1) / 2) % 24);
  }
  expect(rounds).toEqual([18, 8, 18, 8]);
});
