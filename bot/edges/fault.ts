import { Refused, Unreachable } from '../core/ports.ts';

/** A request that is not as it should be; `part` names which part of it, in our words. */
export class BadRequest extends Error {
  readonly status = 400;
  readonly part: string;
  constructor(part: string) {
    super(`not well-formed: ${part}`);
    this.part = part;
  }
}

/** What a log may know of an error: its kind, whose it is, and where in the code; never its message, which may repeat what came in. */
export const faultOf = (error: unknown) => ({
  code: error instanceof Error ? error.name : 'unknown',
  service: error instanceof Unreachable || error instanceof Refused ? error.service : undefined,
  at: error instanceof Error ? placeOf(error) : undefined,
});

/** The stack begins behind the message, and a message may have lines of its own. */
const placeOf = ({ name, message, stack = '' }: Error): string | undefined =>
  stack.replace(`${name}: ${message}`, '').split('\n')[1]?.trim();
