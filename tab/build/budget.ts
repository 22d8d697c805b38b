import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const kilobytes = (chunk: Rolldown.OutputChunk): number => gzipSync(chunk.code).length / 1024;

type Limits = Readonly<{
  first: number;
  page: number;
  /** the chunk that the entry always fetches */
  always: string;
  /** packages that belong on the server */
  unwanted: readonly string[];
}>;

/**
 * Fails the build when the first load or a page weighs too much (gzip, in KiB), or when something of the server came along.
 * Partners open the tab on a phone in a stairwell.
 */
export const budget = ({ first, page, always, unwanted }: Limits): Plugin => ({
  name: 'budget',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const named = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
    const withImports = (chunk: Rolldown.OutputChunk, seen = new Set<Rolldown.OutputChunk>()) => {
      if (!seen.has(chunk)) {
        seen.add(chunk);
        for (const name of chunk.imports) {
          const other = named.get(name);
          if (other) withImports(other, seen);
        }
      }
      return seen;
    };
    const weigh = (some: Iterable<Rolldown.OutputChunk>) => [...some].reduce((sum, chunk) => sum + kilobytes(chunk), 0);
    const isFirst = (chunk: Rolldown.OutputChunk) => chunk.isEntry || chunk.name === always;
    const entries = new Set(chunks.filter(isFirst).flatMap((chunk) => [...withImports(chunk)]));
    const report = [`first load ${weigh(entries).toFixed(1)} KiB`];
    if (weigh(entries) > first)
      this.error(`the first load weighs ${weigh(entries).toFixed(1)} KiB, more than ${first}`);
    for (const chunk of chunks.filter((c) => c.isDynamicEntry && !isFirst(c))) {
      const weight = weigh([...withImports(chunk)].filter((part) => !entries.has(part)));
      report.push(`${chunk.name} ${weight.toFixed(1)}`);
      if (weight > page) this.error(`${chunk.name} weighs ${weight.toFixed(1)} KiB, more than ${page}`);
    }
    const stowaway = chunks
      .flatMap((chunk) => Object.entries(chunk.modules))
      .find(
        ([id, module]) => module.renderedLength > 0 && unwanted.some((name) => id.includes(`/node_modules/${name}/`)),
      );
    if (stowaway) this.error(`${stowaway[0]} does not belong in the browser`);
    this.info(`gzip: ${report.join(' · ')}`);
  },
});
