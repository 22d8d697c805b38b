import { expect, test } from '@jest/globals';
import { changed, fill } from './intake.ts';

const before = {
  TALKED: { answer: 'YES', note: 'In mei' },
  MEDIATION: { answer: 'UNKNOWN', note: 'Loopt nog' },
} as const;

test('what nobody touched is not sent', () => {
  expect(changed(fill(before), before)).toEqual({});
});

test('only new and changed answers are sent', () => {
  const filled = {
    ...fill(before),
    'answer SERIOUS': 'NO',
    'answer MEDIATION': 'YES',
    'note MEDIATION': ' Gedaan ',
  } as const;
  expect(changed(filled, before)).toEqual({
    SERIOUS: { answer: 'NO', note: '' },
    MEDIATION: { answer: 'YES', note: 'Gedaan' },
  });
});

test('a note without an answer is not left behind: the server asks for the answer', () => {
  expect(changed({ ...fill({}), 'note HELP_OFFERED': ' Door de gemeente' }, {})).toEqual({
    HELP_OFFERED: { answer: '', note: 'Door de gemeente' },
  });
});
