import { expect, test } from '@jest/globals';
import { nl } from '#domain/texts/nl.ts';
import { sayDetails } from './history.ts';

const titleOf = (id: string) => (id === 'a1' ? 'Huisbezoek' : undefined);
const names = { member: (id: string) => `<${id}>`, organisation: (id: string) => id.toUpperCase() };

test('details are said in words', () => {
  expect(
    sayDetails({ action: 'a1', title: 'HOME_VISIT', organisation: 'ggz', due: '2026-12-01' }, nl, names, titleOf),
  ).toBe('Huisbezoek · GGZ · 1 december 2026');
  expect(sayDetails({ from: 'ACTIVE', to: 'MONITORING' }, nl, names, titleOf)).toBe('in aanpak → monitoring');
  expect(sayDetails({ action: 'a1', kind: 'AFTER_DUE', member: 'm03' }, nl, names, titleOf)).toBe(
    'Huisbezoek · te laat · <m03>',
  );
  expect(sayDetails({ action: 'a1' }, nl, names, titleOf)).toBe('Huisbezoek');
  expect(
    sayDetails({ organisation: 'ggz', member: 'm05', reason: 'ACTION', until: '2026-12-01' }, nl, names, titleOf),
  ).toBe('GGZ · <m05> · heeft een afspraak · 1 december 2026');
  expect(sayDetails({ reason: 'NO_TIME' }, nl, names, titleOf)).toBe('Dit lukt niet op tijd');
});

test('what we have no words for is left out', () => {
  expect(sayDetails({ action: '01JD3Z6Q0V', to: 'NOWHERE', due: 'soon', constructor: 'x' }, nl, names, titleOf)).toBe(
    '',
  );
});
