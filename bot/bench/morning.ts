/** The administrator's morning, step by step, each with its time: `npm run morning`. */
import { startCloud } from '../fixtures/cloud.ts';
import { brokenIn, morning } from '../fixtures/morning.ts';

const cloud = await startCloud();
const begun = performance.now();
try {
  const { number, last } = await morning(cloud, ({ what, milliseconds }) =>
    console.log(`${String(milliseconds).padStart(6)} ms  ${what}`),
  );
  console.log(`${String(Math.round(performance.now() - begun)).padStart(6)} ms  together, to the card of ${number}`);
  const broken = brokenIn(last);
  console.log(broken.length === 0 ? 'Nothing is left to do.' : `Not right: ${broken.join(', ')}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
} finally {
  await cloud.close();
}
