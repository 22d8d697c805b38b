import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { caseStates, householdOutcomes, nuisanceOutcomes } from '#domain/case.ts';
import type { Count, Results as Figures } from '#domain/results.ts';
import { showDay } from '#domain/texts/index.ts';
import type { Day } from '#domain/time.ts';
import type { MyNetwork } from '../api.ts';
import { addDays, todayIs } from '../days.ts';
import { useHere, useLook, useNames } from '../here.ts';
import { countText, percents } from '../parts/figures.ts';
import { Block, Facts, Notice, Shown, Title } from '../parts/page.tsx';

type Cell = string | number;
type TableProps = Readonly<{ name: string; heads: readonly string[]; rows: readonly (readonly [string, ...Cell[]])[] }>;

/** A table says to everybody what a picture says to some. */
const Numbers = ({ name, heads, rows }: TableProps) => (
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

const Outcomes = <K extends string>({
  name,
  keys,
  counts,
  words,
}: Readonly<{
  name: string;
  keys: readonly K[];
  counts: Readonly<Record<K, Count>>;
  words: Readonly<Record<K, string>>;
}>) => {
  const { t } = useHere();
  const shares = percents(counts);
  return (
    <Block level={2} name={name}>
      <table className="numbers">
        <caption className="unseen">{name}</caption>
        <tbody>
          {keys.map((key) => (
            <tr key={key}>
              <th scope="row">{words[key]}</th>
              <td>{countText(counts[key], t.few)}</td>
              <td>
                {shares && (
                  <span className="bar-of">
                    <meter min={0} max={100} value={shares[key]} aria-hidden="true" /> {shares[key]}%
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  );
};

const Shares = ({ figures, network }: Readonly<{ figures: Figures; network: string }>) => {
  const { t, w } = useHere();
  const names = useNames(network);
  const count = (n: Count) => countText(n, t.few);
  const months = new Intl.DateTimeFormat(w.locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  return (
    <>
      <Facts
        of={[
          [t.closedInPeriod, count(figures.closed)],
          [t.leadTime, figures.leadTime ? t.leadTimeDays(figures.leadTime.median, figures.leadTime.p90) : t.tooFew],
        ]}
      />
      <div className="pair">
        <Outcomes
          name={t.outcomeNuisance}
          keys={nuisanceOutcomes}
          counts={figures.nuisance}
          words={w.nuisanceOutcome}
        />
        <Outcomes
          name={t.outcomeHousehold}
          keys={householdOutcomes}
          counts={figures.household}
          words={w.householdOutcome}
        />
      </div>
      <div className="pair">
        <Block level={2} name={t.openNow}>
          <Numbers
            name={t.openNow}
            heads={[t.state, t.casesHead]}
            rows={caseStates.flatMap((state) => {
              const n = figures.states[state];
              return n === undefined ? [] : [[w.caseState[state], count(n)] as const];
            })}
          />
        </Block>
        <Block level={2} name={t.organisations}>
          <Numbers
            name={t.organisations}
            heads={[t.organisation, t.running, t.lateHead, t.unacknowledged]}
            rows={figures.organisations.map(
              (o) => [names.organisation(o.id), o.running, o.late, o.unacknowledged] as const,
            )}
          />
        </Block>
      </div>
      <Block level={2} name={t.perMonth}>
        <Numbers
          name={t.perMonth}
          heads={[t.month, t.reportedHead, t.closedHead, t.openHead]}
          rows={figures.months.map(
            (m) =>
              [
                months.format(new Date(`${m.month}-15T12:00:00Z`)),
                count(m.reported),
                count(m.closed),
                count(m.open),
              ] as const,
          )}
        />
      </Block>
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
      <div className="fields">
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
