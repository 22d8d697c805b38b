import type { CaseDecisions } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import { dayOfInstant } from '../../days.ts';
import { useHere } from '../../here.ts';
import { Decision } from '../meeting/Decision.tsx';
import { DocumentBar } from '../meeting/minutes.tsx';
import { Lock } from './Lock.tsx';
import { useFile } from './open-file.ts';
import type { OpenCase } from './part.ts';

/** What every meeting decided about this case, the latest first. Opening it reads the file, and that is written down. */
export const Decisions = ({ view }: Readonly<{ view: OpenCase }>) => {
  const { t, w } = useHere();
  const path = `/api/${view.network}/cases/${view.number}/decisions`;
  const file = useFile<CaseDecisions>(path);
  const decisions = file.last?.decisions;
  return (
    <>
      <Lock file={file} what={t.partInFile} />
      {file.seen && decisions?.length === 0 && <p>{t.noDecisions}</p>}
      {decisions && decisions.length > 0 && (
        <div className="stack" hidden={!file.seen}>
          <DocumentBar path={`${path}.docx`} />
          {decisions.map((decision) => (
            <Decision
              key={decision.meeting}
              of={decision}
              network={view.network}
              id={`of-${decision.meeting}`}
              title={t.meetingOn(showDay(w, dayOfInstant(decision.start)))}
              to={{ page: 'minutes', network: view.network, id: decision.meeting, part: view.number }}
              ofCase
            />
          ))}
        </div>
      )}
    </>
  );
};
