import { intakeQuestions, type IntakeAnswer, type IntakeQuestion } from '#domain/file.ts';

type Answers = Readonly<Partial<Record<IntakeQuestion, IntakeAnswer>>>;
export type Filled = Readonly<
  Record<`answer ${IntakeQuestion}`, IntakeAnswer['answer'] | ''> & Record<`note ${IntakeQuestion}`, string>
>;

/** The answers as flat fields, so that each keeps what is typed in it. */
export const fill = (answers: Answers): Filled =>
  Object.fromEntries(
    intakeQuestions.flatMap((q) => [
      [`answer ${q}`, answers[q]?.answer ?? ''],
      [`note ${q}`, answers[q]?.note ?? ''],
    ]),
  ) as Filled;

/**
 * Only what was answered anew: nobody overwrites an answer that they did not touch. A note whose answer was forgotten goes along,
 * so that the server asks for the answer: left out, it would be lost.
 */
export const changed = (filled: Filled, before: Answers): Record<string, IntakeAnswer> =>
  Object.fromEntries(
    intakeQuestions.flatMap((q) => {
      const answer = filled[`answer ${q}`];
      const note = filled[`note ${q}`].trim();
      if (answer === (before[q]?.answer ?? '') && note === (before[q]?.note ?? '')) return [];
      return [[q, { answer: answer as IntakeAnswer['answer'], note }]];
    }),
  );
