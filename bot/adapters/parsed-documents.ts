/** How many documents stay parsed, counted in characters of their text. */
const room = 32 * 1024 * 1024;

type Version = Readonly<{ network: string; id: string; etag: string; json: string }>;

/**
 * Documents by the version they were parsed from; those not read for longest are forgotten. Each is frozen, since callers
 * share it. The etag comes from the database each time, so another process may change a document meanwhile.
 */
export const parsedDocuments = () => {
  const known = new Map<string, Readonly<{ etag: string; document: unknown; size: number; round: number }>>();
  /** read in this round, nothing has changed behind our back since */
  let round = 0;
  const keyOf = (network: string, id: string) => `${network}\n${id}`;
  let total = 0;
  const forget = (key: string) => {
    total -= known.get(key)?.size ?? 0;
    known.delete(key);
  };
  return {
    /** The document as it still is in the database, when that is certain. */
    sure: (network: string, id: string): Readonly<{ etag: string; document: unknown }> | undefined => {
      const entry = known.get(keyOf(network, id));
      return entry?.round === round ? entry : undefined;
    },
    /** Somebody else wrote: from now on everything is asked again. */
    doubt: (): void => void (round += 1),
    forget: (network: string, id: string): void => forget(keyOf(network, id)),
    /** What we wrote ourselves need not be read back. */
    wrote(network: string, id: string, etag: string, document: unknown, json: string): void {
      if (!survives(document)) return;
      known.set(keyOf(network, id), { etag, document: frozen(document), size: json.length, round });
      total += json.length;
    },
    /** The version that is known, or nothing. */
    etag: (network: string, id: string): string => known.get(keyOf(network, id))?.etag ?? '',
    /** The document of this version; its text may be left out when `etag` knows it. */
    read({ network, id, etag, json }: Version): unknown {
      const key = keyOf(network, id);
      const last = known.get(key);
      const entry =
        last?.etag === etag
          ? { ...last, round }
          : { etag, document: frozen(JSON.parse(json)), size: json.length, round };
      forget(key);
      known.set(key, entry);
      total += entry.size;
      for (const oldest of known.keys()) {
        if (total <= room) break;
        forget(oldest);
      }
      return entry.document;
    },
  };
};

/** What is frozen is frozen all the way down: it came from here. */
const frozen = (content: unknown): unknown => {
  if (typeof content !== 'object' || content === null || Object.isFrozen(content)) return content;
  Object.values(content).forEach(frozen);
  return Object.freeze(content);
};

/** Whether it is the same after a journey as text: no field that says `undefined`, nothing but plain data. */
const survives = (content: unknown): boolean => {
  if (typeof content !== 'object' || content === null) return content !== undefined && typeof content !== 'function';
  if (Object.isFrozen(content)) return true;
  const kind: unknown = Object.getPrototypeOf(content);
  return (kind === Object.prototype || kind === Array.prototype) && Object.values(content).every(survives);
};
