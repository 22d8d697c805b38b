import { Button, Field, Input, Select } from '@fluentui/react-components';
import { lazy, memo, Suspense, useState } from 'react';
import { readsContent } from '#domain/access.ts';
import { caseStates, isOpen, priorities } from '#domain/case.ts';
import type { CaseLine } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { MyNetwork } from '../api.ts';
import { todayIs } from '../days.ts';
import { useHere, useList, useNames } from '../here.ts';
import {
  boardFilters,
  boardLines,
  boardSorts,
  countBehind,
  daysOpen,
  type BoardFilter,
  type BoardSort,
} from '../parts/lines.ts';
import { Shown, Title } from '../parts/page.tsx';
import { CountsText, PriorityTag, SafetyTag, StateTag } from '../parts/tags.tsx';
import { To } from '../router.tsx';

const NewCase = lazy(() => import('../parts/board/NewCase.tsx'));

type LineProps = Readonly<{ line: CaseLine; mine: MyNetwork; lead: string | undefined }>;

const Line = memo(({ line, mine, lead }: LineProps) => {
  const { t, w } = useHere();
  const today = todayIs();
  const open = daysOpen(line, today);
  const { more } = line;
  // Without a grant only a coordinator may read the file (and every reading is written down).
  const readable = more !== undefined || mine.roles.includes('coordinator');
  return (
    <tr>
      <th scope="row">
        {readable ? <To route={{ page: 'case', network: mine.code, id: line.number }}>{line.number}</To> : line.number}
        {more?.safetyFlag && (
          <div>
            <SafetyTag />
          </div>
        )}
        {!readable && mine.roles.includes('privacyOfficer') && (
          <div>
            <To route={{ page: 'readings', network: mine.code, id: line.number }}>{t.whoRead(line.number)}</To>
          </div>
        )}
      </th>
      <td data-name={t.state}>
        <StateTag state={line.state} />
      </td>
      <td data-name={t.priority}>
        {more ? <PriorityTag priority={more.priority} /> : <span className="muted">{t.notShown}</span>}
      </td>
      <td data-name={t.reviewDay}>
        {line.reviewDay ? showDay(w, line.reviewDay) : isOpen(line) ? w.noReview : '–'}
        {line.reviewDay && isOpen(line) && line.reviewDay <= today && <strong className="late"> {t.reviewNow}</strong>}
      </td>
      <td data-name={t.casemanager}>{lead ?? <span className="muted">{t.notShown}</span>}</td>
      <td data-name={t.daysOpen}>{open ?? '–'}</td>
      <td data-name={t.actions}>
        {more ? <CountsText counts={more.counts} /> : <span className="muted">{t.notShown}</span>}
      </td>
    </tr>
  );
});

/** As many as are drawn without a stutter (500 lines took a quarter of a second); who looks for one filters or searches. */
const atOnce = 50;

type View = Readonly<{ filter: BoardFilter; sort: BoardSort; search: string; most: number }>;
// The choice outlives a visit to a case, so that Back leads to the same list.
const views = new Map<string, View>();

type ControlsProps = Readonly<{
  view: View;
  set: (change: Partial<View>) => void;
  /** how many cases stand behind a filter */
  behind: (filter: BoardFilter) => number;
}>;

const Controls = ({ view, set, behind }: ControlsProps) => {
  const { t, w } = useHere();
  const counted = (filter: BoardFilter, name: string) => (
    <option key={filter} value={filter}>
      {name} ({behind(filter)})
    </option>
  );
  return (
    <search className="fields">
      <Field label={t.search} className="narrow">
        <Input
          type="search"
          value={view.search}
          onChange={(_, data) => set({ search: data.value })}
          placeholder={t.searchExample}
        />
      </Field>
      <Field label={t.show} className="narrow">
        <Select value={view.filter} onChange={(_, data) => set({ filter: data.value as BoardFilter })}>
          {boardFilters.map((filter) => (
            <option key={filter} value={filter}>
              {t.filter[filter]}
            </option>
          ))}
          <optgroup label={t.state}>{caseStates.map((state) => counted(state, w.caseState[state]))}</optgroup>
          <optgroup label={t.priority}>
            {priorities.map((priority) => counted(priority, w.priority[priority]))}
          </optgroup>
        </Select>
      </Field>
      <Field label={t.sort} className="narrow">
        <Select value={view.sort} onChange={(_, data) => set({ sort: data.value as BoardSort })}>
          {boardSorts.map((sort) => (
            <option key={sort} value={sort}>
              {t.sorts[sort]}
            </option>
          ))}
        </Select>
      </Field>
    </search>
  );
};

export default function Board({ mine }: Readonly<{ mine: MyNetwork }>) {
  const { t } = useHere();
  const names = useNames(mine.code);
  const [reporting, setReporting] = useState(false);
  const [view, setView] = useState<View>(
    () => views.get(mine.code) ?? { filter: 'open', sort: 'review', search: '', most: atOnce },
  );
  const look = useList<CaseLine>(`/api/${mine.code}/cases`);
  const set = (change: Partial<View>) => {
    const next = { ...view, most: atOnce, ...change };
    views.set(mine.code, next);
    setView(next);
  };
  return (
    <>
      <div className="row apart">
        <Title name={t.boardTitle(mine.name)} />
        <div className="row">
          {mine.reports && !reporting && (
            <Button appearance="primary" onClick={() => setReporting(true)}>
              {t.newCase}
            </Button>
          )}
        </div>
      </div>
      <Suspense>{reporting && <NewCase network={mine.code} close={() => setReporting(false)} />}</Suspense>
      <Shown of={look}>
        {(lines) => {
          const shown = boardLines(lines, view, mine, todayIs());
          if (lines.length === 0) {
            return (
              <div className="empty">
                {readsContent(mine) && <p>{t.noCases}</p>}
                <p className="muted">
                  {mine.reports ? t.noCasesReport : readsContent(mine) ? t.noCasesWait : t.noCasesRole}
                </p>
              </div>
            );
          }
          return (
            <>
              <Controls view={view} set={set} behind={(filter) => countBehind(lines, filter, mine, todayIs())} />
              <output className="muted">{t.shownOf(shown.length, lines.length)}</output>
              {shown.length === 0 ? (
                <p className="empty">{t.nothingFits}</p>
              ) : (
                <table className="lines">
                  <caption className="unseen">{t.boardTitle(mine.name)}</caption>
                  <thead>
                    <tr>
                      {[t.number, t.state, t.priority, t.reviewDay, t.casemanager, t.daysOpen, t.actions].map(
                        (name) => (
                          <th key={name} scope="col">
                            {name}
                          </th>
                        ),
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {shown.slice(0, view.most).map((line) => (
                      <Line
                        key={line.number}
                        line={line}
                        mine={mine}
                        lead={line.more && names.member(line.more.casemanager)}
                      />
                    ))}
                  </tbody>
                </table>
              )}
              {shown.length > view.most && (
                <div>
                  <Button onClick={() => set({ most: view.most + atOnce })}>
                    {t.showMore(shown.length - view.most)}
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </Shown>
    </>
  );
}
