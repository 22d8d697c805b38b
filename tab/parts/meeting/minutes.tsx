/** What the minutes of a meeting and the decisions about a case have in common. */
import { Button } from '@fluentui/react-components';
import type { DecisionView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import { useHere } from '../../here.ts';
import { useDownload } from '../Download.tsx';
import { Notice, ProblemText } from '../page.tsx';
import { MeetingStateTag } from '../tags.tsx';

/** How the minutes stand, and until when they can be corrected. */
export const MinutesState = ({
  of,
}: Readonly<{ of: Pick<DecisionView, 'state' | 'correctionsUntil' | 'finalOn'> }>) => {
  const { t, w } = useHere();
  return (
    <p className="row tight">
      <MeetingStateTag state={of.state} />
      {of.state === 'MINUTES_DRAFT' && of.correctionsUntil && (
        <span className="muted">{t.correctUntil(showDay(w, of.correctionsUntil))}</span>
      )}
      {of.finalOn && <span className="muted">{t.finalSince(showDay(w, of.finalOn))}</span>}
    </p>
  );
};

/** On paper, or as a document: what leaves the system is said to. */
export const DocumentBar = ({ path }: Readonly<{ path: string }>) => {
  const { t } = useHere();
  const { button, problem } = useDownload(path, t.download);
  return (
    <div className="no-print stack tight">
      <div className="row">
        {button}
        <Button onClick={() => window.print()}>{t.print}</Button>
      </div>
      <p className="muted">{t.downloadHint}</p>
      {problem && (
        <Notice kind="error">
          <ProblemText problem={problem} />
        </Notice>
      )}
    </div>
  );
};
