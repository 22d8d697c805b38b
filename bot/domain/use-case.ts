/** The shape of a deed: what it needs, who may, and what then is true. */
import type { z } from 'zod';
import type { Case } from './case.ts';
import type { CaseFile } from './file.ts';
import { overtaken } from './edits.ts';
import type { Fact } from './fact.ts';
import type { Meeting } from './meeting.ts';
import type { Actor, Network } from './network.ts';
import type { Poll } from './poll.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { Day, Instant } from './time.ts';

/** Time, ids and the knocker come with the moment: a decision takes nothing from the air. */
export type Moment = Readonly<{
  who: Actor;
  now: Instant;
  today: Day;
  newId: () => string;
}>;

/** Facts; a "no"; or nothing (`[]`): it is so already. */
export type Decision = readonly Fact[] | Refusal;

export type OnNetwork = Readonly<{ network: Network; cases: readonly Case[]; others: readonly Meeting[] }>;
export type OnCase = Readonly<{ network: Network; case: Case; file: CaseFile }>;
/** `file`: of the one case of a deed that seals something; else empty. */
export type OnMeeting = Readonly<{
  network: Network;
  meeting: Meeting;
  cases: readonly Case[];
  others: readonly Meeting[];
  file: CaseFile;
}>;
export type OnPoll = Readonly<{ network: Network; poll: Poll; cases: readonly Case[]; others: readonly Meeting[] }>;

/** The door gives exactly the cases that were asked for; absent is a bug, not an answer. */
export const only = (cases: readonly Case[]): Case => {
  const [first] = cases;
  if (!first) throw new Error('the door did not bring the case');
  return first;
};

type Rule<Subject, Input> = Readonly<{
  input: z.ZodType<Input>;
  /** Required: a use-case without it does not compile. For `onCase` the door has asked `maySee` before. */
  may: (who: Actor, subject: Subject, today: Day) => boolean;
  decide: (subject: Subject, input: Input, moment: Moment) => Decision;
}>;

export type NetworkUseCase<Input> = Rule<OnNetwork, Input> &
  Readonly<{
    about: 'network';
    /** existing cases it needs; one that is not there or not visible is `not.found` */
    cases: (input: Input) => readonly string[];
    /** the network's meetings that are planned or running */
    others: boolean;
  }>;
export type CaseUseCase<Input> = Rule<OnCase, Input> &
  Readonly<{
    about: 'case';
    /** reads or writes the sealed file; without it `file` is empty and facts with secrets are a bug */
    file: boolean;
  }>;
export type MeetingUseCase<Input> = Rule<OnMeeting, Input> &
  Readonly<{
    about: 'meeting';
    /** seals something for the one case it names */
    file: boolean;
    /** which cases of the agenda it needs */
    cases: (meeting: Meeting, input: Input) => readonly string[];
    /** the network's other meetings that are planned or running */
    others: boolean;
  }>;
export type PollUseCase<Input> = Rule<OnPoll, Input> &
  Readonly<{
    about: 'poll';
    /** existing cases it names */
    cases: (input: Input) => readonly string[];
    /** the network's meetings that are planned or running */
    others: boolean;
  }>;

/** Nothing there yet but the network (and cases it names). */
export const onNetwork = <Input>(
  rule: Rule<OnNetwork, Input> & Readonly<{ cases?: (input: Input) => readonly string[]; others?: boolean }>,
): NetworkUseCase<Input> => ({ about: 'network', cases: () => [], others: false, ...rule });

export const onCase = <Input extends { case: string }>(rule: Rule<OnCase, Input>): CaseUseCase<Input> => ({
  about: 'case',
  file: false,
  ...rule,
});

/**
 * As `onCase`, for deeds that touch what is sealed. One that replaces a text takes `seen`: what was written after that is not
 * replaced.
 */
export const onFile = <Input extends { case: string; seen?: number | undefined }>(
  rule: Rule<OnCase, Input>,
): CaseUseCase<Input> => ({
  about: 'case',
  file: true,
  ...rule,
  decide: (subject, input, moment) => {
    const decision = rule.decide(subject, input, moment);
    return isRefusal(decision) ? decision : (overtaken(subject.file, decision, input.seen) ?? decision);
  },
});

export const onMeeting = <Input extends { meeting: string }>(
  rule: Rule<OnMeeting, Input> &
    Readonly<{ cases?: (meeting: Meeting, input: Input) => readonly string[]; file?: boolean; others?: boolean }>,
): MeetingUseCase<Input> => ({ about: 'meeting', file: false, others: false, cases: () => [], ...rule });

export const onPoll = <Input extends { poll: string }>(
  rule: Rule<OnPoll, Input> & Readonly<{ cases?: (input: Input) => readonly string[]; others?: boolean }>,
): PollUseCase<Input> => ({ about: 'poll', cases: () => [], others: false, ...rule });
