/**
 * What somebody is typing, kept until it is done: their own and nobody else's, sealed under the key of the case it is
 * about, so that it comes back on another device and is gone with the file. A draft is no fact and leaves no history.
 */
import { maySee } from '#domain/access.ts';
import type { Actor } from '#domain/network.ts';
import { dayOf, type Instant } from '#domain/time.ts';
import { caseId, networkId, type CaseDocument, type NetworkDocument } from './documents.ts';
import type { Document, Seal, Store } from './ports.ts';

type DraftDocument = Document & Readonly<{ type: 'draft'; at: Instant; subjects: readonly string[]; sealed: string }>;
type Someone = Extract<Actor, { kind: 'person' }>;

export type Draft = Readonly<Record<string, unknown>>;
/** `subject`: a case number; `form`: which form of it (letters, digits and dashes). */
export type DraftOf = Readonly<{ subject: string; form: string }>;

const tries = 3;
const idOf = (who: Someone, { subject, form }: DraftOf): string => `draft:${who.member}:${subject}:${form}`;

export type Drafts = ReturnType<typeof makeDrafts>;

export const makeDrafts = ({ store, seal, now }: Readonly<{ store: Store; seal: Seal; now: () => Instant }>) => {
  const sees = async (who: Someone, subject: string): Promise<boolean> => {
    const network = await store.get<NetworkDocument>(who.network, networkId);
    const found = await store.get<CaseDocument>(who.network, caseId(subject));
    return (
      network !== undefined &&
      found !== undefined &&
      maySee(network.document.open, found.document.open, who, dayOf(now()))
    );
  };
  const at = (who: Someone, of: DraftOf) => ({ network: who.network, key: of.subject, document: idOf(who, of) });

  return {
    /** Nothing when there is none, or when the case is not (any longer) theirs to see. */
    async read(who: Someone, of: DraftOf): Promise<Draft | undefined> {
      const stored = await store.get<DraftDocument>(who.network, idOf(who, of));
      if (!stored || !(await sees(who, of.subject))) return undefined;
      return seal.open<Draft>(at(who, of), stored.document.sealed);
    },

    /** False when they may not see the case. The last one to write wins: it is one person. */
    async keep(who: Someone, of: DraftOf, draft: Draft): Promise<boolean> {
      if (!(await sees(who, of.subject))) return false;
      const id = idOf(who, of);
      const sealed = await seal.seal(at(who, of), draft);
      const put: DraftDocument = { id, type: 'draft', network: who.network, at: now(), subjects: [of.subject], sealed };
      for (let n = 0; n < tries; n += 1) {
        const before = await store.get(who.network, id);
        const result = await store.commit(who.network, [before ? { put, ifMatch: before.etag } : { put, ifNew: true }]);
        if (result.ok) return true;
      }
      return false;
    },

    async drop(who: Someone, of: DraftOf): Promise<void> {
      const before = await store.get(who.network, idOf(who, of));
      if (before) await store.commit(who.network, [{ delete: idOf(who, of), ifMatch: before.etag }]);
    },
  };
};
