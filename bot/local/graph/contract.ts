/** Holds what went over the wire against Microsoft's own description of Graph, where a copy of that is at hand (`CONTRACTS`). For tests. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Exchange } from '../graph.ts';

type Verdict = Readonly<{ ok: boolean; errors: readonly string[] }>;
type Contract = Readonly<{
  request(request: object): Verdict;
  response(request: object, status: number, body: unknown): Verdict;
}>;

/** Without the one annotation that is seen in answers and described nowhere. */
const described = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer ?? null), (name, value: unknown) =>
    name === '@event.existingEventId' ? undefined : value,
  );

/** Gives a check that lists what is wrong with an exchange, or nothing when there is no description to check with. */
export const graphContract = async (): Promise<((exchange: Exchange, only?: 'answer') => string[]) | undefined> => {
  const folder = process.env['CONTRACTS'];
  if (!folder) {
    console.log('CONTRACTS is not set: exchanges with Graph are not checked');
    return undefined;
  }
  // the tool looks for ajv from here
  process.env['NODE_MODULES_FROM'] ??= resolve('package.json');
  const tool: { contract(file: string): Contract } = await import(pathToFileURL(`${folder}/tools/contract.mjs`).href);
  const contract = tool.contract(`${folder}/graph-v1.subset.openapi.json`);
  return (exchange, only) => {
    const { method, path, status } = exchange;
    // The copy at hand describes no mail; the stand-in's own shapes hold it to learn.microsoft.com, "user: sendMail".
    if (path.endsWith('/sendMail')) return [];
    const verdicts = [
      ...(only ? [] : [contract.request(exchange)]),
      contract.response({ method, path }, status, described(exchange.answer)),
    ];
    return verdicts.flatMap(({ errors }) => errors.map((error) => `${method} ${path} ${status}: ${error}`));
  };
};
