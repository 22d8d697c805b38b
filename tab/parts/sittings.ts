import type { ReadingLine } from '../api.ts';

/** Every deed with an open file reads it again: what somebody read within ten minutes is one line, with each time in it. */
const together = 10 * 60_000;

export type Sitting = Readonly<{ first: ReadingLine; last: ReadingLine; all: readonly ReadingLine[] }>;

const sameReader = (a: ReadingLine, b: ReadingLine): boolean =>
  (['member', 'organisation', 'by', 'what'] as const).every((key) => a[key] === b[key]);

/** Readings, the newest first, as sittings: only what stands next to each other is put together, and none is left out. */
export const sittings = (lines: readonly ReadingLine[]): readonly Sitting[] =>
  lines.reduce<readonly Sitting[]>((before, line) => {
    const sitting = before.at(-1);
    return sitting && sameReader(sitting.last, line) && Date.parse(sitting.last.at) - Date.parse(line.at) <= together
      ? [...before.slice(0, -1), { ...sitting, first: line, all: [...sitting.all, line] }]
      : [...before, { first: line, last: line, all: [line] }];
  }, []);
