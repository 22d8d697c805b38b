import { expect, test } from '@jest/globals';
import { slugOf } from './slug.ts';

test.each([
  ['Wonen Rijnmeer', [], 'wonen-rijnmeer'],
  ['Politie (basisteam Oost)', [], 'politie-basisteam-oost'],
  ['Coöperatie Één', [], 'cooperatie-een'],
  ['Buurtteam', ['buurtteam', 'buurtteam-2'], 'buurtteam-3'],
  ['…', [], 'organisatie'],
])('%s', (name, taken, id) => expect(slugOf(name, taken)).toBe(id));

test('fits where ids are kept', () => {
  expect(slugOf('Stichting '.repeat(20), [])).toMatch(/^[a-z0-9-]{1,40}$/);
});
