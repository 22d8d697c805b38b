import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { CorrectionView, DecisionView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import { useHere, useNames } from '../../here.ts';
import type { Route } from '../../route.ts';
import { To } from '../../router.tsx';
import { headingOf } from '../ActionItem.tsx';
import { focusOn } from '../focus.ts';
import { choice, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Reply } from '../page.tsx';
import { MinutesState } from './minutes.tsx';

type Of = Readonly<{ of: DecisionView; network: string }>;

const CorrectionForm = ({ of, network, close }: Of & Readonly<{ close: () => void }>) => {
  const { t } = useHere();
  const own = of.adds === 'correction';
  const form = useForm({
    use: 'correctMinutes',
    network,
    about: of.case,
    of: of.meeting,
    start: { text: '' },
    input: ({ text }) => ({ meeting: of.meeting, case: of.case, text }),
    done: own ? t.corrected : t.correctionSent,
    after: close,
  });
  return (
    <div className="card no-print">
      <Form
        form={form}
        submit={own ? t.addCorrection : t.proposeCorrection}
        name={own ? t.addCorrection : t.proposeCorrection}
        cancel={close}
        opened
      >
        <Text form={form} name="text" label={t.correctionText} hint={t.correctionHint} lines={3} required />
      </Form>
    </div>
  );
};

type OneProps = Of & Readonly<{ correction: CorrectionView }>;

const Accept = ({ of, network, correction }: OneProps) => {
  const { t } = useHere();
  const form = useForm({
    use: 'answerCorrection',
    network,
    of: correction.id,
    start: {},
    input: () => ({
      meeting: of.meeting,
      case: of.case,
      correction: correction.id,
      answer: choice<'ACCEPT' | 'DECLINE'>('ACCEPT'),
      reason: '',
    }),
    done: t.correctionAccepted,
  });
  return (
    <>
      <Button appearance="primary" disabledFocusable={form.busy} onClick={form.submit}>
        {t.acceptCorrection}
      </Button>
      <Reply said={form.said} />
    </>
  );
};

const Decline = ({ of, network, correction, close }: OneProps & Readonly<{ close: () => void }>) => {
  const { t } = useHere();
  const form = useForm({
    use: 'answerCorrection',
    network,
    about: of.case,
    of: `${correction.id}-no`,
    start: { reason: '' },
    input: ({ reason }) => ({
      meeting: of.meeting,
      case: of.case,
      correction: correction.id,
      answer: choice<'ACCEPT' | 'DECLINE'>('DECLINE'),
      reason,
    }),
    done: t.correctionDeclined,
    after: close,
  });
  return (
    <Form form={form} submit={t.declineCorrection} name={t.declineCorrection} cancel={close} opened>
      <Text form={form} name="reason" label={t.reason} lines={2} required />
    </Form>
  );
};

const stateColor = { PROPOSED: 'warning', ACCEPTED: 'informative', DECLINED: 'danger' } as const;

const Line = (props: OneProps) => {
  const { t, w } = useHere();
  const [declining, setDeclining] = useState(false);
  const { of, network, correction: c } = props;
  const names = useNames(network);
  return (
    <li className="stack tight">
      <p className="row tight">
        <Badge appearance="tint" color={stateColor[c.state]}>
          {t.correctionState[c.state]}
        </Badge>
        <span className="muted">
          {showDay(w, c.answeredOn ?? c.on)} · {names.member(c.member)} ({names.organisation(c.organisation)})
        </span>
      </p>
      <p className="told">{c.text}</p>
      {c.reason && (
        <p className="told">
          <strong>{t.reason}:</strong> {c.reason}
        </p>
      )}
      {c.state === 'PROPOSED' && of.adds === 'correction' && (
        <div className="no-print">
          {declining ? (
            <Decline {...props} close={() => setDeclining(false)} />
          ) : (
            <div className="row">
              <Accept {...props} />
              <Button onClick={() => setDeclining(true)}>{t.declineCorrection}</Button>
            </div>
          )}
        </div>
      )}
    </li>
  );
};

/**
 * One item of the minutes: conclusion, actions as they were agreed, and corrections under it. Its title leads to its other
 * side: from a meeting to the case, from a case to the meeting.
 */
export const Decision = ({
  of,
  network,
  id,
  title,
  to,
  ofCase = false,
}: Of & Readonly<{ id: string; title: string; to: Route; ofCase?: boolean }>) => {
  const { t, w } = useHere();
  const names = useNames(network);
  const [adding, setAdding] = useState(false);
  const close = () => {
    setAdding(false);
    focusOn(id);
  };
  return (
    <section className="card decision" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        <To route={to}>{title}</To>
      </h2>
      {ofCase && <MinutesState of={of} />}
      <p className="told">{of.conclusion ?? (of.notReached ? t.itemNotReached : t.noConclusion)}</p>
      {of.nextReview && <p>{w.review(showDay(w, of.nextReview))}</p>}
      <h3>{t.agreements}</h3>
      {of.actions.length === 0 ? (
        <p className="muted">{t.noAgreements}</p>
      ) : (
        <ul className="stack tight">
          {of.actions.map((a) => (
            <li key={a.id}>
              <To route={{ page: 'case', network, id: of.case, part: headingOf(a) }}>{w.actionTitle[a.title]}</To>,{' '}
              {names.organisation(a.organisation)}
              {a.owner && ` (${names.member(a.owner)})`}, {w.due(showDay(w, a.due))}
              {a.detail && <span className="told">{a.detail}</span>}
            </li>
          ))}
        </ul>
      )}
      {of.corrections.length > 0 && (
        <>
          <h3>{t.corrections}</h3>
          <ul className="plain stack">
            {of.corrections.map((correction) => (
              <Line key={correction.id} of={of} network={network} correction={correction} />
            ))}
          </ul>
        </>
      )}
      {of.adds &&
        (adding ? (
          <CorrectionForm of={of} network={network} close={close} />
        ) : (
          <div className="no-print">
            <Button size="small" onClick={() => setAdding(true)}>
              {of.adds === 'correction' ? t.addCorrection : t.proposeCorrection}
            </Button>
          </div>
        ))}
    </section>
  );
};
