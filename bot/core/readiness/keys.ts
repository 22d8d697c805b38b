/** The key that wraps the keys of the files. */
import { means, type Look } from './check.ts';
import { no, ok, unused } from './finding.ts';

/** A key that is wrapped must come back as it was. */
export const wrapping: Look = async ({ keys }) => {
  const plain = crypto.getRandomValues(new Uint8Array(32));
  try {
    const { wrapped, by } = await keys.wrap(plain);
    const again = await keys.unwrap(wrapped, by);
    return again.every((byte, at) => byte === plain[at]) ? ok : no('keys.changed');
  } catch (error) {
    return means(error, { 401: no('keys.role'), 403: no('keys.role'), 404: no('keys.missing') });
  }
};

/** Whether a key that is thrown away can be taken back for a while. */
export const guard: Look = async ({ keys }) => {
  if (!keys.guarded) return unused('local');
  return (await keys.guarded()) ? ok : no('keyGuard.off');
};
