import { expect, test } from '@jest/globals';
import type { Effect } from '#domain/effects.ts';
import { aNetwork } from '#domain/example.ts';
import { makePerform } from './perform.ts';

test('what newer code wrote down is not called done by older code', async () => {
  const directory = { network: async () => aNetwork() };
  const perform = makePerform({ directory, show: {}, store: {}, draw: {} } as never);
  const newer = { do: 'somethingNew' } as unknown as Effect;
  await expect(perform('WK', newer)).rejects.toThrow('not known here: "somethingNew"');
});
