/** The table: everything that can be done, by its name. Cards, the tab, commands and the clock only point into it. */
import { agreeAction } from './action/agree.ts';
import * as answers from './action/answer.ts';
import * as course from './case/course.ts';
import * as file from './case/file.ts';
import * as hold from './meeting/hold.ts';
import * as plan from './meeting/plan.ts';
import * as people from './network/people.ts';
import { reportCase } from './network/report-case.ts';
import { channelStepDone, channelStepFailed, setUpChannel } from './network/set-up.ts';

const { proposalsOf: _, ...meeting } = hold;

export const useCases = {
  reportCase,
  ...people,
  setUpChannel,
  channelStepDone,
  channelStepFailed,
  ...file,
  ...course,
  agreeAction,
  ...answers,
  ...plan,
  ...meeting,
} as const;

export type UseCases = typeof useCases;
export type UseCaseName = keyof UseCases;

export const isUseCase = (name: string): name is UseCaseName => Object.hasOwn(useCases, name);
