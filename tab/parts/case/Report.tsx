import { Button } from '@fluentui/react-components';
import { nuisanceTypes, type NuisanceType } from '#domain/file.ts';
import type { CaseView } from '#domain/see.ts';
import { useHere } from '../../here.ts';
import { optionsOf, Text, Ticks } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm, useWriting, type Writing } from '../use-form.ts';
import { Block, Facts } from '../page.tsx';

const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const ReportForm = ({ view, writing }: Readonly<{ view: CaseView; writing: Writing }>) => {
  const { t, w } = useHere();
  const { report } = view.file;
  const fields = useForm({
    use: 'completeReport',
    network: view.network,
    about: view.number,
    seen: view.file.edits ?? 0,
    start: {
      address: report?.address ?? '',
      subjects: report?.subjects.join('\n') ?? '',
      nuisance: report?.nuisance ?? ([] as readonly NuisanceType[]),
      story: report?.story ?? '',
      reporterName: report?.reporterName ?? '',
    },
    input: (values) => ({
      case: view.number,
      ...values,
      nuisance: [...values.nuisance],
      subjects: [...lines(values.subjects)],
    }),
    done: t.saved,
    after: writing.close,
  });
  const form = writing.kept(fields);
  return (
    <Form
      form={form}
      submit={t.save}
      name={t.report}
      opened={writing.chosen}
      {...(report ? { cancel: writing.close } : {})}
    >
      <Text form={form} name="address" label={t.address} required />
      <Text form={form} name="subjects" label={t.subjects} hint={t.subjectsHint} lines={2} />
      <Ticks form={form} name="nuisance" label={t.nuisance} required options={optionsOf(nuisanceTypes, w.nuisance)} />
      <Text form={form} name="story" label={t.story} hint={t.storyHint} lines={6} required />
      <Text form={form} name="reporterName" label={t.reporterName} hint={t.reporterNameHint} />
    </Form>
  );
};

/** The report: a form for who may still write it, to be read by everyone else. */
export const Report = ({ view }: Readonly<{ view: CaseView }>) => {
  const { t, w } = useHere();
  const writing = useWriting();
  const { report } = view.file;
  const body = () => {
    if (view.reports && (!report || writing.writing)) return <ReportForm view={view} writing={writing} />;
    if (!report) return <p>{t.notFilledIn}</p>;
    return (
      <>
        <Facts
          of={[
            [t.address, report.address],
            [t.subjects, report.subjects.join(', ') || t.none],
            [t.nuisance, report.nuisance.map((n) => w.nuisance[n]).join(', ')],
            [t.reporterKind, w.reporterKind[view.reporter.kind]],
            ...(report.reporterName ? ([[t.reporterName, report.reporterName]] as const) : []),
          ]}
        />
        <p className="told">{report.story}</p>
        {view.reports && <Button onClick={writing.choose}>{t.change}</Button>}
      </>
    );
  };
  return (
    <Block name={t.report} sensitive>
      {body()}
    </Block>
  );
};
