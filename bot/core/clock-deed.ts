/** The clock knocks at the door like anybody else. */
import type { Actor } from '#domain/network.ts';
import { isRefusal } from '#domain/refusal.ts';
import type { Execute } from './execute.ts';

export const clock = (network: string): Actor => ({ kind: 'clock', network });

/** A refusal of our own clock is a bug or a race: either way it must be tried again, and be seen in the log. */
export const told = async (answer: ReturnType<Execute>): Promise<void> => {
  const result = await answer;
  if (isRefusal(result)) throw new Error(`the clock was refused: ${result.refused}`);
};
