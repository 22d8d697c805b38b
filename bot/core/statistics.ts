/** Rows of closed cases, sealed with the network's key: they outlive the files and say nothing about anybody. */
import type { CaseFile } from '#domain/file.ts';
import type { Statistic } from '#domain/results.ts';
import { dayOf, type Instant } from '#domain/time.ts';
import { caseId, inFile, networkId, type CaseDocument } from './documents.ts';
import type { Document, Seal, Store } from './ports.ts';

export type StatisticDocument = Document & Readonly<{ type: 'statistic'; at: Instant; sealed: string }>;

const pageSize = 500;
const inRow = (network: string, id: string) => ({ network, key: networkId, document: id });

export type Statistics = ReturnType<typeof makeStatistics>;

export const makeStatistics = ({ store, seal }: Readonly<{ store: Store; seal: Seal }>) => ({
  /** Counting the same closing again writes nothing new. */
  async count(network: string, number: string): Promise<void> {
    const found = (await store.get<CaseDocument>(network, caseId(number)))?.document;
    const { closedAt, reportedAt } = found?.open ?? {};
    if (!found || !closedAt || !reportedAt) return;
    const { outcome } = await seal.open<CaseFile>(inFile(network, number), found.sealed);
    if (!outcome) return;
    await this.write(network, `statistic:${number}:${closedAt.replace(/\D/g, '')}`, closedAt, {
      nuisance: outcome.nuisance,
      household: outcome.household,
      reportedOn: dayOf(reportedAt),
      closedOn: dayOf(closedAt),
    });
  },

  async write(network: string, id: string, at: Instant, row: Statistic): Promise<void> {
    const put: StatisticDocument = {
      id,
      type: 'statistic',
      network,
      at,
      sealed: await seal.seal(inRow(network, id), row),
    };
    await store.commit(network, [{ put, ifNew: true }]);
  },

  async all(network: string): Promise<readonly Statistic[]> {
    const rows: Statistic[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.find<StatisticDocument>(network, {
        type: 'statistic',
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      });
      rows.push(
        ...(await Promise.all(
          page.items.map((s) => seal.open<Statistic>(inRow(network, s.document.id), s.document.sealed)),
        )),
      );
      cursor = page.cursor;
    } while (cursor);
    return rows;
  },
});
