import type { ComponentType } from 'react';
import type { CaseSummary, CaseView } from '#domain/see.ts';
import { useHere, useLook } from '../here.ts';
import { To, useRoute } from '../router.tsx';
import { Actions } from '../parts/case/Actions.tsx';
import { Decisions } from '../parts/case/Decisions.tsx';
import { File } from '../parts/case/File.tsx';
import { Head } from '../parts/case/Head.tsx';
import { History } from '../parts/case/History.tsx';
import { Intake } from '../parts/case/Intake.tsx';
import { NextStep } from '../parts/case/NextStep.tsx';
import { Neighbours } from '../parts/case/Neighbours.tsx';
import { Lock } from '../parts/case/Lock.tsx';
import { useFile } from '../parts/case/open-file.ts';
import { casePart, caseParts, type CasePart, type OpenCase } from '../parts/case/part.ts';
import { Parties } from '../parts/case/Parties.tsx';
import { Report } from '../parts/case/Report.tsx';
import { Weighing } from '../parts/case/Weighing.tsx';
import { PartTitle, Shown, Title } from '../parts/page.tsx';
import { Share } from '../parts/Share.tsx';

const ReportAndIntake = ({ view }: Readonly<{ view: CaseView }>) => (
  <>
    <Report view={view} />
    <Intake view={view} />
  </>
);

/** These stand in the file: what they say is seen once somebody asks for it. */
const inFile: Readonly<Partial<Record<CasePart, ComponentType<{ view: CaseView }>>>> = {
  report: ReportAndIntake,
  weighing: Weighing,
  file: File,
  neighbours: Neighbours,
};
const outside: Readonly<Partial<Record<CasePart, ComponentType<{ view: OpenCase }>>>> = {
  actions: Actions,
  decisions: Decisions,
  parties: Parties,
  history: History,
};

export default function Case() {
  const { t } = useHere();
  const route = useRoute();
  const number = route.id ?? '';
  const open = casePart(route.part);
  const path = `/api/${route.network}/cases/${number}`;
  const summary = useLook<CaseSummary>(`${path}/summary`);
  const Inside = inFile[open];
  const Outside = outside[open];
  const file = useFile(path);
  return (
    <>
      <div className="row apart">
        <Title name={t.caseTitle(number)} />
        {summary.data && (
          <Share route={{ page: 'case', network: route.network ?? '', id: number }} label={t.caseTitle(number)} />
        )}
      </div>
      <Shown of={summary}>
        {(view) => (
          <>
            <Head view={view} file={file.seen?.file} />
            {view.moves.length > 0 && <NextStep view={view} />}
            <nav aria-label={t.partsOfCase} className="parts">
              {caseParts
                .filter((part) => part !== 'history' || view.takesPart)
                .map((part) => (
                  <To key={part} route={{ ...route, part }} className="part" current={part === open}>
                    {t.part[part]}
                  </To>
                ))}
            </nav>
            <section key={open} className="stack" aria-label={t.part[open]}>
              <PartTitle name={t.part[open]} sensitive={open !== 'history'} />
              {Inside && <Lock file={file} what={t.partInFile} />}
              {Inside && file.last && (
                <div className="stack" hidden={!file.seen}>
                  <Inside view={file.last} />
                </div>
              )}
              {open === 'actions' && view.actions.length > 0 && <Lock file={file} what={t.detailsInFile} />}
              {Outside && <Outside view={file.seen ?? view} />}
            </section>
          </>
        )}
      </Shown>
    </>
  );
}
