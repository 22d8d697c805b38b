/** `rewrap`, with production's settings: wraps every stored key with the current version of the municipality's key, and says how many. */
import { seal } from './adapters/seal.ts';
import { readConfig } from './config.ts';
import { makeDirectory } from './core/directory.ts';
import { rewrap } from './core/rewrap.ts';
import { production } from './production.ts';

/** Gives 1 when some could not be done: run it again. */
export const rewrapAll = async (write: (text: string) => void): Promise<0 | 1> => {
  const { store, keys } = production(readConfig());
  const networks = await makeDirectory(store, seal(store, keys)).networks();
  const { again, already, failed } = await rewrap({ store, from: keys }, networks);
  await store.close();
  write(
    `${networks.length} networks. Keys wrapped again: ${again}; already with the current version: ${already}; failed: ${failed}.\n`,
  );
  return failed === 0 ? 0 : 1;
};
