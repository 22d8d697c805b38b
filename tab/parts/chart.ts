/** The sums of a chart: where its lines on the scale stand, and which points belong together. */

const steps = [1, 2, 5, 10];

/** From nothing to at least `most`, in about four round steps. */
export const ticks = (most: number): readonly number[] => {
  const rough = Math.max(most, 1) / 4;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(rough)));
  const step = (steps.find((s) => s * unit >= rough) ?? 10) * unit;
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, i) => i * step);
};

export type Point = Readonly<{ nth: number; value: number }>;

/** Points that are next to each other; a hole stays a hole, for what is hidden is not nothing. */
export const runs = (values: readonly (number | undefined)[]): readonly (readonly Point[])[] => {
  const found: Point[][] = [[]];
  for (const [nth, value] of values.entries()) {
    if (value === undefined) found.push([]);
    else found.at(-1)?.push({ nth, value });
  }
  return found.filter((run) => run.length > 0);
};

/** Every how manyeth label is written, so that they do not run into each other. */
export const every = (labels: number, width: number, each = 76): number =>
  Math.max(1, Math.ceil(labels / Math.max(1, Math.floor(width / each))));
