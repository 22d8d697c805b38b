/** Another process on the same file, for sqlite-store.test.ts: commits until it is killed, or claims what is due. */
import { once } from 'node:events';
import { instant } from '#domain/time.ts';
import { sqliteStore } from './sqlite-store.ts';

const [task = '', file = '', first = '0'] = process.argv.slice(2);
const store = sqliteStore(file);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Two documents a time, eight at once; says the number of each commit that was acknowledged. */
const commit = async () => {
  let next = Number(first);
  const one = async () => {
    for (;;) {
      const number = (next += 1);
      const text = String(number).repeat(200);
      const result = await store.commit('n', [
        { put: { id: `a:${number}`, network: 'n', type: 'a', number, text }, ifNew: true },
        { put: { id: `b:${number}`, network: 'n', type: 'b', number, text }, ifNew: true },
      ]);
      if (result.ok) say(String(number));
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
};

/** Looks at what is due, waits for a word, and claims it as a worker does: by moving `wakeAt`, in any order. */
const claim = async () => {
  const due = await store.due(instant('2026-01-01T00:00:00Z'), 500);
  say('ready');
  await once(process.stdin, 'data');
  for (const { document, etag } of due.toSorted(() => Math.random() - 0.5)) {
    const leased = { ...document, wakeAt: instant('2030-01-01T00:00:00Z') };
    if ((await store.commit('n', [{ put: leased, ifMatch: etag }])).ok) say(document.id);
  }
};

await (task === 'commit' ? commit() : claim());
await store.close();
