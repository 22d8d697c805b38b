import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { feedbackTo, isOpen, type Feedback } from '#domain/case.ts';
import type { CaseView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import { daysBetween, todayIs } from '../../days.ts';
import { useHere, useMine } from '../../here.ts';
import { Chart } from '../Chart.tsx';
import { Choice, choice, optionsOf, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Block } from '../page.tsx';
import { LateTag } from '../tags.tsx';
import { sortFeedback } from './feedback.ts';

type Props = Readonly<{ view: CaseView }>;
type FormProps = Props & Readonly<{ close: () => void }>;

const PlanForm = ({ view, close }: FormProps) => {
  const { t } = useHere();
  const form = useForm({
    use: 'planFeedback',
    network: view.network,
    about: view.number,
    start: { to: choice<Feedback['to']>(''), due: '' },
    input: (values) => ({ case: view.number, ...values }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.planFeedback} name={t.planFeedback} cancel={close} opened>
      <div className="fields">
        <Choice form={form} name="to" label={t.feedbackWho} required options={optionsOf(feedbackTo, t.feedbackTo)} />
        <Text form={form} name="due" label={t.due} type="date" min={todayIs()} required />
      </div>
    </Form>
  );
};

const GiveForm = ({ view, moment, close }: FormProps & Readonly<{ moment: Feedback }>) => {
  const { t } = useHere();
  const today = todayIs();
  const form = useForm({
    use: 'giveFeedback',
    network: view.network,
    about: view.number,
    of: moment.id,
    start: { on: today, told: '' },
    input: (values) => ({ case: view.number, feedback: moment.id, ...values }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.giveFeedback} name={t.giveFeedback} cancel={close} opened>
      <Text form={form} name="told" label={t.whatWasTold} hint={t.whatWasToldHint} lines={3} required />
      <Text form={form} name="on" label={t.toldOn} type="date" max={today} required />
    </Form>
  );
};

type OpenProps = Props &
  Readonly<{ moment: Feedback & { late: boolean }; may: boolean; giving: boolean; setGiving: (on: boolean) => void }>;

const Open = ({ view, moment, may, giving, setGiving }: OpenProps) => {
  const { t, w } = useHere();
  return (
    <li className={`card ${moment.late ? 'is-late' : ''}`}>
      <div className="row apart">
        <div>
          <h4>{t.feedbackTo[moment.to]}</h4>
          <p className="muted">{w.due(showDay(w, moment.due))}</p>
        </div>
        {moment.late && <LateTag />}
      </div>
      {may &&
        (giving ? (
          <GiveForm view={view} moment={moment} close={() => setGiving(false)} />
        ) : (
          <div>
            <Button onClick={() => setGiving(true)}>{t.giveFeedback}</Button>
          </div>
        ))}
    </li>
  );
};

const ImpactForm = ({ view, close }: FormProps) => {
  const { t } = useHere();
  const today = todayIs();
  const form = useForm({
    use: 'recordImpact',
    network: view.network,
    about: view.number,
    start: { on: today, score: '', reporters: '' },
    input: (values) => ({ case: view.number, ...values }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.save} name={t.addImpact} cancel={close} opened>
      <div className="fields">
        <Text form={form} name="on" label={t.measuredOn} type="date" max={today} required />
        <Text form={form} name="score" label={t.score} hint={t.scoreHint} type="number" min="0" max="10" required />
        <Text form={form} name="reporters" label={t.households} type="number" min="0" required />
      </div>
    </Form>
  );
};

const ImpactTable = ({ view }: Props) => {
  const { t, w } = useHere();
  const { impact } = view.file;
  const [first, last] = [impact[0], impact.at(-1)];
  if (!first || !last) return <p>{t.noImpact}</p>;
  const span = Math.max(1, daysBetween(first.on, last.on));
  return (
    <>
      {impact.length > 1 && (
        <Chart
          name={t.impact}
          most={10}
          labels={impact.map((one) => showDay(w, one.on))}
          at={impact.map((one) => daysBetween(first.on, one.on) / span)}
          series={[
            { name: t.score, values: impact.map((one) => one.score) },
            // Off the scale they are still in the table.
            { name: t.households, values: impact.map((one) => (one.reporters > 10 ? undefined : one.reporters)) },
          ]}
        />
      )}
      <table className="numbers">
        <caption className="unseen">{t.impact}</caption>
        <thead>
          <tr>
            <th scope="col">{t.measuredOn}</th>
            <th scope="col">{t.score}</th>
            <th scope="col">{t.households}</th>
          </tr>
        </thead>
        <tbody>
          {impact.map((one, i) => (
            <tr key={`${one.on} ${i}`}>
              <th scope="row">{showDay(w, one.on)}</th>
              <td>{one.score.toLocaleString(w.locale)}</td>
              <td>{one.reporters}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};

/** Those who suffer: whether anybody tells them what happens, and how bad it is to them over time. */
export const Neighbours = ({ view }: Props) => {
  const { t, w } = useHere();
  const mine = useMine(view.network);
  const [planning, setPlanning] = useState(false);
  const [measuring, setMeasuring] = useState(false);
  const [giving, setGiving] = useState<readonly string[]>([]);
  const { open: waiting, told } = sortFeedback(view.feedback, todayIs());
  // What is being typed stays in sight, also when somebody else told them meanwhile.
  const open = [...waiting, ...told.filter((m) => giving.includes(m.id)).map((m) => ({ ...m, late: false }))];
  const may = view.directs && isOpen(view);
  const mayMeasure = isOpen(view) && (view.directs || mine?.organisation === view.reporter.organisation);
  return (
    <>
      <Block name={t.feedback} sensitive>
        {open.length === 0 && <p>{t.noFeedback}</p>}
        <ul className="plain stack">
          {open.map((moment) => (
            <Open
              key={moment.id}
              view={view}
              moment={moment}
              may={may}
              giving={giving.includes(moment.id)}
              setGiving={(on) => setGiving((ids) => (on ? [...ids, moment.id] : ids.filter((id) => id !== moment.id)))}
            />
          ))}
        </ul>
        {may &&
          (planning ? (
            <PlanForm view={view} close={() => setPlanning(false)} />
          ) : (
            <Button onClick={() => setPlanning(true)}>{t.planFeedback}</Button>
          ))}
        {told.length > 0 && (
          <ul className="plain stack">
            {told.map((moment) => (
              <li key={moment.id} className="card">
                <h4>{t.feedbackTo[moment.to]}</h4>
                <p className="muted">{moment.done && t.toldAt(showDay(w, moment.done))}</p>
                {view.file.feedback[moment.id] && <p className="told">{view.file.feedback[moment.id]}</p>}
              </li>
            ))}
          </ul>
        )}
      </Block>
      <Block name={t.impact} sensitive>
        <ImpactTable view={view} />
        {mayMeasure &&
          (measuring ? (
            <ImpactForm view={view} close={() => setMeasuring(false)} />
          ) : (
            <Button onClick={() => setMeasuring(true)}>{t.addImpact}</Button>
          ))}
      </Block>
    </>
  );
};
