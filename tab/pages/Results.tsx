import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { caseStates } from '#domain/case.ts';
import { householdOutcomes, nuisanceOutcomes } from '#domain/file.ts';
import type { Count, Results as Figures } from '#domain/results.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { Day } from '#domain/time.ts';
import type { MyNetwork } from '../api.ts';
import { addDays, todayIs } from '../days.ts';
import { useHere, useLook, useNames } from '../here.ts';
import { Chart, type Series } from '../parts/Chart.tsx';
import { csvOf } from '../parts/csv.ts';
import { handOver } from '../parts/Download.tsx';
import { countText, percents } from '../parts/figures.ts';
import { Block, Facts, Notice, Shown, Title } from '../parts/page.tsx';

type Cell = string | number;
type Table = Readonly<{ name: string; heads: readonly string[]; rows: readonly (readonly [string, ...Cell[]])[] }>;

/** A table says to everybody what a picture says to some. */
const Numbers = ({ name, heads, rows }: Table) => (
  <table className="numbers">
    <caption className="unseen">{name}</caption>
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([head, ...cells], row) => (
        <tr key={`${head} ${row}`}>
          <th scope="row">{head}</th>
          {cells.map((cell, i) => (
            <td key={heads[i + 1]}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** Every figure of the page, as tables: what is drawn, what is printed and what a spreadsheet gets are the same. */
const useTables = (figures: Figures, network: string) => {
  const { t, w } = useHere();
  const names = useNames(network);
  const count = (n: Count) => countText(n, t.few);
  const format = new Intl.DateTimeFormat(w.locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const monthOf = (month: string) => format.format(new Date(`${month}-15T12:00:00Z`));
  const outcome = <K extends string>(
    name: string,
    keys: readonly K[],
    counts: Readonly<Record<K, Count>>,
    words: Readonly<Record<K, string>>,
  ): Table => {
    const shares = percents(counts);
    return {
      name,
      heads: [t.outcome, t.count, ...(shares ? [t.proportion] : [])],
      rows: keys.map((key) => [words[key], count(counts[key]), ...(shares ? [`${shares[key]}%`] : [])] as const),
    };
  };
  const states = caseStates.filter((state) => figures.months.some((m) => m.states[state] !== undefined));
  return {
    months: figures.months.map(({ month }) => monthOf(month)),
    states,
    totals: {
      name: t.total,
      heads: [t.total, t.count],
      rows: [
        [t.closedInPeriod, count(figures.closed)],
        [t.leadTime, figures.leadTime ? t.leadTimeDays(figures.leadTime.median, figures.leadTime.p90) : t.tooFew],
      ],
    },
    nuisance: outcome(t.outcomeNuisance, nuisanceOutcomes, figures.nuisance, w.nuisanceOutcome),
    household: outcome(t.outcomeHousehold, householdOutcomes, figures.household, w.householdOutcome),
    openNow: {
      name: t.openNow,
      heads: [t.state, t.casesHead],
      rows: caseStates.flatMap((state) => {
        const n = figures.states[state];
        return n === undefined ? [] : [[w.caseState[state], count(n)] as const];
      }),
    },
    organisations: {
      name: t.organisations,
      heads: [t.organisation, t.running, t.lateHead, t.unacknowledged],
      rows: figures.organisations.map(
        (o) => [names.organisation(o.id), count(o.running), count(o.late), count(o.unacknowledged)] as const,
      ),
    },
    perMonth: {
      name: t.perMonth,
      heads: [t.month, t.reportedHead, t.closedHead, t.openHead],
      rows: figures.months.map((m) => [monthOf(m.month), count(m.reported), count(m.closed), count(m.open)] as const),
    },
    perState: {
      name: t.perState,
      heads: [t.month, ...states.map((state) => w.caseState[state])],
      rows: figures.months.map(
        (m) => [monthOf(m.month), ...states.map((state) => count(m.states[state] ?? 0))] as const,
      ),
    },
  } satisfies Record<string, Table | readonly string[]>;
};

const Outcomes = ({ table, most }: Readonly<{ table: Table; most: number }>) => (
  <Block level={2} name={table.name}>
    <ul className="plain bars" aria-hidden="true">
      {table.rows.map(([name, count]) => (
        <li key={name}>
          <span>{name}</span>
          {typeof count === 'number' || /^\d+$/.test(String(count)) ? (
            <meter min={0} max={most} value={Number(count)} />
          ) : (
            <span className="muted">{count}</span>
          )}
        </li>
      ))}
    </ul>
    <Numbers {...table} />
  </Block>
);

const drawn = (n: Count | undefined): number | undefined => (n === 'few' ? undefined : n);

/** A picture and its table; without anything that may be shown, only the table, and why. */
const Drawn = ({
  table,
  labels,
  series,
  hint,
}: Readonly<{ table: Table; labels: readonly string[]; series: readonly Series[]; hint?: string }>) => {
  const { t } = useHere();
  const some = series.filter((line) => line.values.some((value) => value !== undefined && value > 0));
  return (
    <Block level={2} name={table.name}>
      {hint && <p className="muted">{hint}</p>}
      {some.length > 0 ? <Chart name={table.name} labels={labels} series={some} /> : <p>{t.tooFewToDraw}</p>}
      <Numbers {...table} />
    </Block>
  );
};

const Shares = ({ figures, network }: Readonly<{ figures: Figures; network: string }>) => {
  const { t, w } = useHere();
  const { months, states, ...tables } = useTables(figures, network);
  const { totals, nuisance, household, openNow, organisations, perMonth, perState } = tables;
  const most = figures.closed === 'few' ? 1 : figures.closed;
  const keep = () =>
    handOver(
      t.resultsFile(network, figures.from, figures.until),
      new Blob(
        [
          csvOf([
            [t.section, t.row, t.column, t.count],
            ...Object.values<Table>(tables).flatMap(({ name, heads, rows }) =>
              rows.flatMap(([row, ...cells]) => cells.map((value, i) => [name, row, heads[i + 1] ?? '', value])),
            ),
          ]),
        ],
        { type: 'text/csv;charset=utf-8' },
      ),
    );
  return (
    <>
      <div className="row no-print">
        <Button onClick={keep}>{t.downloadFigures}</Button>
        <Button onClick={() => window.print()}>{t.print}</Button>
      </div>
      <Facts of={totals.rows} />
      <div className="pair">
        <Outcomes table={nuisance} most={most} />
        <Outcomes table={household} most={most} />
      </div>
      <div className="pair">
        {[openNow, organisations].map((table) => (
          <Block key={table.name} level={2} name={table.name}>
            <Numbers {...table} />
          </Block>
        ))}
      </div>
      <Drawn
        table={perMonth}
        labels={months}
        series={[
          { name: t.openHead, values: figures.months.map((m) => drawn(m.open)) },
          { name: t.reportedHead, values: figures.months.map((m) => drawn(m.reported)) },
          { name: t.closedHead, values: figures.months.map((m) => drawn(m.closed)) },
        ]}
      />
      <Drawn
        table={perState}
        hint={t.perStateHint}
        labels={months}
        series={states.map((state) => ({
          name: w.caseState[state],
          values: figures.months.map((m) => drawn(m.states[state] ?? 0)),
        }))}
      />
    </>
  );
};

/** What the network achieves, without a single case in it. */
export default function Results({ mine }: Readonly<{ mine: MyNetwork }>) {
  const { t, w } = useHere();
  const today = todayIs();
  const [from, setFrom] = useState<Day>(addDays(today, -365));
  const [until, setUntil] = useState<Day>(today);
  const look = useLook<Figures>(`/api/${mine.code}/results?from=${from}&until=${until}`, { keepPreviousData: true });
  // While a date is being typed there is none.
  const set =
    (take: (day: Day) => void) =>
    (_: unknown, { value }: { value: string }) =>
      value && take(value as Day);
  return (
    <>
      <Title name={t.resultsTitle(mine.name)} />
      <div className="fields no-print">
        <Field label={t.from} className="narrow">
          <Input type="date" value={from} max={until} onChange={set(setFrom)} />
        </Field>
        <Field label={t.until} className="narrow">
          <Input type="date" value={until} min={from} max={today} onChange={set(setUntil)} />
        </Field>
      </div>
      <Notice kind="info">{t.fewHint}</Notice>
      <Shown of={look}>
        {(figures) => (
          <>
            <output className="muted">{t.period(showDay(w, figures.from), showDay(w, figures.until))}</output>
            <Shares figures={figures} network={mine.code} />
          </>
        )}
      </Shown>
    </>
  );
}
