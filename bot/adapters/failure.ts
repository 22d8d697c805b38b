import { Refused, Unreachable } from '../core/ports.ts';

/** Answers that pass by themselves: too slow, too busy, out of order. */
const passing = (status: number) => status === 408 || status === 429 || status >= 500;

/**
 * What an Azure SDK threw, as the core knows it. Only codes and numbers are carried over: the SDK's own errors hold headers,
 * tokens and bodies.
 */
export const failure = (
  service: string,
  {
    status,
    code,
    retryAfter,
  }: Readonly<{ status?: number | undefined; code?: string | undefined; retryAfter?: number | undefined }>,
): Unreachable | Refused =>
  status === undefined || passing(status)
    ? new Unreachable(service, status, { retryAfter, cause: code })
    : new Refused(service, status, code ?? 'unknown');

/** What an error of a library has under this name, if anything. */
export const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
