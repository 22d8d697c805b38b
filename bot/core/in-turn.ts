const tails = new Map<string, Promise<unknown>>();

/** Runs the works of one key one after another; different keys do not wait for each other. */
export const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  tails.set(key, mine);
  const forget = () => {
    if (tails.get(key) === mine) tails.delete(key);
  };
  mine.then(forget, forget);
  return mine;
};
