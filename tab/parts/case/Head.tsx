import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import { priorities, type Priority } from '#domain/case.ts';
import type { FileView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import { addMonths, dayOfInstant, todayIs } from '../../days.ts';
import { useHere, useNames, useNetwork } from '../../here.ts';
import { Choice, choice, optionsOf, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Facts, Reply } from '../page.tsx';
import type { OpenCase } from './part.ts';
import { CountsText, PriorityTag, SafetyTag, StateTag } from '../tags.tsx';

const Update = ({ view, close }: Readonly<{ view: OpenCase; close: () => void }>) => {
  const { t, w } = useHere();
  const form = useForm({
    use: 'updateCase',
    network: view.network,
    about: view.number,
    start: { priority: choice<Priority>(view.priority), reviewDay: view.reviewDay ?? '' },
    input: (values) => ({ case: view.number, ...values }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.save} name={t.update} cancel={close} opened>
      <div className="fields">
        <Choice form={form} name="priority" label={t.priority} options={optionsOf(priorities, w.priority)} />
        <Text form={form} name="reviewDay" label={t.reviewDay} type="date" min={todayIs()} />
      </div>
    </Form>
  );
};

/** What whoever directs the case may do with the whole of it. */
const Direct = ({ view }: Readonly<{ view: OpenCase }>) => {
  const { t } = useHere();
  const [updating, setUpdating] = useState(false);
  const channel = useNetwork(view.network)?.channel;
  const flag = useForm({
    use: 'flagSafety',
    network: view.network,
    about: view.number,
    start: {},
    input: () => ({ case: view.number, flag: !view.safetyFlag }),
    done: view.safetyFlag ? t.safetyOff : t.safetyOn,
  });
  const { legalHold } = view;
  const hold = useForm({
    use: 'setLegalHold',
    network: view.network,
    about: view.number,
    start: {},
    input: () => ({ case: view.number, hold: !legalHold }),
    done: legalHold ? t.holdOff : t.holdOn,
  });
  const share = useForm({
    use: 'shareCase',
    network: view.network,
    about: view.number,
    start: {},
    input: () => ({ case: view.number }),
    done: t.sharedNow,
  });
  if (updating) return <Update view={view} close={() => setUpdating(false)} />;
  return (
    <div className="row">
      {view.closedAt === undefined && <Button onClick={() => setUpdating(true)}>{t.update}</Button>}
      <Button onClick={flag.submit} disabledFocusable={flag.busy}>
        {view.safetyFlag ? t.dropSafety : t.setSafety}
      </Button>
      <Button onClick={hold.submit} disabledFocusable={hold.busy}>
        {legalHold ? t.dropHold : t.setHold}
      </Button>
      {channel && (
        <Button onClick={share.submit} disabledFocusable={share.busy}>
          {view.shared ? t.shareAgain : t.share}
        </Button>
      )}
      <Reply said={flag.said ?? hold.said ?? share.said} />
    </div>
  );
};

/** The case at a glance: who, how urgent, when we look again, how it stands. */
export const Head = ({ view, file }: Readonly<{ view: OpenCase; file?: FileView | undefined }>) => {
  const { t, w } = useHere();
  const names = useNames(view.network);
  const norms = useNetwork(view.network)?.norms;
  const informing = file?.informing;
  const kept = () => {
    if (view.legalHold) return t.legalHold;
    const ended = view.state === 'RETURNED' || view.state === 'REDIRECTED';
    const months = ended ? norms?.retentionReturnedMonths : norms?.retentionMonths;
    if (months === undefined) return '…';
    if (ended) return t.keptAfterReturn(months);
    return view.closedAt
      ? t.keptUntil(showDay(w, addMonths(dayOfInstant(view.closedAt), months)))
      : t.keptAfterClosing(months);
  };
  const told = () => {
    if (!informing) return view.has.informing ? t.recorded : t.notRecorded;
    if (informing.informed) return t.informedOn(showDay(w, informing.on));
    return informing.recheck ? t.informLater(showDay(w, informing.recheck)) : t.notInformed;
  };
  return (
    <div className="stack">
      <p className="row tight">
        <StateTag state={view.state} />
        <PriorityTag priority={view.priority} />
        {view.safetyFlag && <SafetyTag />}
        {view.legalHold && <Badge appearance="outline">{t.legalHold}</Badge>}
      </p>
      <Facts
        of={[
          [t.casemanager, names.member(view.casemanager)],
          [t.deputy, view.deputy ? names.member(view.deputy) : t.none],
          [t.reviewDay, view.reviewDay ? showDay(w, view.reviewDay) : w.noReview],
          [t.actions, <CountsText key="counts" counts={view.counts} />],
          [t.subjectInformed, told()],
          [t.retention, kept()],
          [
            t.reportedBy,
            `${names.organisation(view.reporter.organisation)}, ${showDay(w, dayOfInstant(view.reportedAt))}`,
          ],
        ]}
      />
      {view.directs && <Direct view={view} />}
    </div>
  );
};
