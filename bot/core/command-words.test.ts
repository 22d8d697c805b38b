/** What people type to the bot is no personal data: no word of the table may raise the alarm. */
import { expect, test } from '@jest/globals';
import { caseNumber, readCaseNumber } from '#domain/case.ts';
import { looksPersonal } from '#domain/personal.ts';
import { commands, hear } from '../edges/commands.ts';

const words = commands.flatMap((c) => [...new Set(Object.values(c.words))].map((word) => [word, c.name] as const));
const first = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** `WO-WK-2026-014` as people write it. */
const written = (number: string): readonly string[] => {
  const [, network, year, sequence] = number.split('-');
  const short = Number(sequence);
  return [
    number,
    number.toLowerCase(),
    `${network} ${year} ${short}`,
    `${network}-${short}`,
    `wo ${network} ${year} ${sequence}`,
  ];
};

test.each(words)('"%s" raises no alarm, whichever case it names', (word, name) => {
  const alarming: string[] = [];
  for (let sequence = 1; sequence <= 1500; sequence += 1)
    for (const number of written(caseNumber('WK', '2026', sequence)))
      for (const text of [`${word} ${number}`, `/${word} ${number}`, `${first(word)} ${number} om 9:00`])
        if (looksPersonal(text)) alarming.push(text);
  expect(alarming.slice(0, 5)).toEqual([]);
  expect(looksPersonal(first(word))).toBe(false);
  expect(hear(first(word), '2026')).toMatchObject({ command: { name } });
});

test('a number is read in every way people write it', () => {
  for (const number of ['WO-WK-2026-001', 'WO-WK-2026-014', 'WO-WK-2026-1402'])
    expect(written(number).map((text) => readCaseNumber(text, '2026')?.number)).toEqual(
      written(number).map(() => number),
    );
});
