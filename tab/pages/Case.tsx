import type { ComponentType } from 'react';
import type { CaseView } from '#domain/see.ts';
import type { MyNetwork } from '../api.ts';
import { useHere, useLook } from '../here.ts';
import { To, useRoute } from '../router.tsx';
import { Actions } from '../parts/case/Actions.tsx';
import { File } from '../parts/case/File.tsx';
import { Head } from '../parts/case/Head.tsx';
import { History } from '../parts/case/History.tsx';
import { Intake } from '../parts/case/Intake.tsx';
import { NextStep } from '../parts/case/NextStep.tsx';
import { casePart, caseParts, type CasePart } from '../parts/case/part.ts';
import { Parties } from '../parts/case/Parties.tsx';
import { Report } from '../parts/case/Report.tsx';
import { takesPartIn } from '../parts/case/sees.ts';
import { Weighing } from '../parts/case/Weighing.tsx';
import { PartTitle, Shown, Title } from '../parts/page.tsx';

const ReportAndIntake = ({ view }: Readonly<{ view: CaseView }>) => {
  const { t } = useHere();
  return (
    <>
      <PartTitle name={t.part.report} />
      <Report view={view} />
      <Intake view={view} />
    </>
  );
};

const parts: Readonly<Record<CasePart, ComponentType<{ view: CaseView }>>> = {
  actions: Actions,
  report: ReportAndIntake,
  weighing: Weighing,
  file: File,
  parties: Parties,
  history: History,
};

export default function Case({ mine }: Readonly<{ mine: MyNetwork }>) {
  const { t } = useHere();
  const route = useRoute();
  const number = route.id ?? '';
  const open = casePart(route.part);
  const Part = parts[open];
  // Every reading of a file is written down: not one for each time the window gets the focus.
  const look = useLook<CaseView>(`/api/${route.network}/cases/${number}`, { focusThrottleInterval: 60_000 });
  return (
    <>
      <Title name={t.caseTitle(number)} />
      <Shown of={look}>
        {(view) => (
          <>
            <Head view={view} />
            {view.moves.length > 0 && <NextStep view={view} />}
            <nav aria-label={t.partsOfCase} className="parts">
              {caseParts
                .filter((part) => part !== 'history' || takesPartIn(view, mine))
                .map((part) => (
                  <To key={part} route={{ ...route, part }} className="part" current={part === open}>
                    {t.part[part]}
                  </To>
                ))}
            </nav>
            <section key={open} className="stack" aria-label={t.part[open]}>
              <Part view={view} />
            </section>
          </>
        )}
      </Shown>
    </>
  );
}
