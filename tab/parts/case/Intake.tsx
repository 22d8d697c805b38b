import { Button, Field, Input, Select } from '@fluentui/react-components';
import { intakeAnswers, intakeQuestions, type IntakeAnswer } from '#domain/file.ts';
import type { CaseView } from '#domain/see.ts';
import { useHere } from '../../here.ts';
import { hintOf } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm, useWriting, type Writing } from '../use-form.ts';
import { Block } from '../page.tsx';
import { changed, fill } from './intake.ts';

type FormProps = Readonly<{ view: CaseView; complete: boolean; writing: Writing }>;

const IntakeForm = ({ view, complete, writing }: FormProps) => {
  const { t, w } = useHere();
  const before = view.file.intake;
  const fields = useForm({
    use: 'answerIntake',
    network: view.network,
    about: view.number,
    seen: view.file.edits ?? 0,
    start: fill(before),
    input: (values) => ({ case: view.number, answers: changed(values, before) }),
    done: t.saved,
    after: writing.close,
  });
  const form = writing.kept(fields);
  const wordOf = (answer: IntakeAnswer['answer'] | '') => (answer === '' ? '' : w.intakeAnswer[answer]);
  return (
    <Form
      form={form}
      submit={t.saveIntake}
      name={t.intake}
      opened={writing.chosen}
      {...(complete ? { cancel: writing.close } : {})}
    >
      <p className="muted">{t.intakeHint}</p>
      <ol className="plain questions">
        {intakeQuestions.map((q, i) => {
          const wrong = (field: string, message: string) =>
            form.wrong(`answers.${q}.${field}`)
              ? ({ validationState: 'error', validationMessage: message } as const)
              : {};
          return (
            <li key={q}>
              <fieldset>
                <legend>
                  {i + 1}. {w.intakeQuestion[q]}
                </legend>
                <div className="fields">
                  <Field
                    label={t.answer}
                    className="narrow"
                    hint={hintOf(form.theirs(`answer ${q}`, wordOf))}
                    {...wrong('answer', t.chooseAnswer)}
                  >
                    <Select
                      value={form.values[`answer ${q}`]}
                      onChange={(_, data) => form.set(`answer ${q}`, data.value as IntakeAnswer['answer'] | '')}
                    >
                      <option value="">{t.choose}</option>
                      {intakeAnswers.map((a) => (
                        <option key={a} value={a}>
                          {w.intakeAnswer[a]}
                        </option>
                      ))}
                    </Select>
                  </Field>
                  <Field
                    label={t.note}
                    className="wide"
                    hint={hintOf(form.theirs(`note ${q}`))}
                    {...wrong('note', t.explainAnswer)}
                  >
                    <Input
                      value={form.values[`note ${q}`]}
                      autoComplete="off"
                      onChange={(_, data) => form.set(`note ${q}`, data.value)}
                    />
                  </Field>
                </div>
              </fieldset>
            </li>
          );
        })}
      </ol>
    </Form>
  );
};

/** All questions, saved in one go. "Unknown" is an answer too, with the reason why. */
export const Intake = ({ view }: Readonly<{ view: CaseView }>) => {
  const { t, w } = useHere();
  const writing = useWriting();
  const { intake } = view.file;
  const answered = intakeQuestions.filter((q) => intake[q]).length;
  const complete = answered === intakeQuestions.length;
  const body = () => {
    if (view.reports && (!complete || writing.writing))
      return <IntakeForm view={view} complete={complete} writing={writing} />;
    return (
      <>
        <ol className="questions">
          {intakeQuestions.map((q) => (
            <li key={q}>
              {w.intakeQuestion[q]} <strong>{intake[q] ? w.intakeAnswer[intake[q].answer] : t.notAnswered}</strong>
              {intake[q]?.note && <span className="told">{intake[q].note}</span>}
            </li>
          ))}
        </ol>
        {view.reports && <Button onClick={writing.choose}>{t.change}</Button>}
      </>
    );
  };
  return (
    <Block name={t.intake} sensitive>
      <p className="muted">{t.answeredOf(answered, intakeQuestions.length)}</p>
      {body()}
    </Block>
  );
};
