import { useEffect, useRef, useState } from 'react';
import { every, runs, ticks } from './chart.ts';

export type Series = Readonly<{ name: string; values: readonly (number | undefined)[] }>;

const height = 200;
const edge = { top: 12, right: 24, bottom: 24, left: 36 };
/** A shape and a dash for each: a line is known without its colour. */
const shapes = ['M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0', 'M-4-4h8v8h-8z', 'M0-5l5 9h-10z', 'M0-6l6 6l-6 6l-6-6z'];
const dashes = ['none', '7 4', '2 3', '9 3 2 3'];
const of = <T,>(list: readonly T[], nth: number): T => list[nth % list.length] as T;

/** Drawn as wide as there is room, so that its words are as large as any. */
const useWidth = () => {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    if (!box.current || !('ResizeObserver' in window)) return undefined;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(200, entry.contentRect.width)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, width] as const;
};

const Mark = ({ nth }: Readonly<{ nth: number }>) => (
  <svg width="28" height="12" aria-hidden="true" className={`line-${nth % 6}`}>
    <path d="M0 6h28" strokeDasharray={of(dashes, nth)} />
    <path d={of(shapes, nth)} transform="translate(14 6)" className="point" />
  </svg>
);

/** The outermost words stay inside. */
const anchor = (nth: number, all: number): 'start' | 'middle' | 'end' => {
  if (nth === 0) return 'start';
  return nth === all - 1 ? 'end' : 'middle';
};

type ChartProps = Readonly<{
  name: string;
  /** what stands below each place on the line, from left to right */
  labels: readonly string[];
  /** how far along each place is, from 0 to 1; without it they are equally far apart */
  at?: readonly number[];
  /** the top of the scale, when it is known */
  most?: number;
  series: readonly Series[];
}>;

/** Lines over time. A table with the same figures belongs below it: the picture is for who sees it. */
export const Chart = ({ name, labels, at, most, series }: ChartProps) => {
  const [box, width] = useWidth();
  const scale = ticks(most ?? Math.max(0, ...series.flatMap((s) => s.values.map((value) => value ?? 0))));
  const top = scale.at(-1) ?? 1;
  const across = width - edge.left - edge.right;
  const x = (nth: number) => edge.left + across * (at?.[nth] ?? (labels.length > 1 ? nth / (labels.length - 1) : 0.5));
  const y = (value: number) => edge.top + (height - edge.top - edge.bottom) * (1 - value / top);
  const step = every(labels.length, across);
  return (
    <figure className="chart" ref={box} aria-label={name}>
      <svg width={width} height={height} aria-hidden="true">
        {scale.map((value) => (
          <g key={value}>
            <path d={`M${edge.left} ${y(value)}h${across}`} className="rule" />
            <text x={edge.left - 8} y={y(value) + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {labels.map(
          (label, nth) =>
            nth % step === 0 && (
              <text key={`${label} ${nth}`} x={x(nth)} y={height - 6} textAnchor={anchor(nth, labels.length)}>
                {label}
              </text>
            ),
        )}
        {series.map((line, nth) => (
          <g key={line.name} className={`line-${nth % 6}`}>
            {runs(line.values).map((run) => (
              <path
                key={run[0]?.nth}
                d={run.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.nth)} ${y(p.value)}`).join('')}
                strokeDasharray={of(dashes, nth)}
              />
            ))}
            {runs(line.values)
              .flat()
              .map((p) => (
                <path
                  key={p.nth}
                  d={of(shapes, nth)}
                  transform={`translate(${x(p.nth)} ${y(p.value)})`}
                  className="point"
                />
              ))}
          </g>
        ))}
      </svg>
      {series.length > 1 && (
        <ul className="plain row legend">
          {series.map((line, nth) => (
            <li key={line.name} className="row tight">
              <Mark nth={nth} /> {line.name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
};
