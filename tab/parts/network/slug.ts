/** A short id out of a name (`Wonen Rijnmeer` → `wonen-rijnmeer`), other than the ids that are taken. */
export const slugOf = (name: string, taken: readonly string[]): string => {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 36)
    .replace(/-$/, '');
  const base = plain || 'organisatie';
  const free = (n: number): string => {
    const id = n === 1 ? base : `${base}-${n}`;
    return taken.includes(id) ? free(n + 1) : id;
  };
  return free(1);
};
