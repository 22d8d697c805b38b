import type { LogEntry } from '#domain/file.ts';

export type Line = Readonly<{
  entry: LogEntry /** the lines it corrected, newest first */;
  earlier: readonly LogEntry[];
}>;

/**
 * Newest first. What was corrected stands under its correction: both stay, and nobody reads the old one as the last word.
 * A correction of a line that this person may not read stands by itself.
 */
export const threadLog = (log: readonly LogEntry[]): readonly Line[] => {
  const byId = new Map(log.map((entry) => [entry.id, entry]));
  const corrected = new Set(log.flatMap((entry) => (entry.supersedes ? [entry.supersedes] : [])));
  const earlier = (entry: LogEntry): readonly LogEntry[] => {
    const before = entry.supersedes ? byId.get(entry.supersedes) : undefined;
    return before ? [before, ...earlier(before)] : [];
  };
  return log
    .filter((entry) => !corrected.has(entry.id))
    .toSorted((a, b) => b.on.localeCompare(a.on) || b.at.localeCompare(a.at))
    .map((entry) => ({ entry, earlier: earlier(entry) }));
};
