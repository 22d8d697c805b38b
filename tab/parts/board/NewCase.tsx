import { priorities, reporterKinds, type Priority, type ReporterKind } from '#domain/case.ts';
import { useHere } from '../../here.ts';
import { go } from '../../router.tsx';
import { Choice, choice, optionsOf } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';

type NewCaseProps = Readonly<{ network: string; close: () => void }>;

/** Brings a case to the network. */
export default function NewCase({ network, close }: NewCaseProps) {
  const { t, w } = useHere();
  const form = useForm({
    use: 'reportCase',
    network,
    start: { kind: choice<ReporterKind>(''), priority: choice<Priority>('NORMAL') },
    input: (values) => values,
    done: t.caseReported,
    after: (done) => {
      close();
      if (done.case) go({ page: 'case', network, id: done.case, part: 'report' });
    },
  });
  return (
    <div className="card">
      <Form form={form} submit={t.reportCase} name={t.newCase} cancel={close} opened>
        <div className="fields">
          <Choice
            form={form}
            name="kind"
            label={t.reporterKind}
            required
            options={optionsOf(reporterKinds, w.reporterKind)}
          />
          <Choice form={form} name="priority" label={t.priority} required options={optionsOf(priorities, w.priority)} />
        </div>
        <p className="muted">{t.newCaseHint}</p>
      </Form>
    </div>
  );
}
