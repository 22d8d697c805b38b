import type { CaseView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import { useHere, useNames } from '../../here.ts';
import { To } from '../../router.tsx';
import { isOver } from '../groups.ts';
import { Facts, Sensitive } from '../page.tsx';
import { PriorityTag, SafetyTag, StateTag } from '../tags.tsx';

/** What everyone at the table needs to know of a case before talking about it: first what is late. */
export const Glance = ({ view }: Readonly<{ view: CaseView }>) => {
  const { t, w } = useHere();
  const names = useNames(view.network);
  const { report } = view.file;
  const running = view.actions
    .filter((a) => a.state !== 'PROPOSED' && !isOver(a))
    .toSorted((a, b) => Number(b.late) - Number(a.late) || a.due.localeCompare(b.due));
  return (
    <div className="stack tight">
      <div className="row apart">
        <span className="row tight">
          <StateTag state={view.state} />
          <PriorityTag priority={view.priority} />
          {view.safetyFlag && <SafetyTag />}
        </span>
        <Sensitive />
      </div>
      <Facts
        of={[
          [t.reviewDay, view.reviewDay ? showDay(w, view.reviewDay) : w.noReview],
          ...(report
            ? ([
                [t.address, report.address],
                [t.nuisance, report.nuisance.map((n) => w.nuisance[n]).join(', ')],
              ] as const)
            : []),
        ]}
      />
      {report?.story && (
        <details>
          <summary>{t.story}</summary>
          <p className="told">{report.story}</p>
        </details>
      )}
      {running.length > 0 && (
        <ul>
          {running.map((a) => (
            <li key={a.id}>
              {a.late && <strong className="late">{w.late}: </strong>}
              {w.actionTitle[a.title]}, {names.organisation(a.organisation)}, {w.due(showDay(w, a.due))} (
              {w.actionState[a.state]})
            </li>
          ))}
        </ul>
      )}
      <p>
        <To route={{ page: 'case', network: view.network, id: view.number }}>{t.openCase}</To>
      </p>
    </div>
  );
};
