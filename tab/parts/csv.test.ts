import { expect, test } from '@jest/globals';
import { csvOf } from './csv.ts';

test('a spreadsheet reads what stands there, and works nothing out', () => {
  expect(
    csvOf([
      ['Wat', 'Aantal'],
      ['De "Brug"; west', 5],
      ['=1+1', 'niet getoond'],
    ]),
  ).toBe('\uFEFFWat;Aantal\r\n"De ""Brug""; west";5\r\n\'=1+1;niet getoond\r\n');
});
