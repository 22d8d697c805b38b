/** The table: everything that can be done, by its name. Cards, the tab, commands and the clock only point into it. */
import { agreeAction } from './action/agree.ts';
import {
  acknowledge,
  acknowledgeOnBehalf,
  cancelAction,
  decline,
  explainDecline,
  giveBack,
  notAchieved,
  reportDone,
  shift,
  askShift,
  withdrawShift,
  agreeShift,
  keepDue,
  start,
  takeBack,
  tellResult,
  verify,
} from './action/answer.ts';
import { endAccess, flagSafety, grantAccess, moveCase, shareCase, updateCase } from './case/course.ts';
import {
  addLogEntry,
  answerIntake,
  completeReport,
  recordInforming,
  recordLegalBasis,
  recordOutcome,
  weigh,
} from './case/file.ts';
import { giveFeedback, planFeedback, recordImpact, setLegalHold } from './case/neighbours.ts';
import { carryOver, setAgenda } from './meeting/agenda.ts';
import { hearCall, noteSeen } from './meeting/call.ts';
import { answerCorrection, correctMinutes, finishMinutes } from './meeting/minutes.ts';
import { answerPoll, chooseMoment, noteReach, remindPoll, startPoll, stopPoll } from './meeting/poll.ts';
import {
  closeMeeting,
  concludeItem,
  dropProposal,
  inviteToItem,
  noteAttendance,
  openItem,
  proposeAction,
  startMeeting,
} from './meeting/hold.ts';
import {
  cancelMeeting,
  changeInvited,
  failMeetingLink,
  linkMeeting,
  moveMeeting,
  scheduleMeeting,
  scheduleSeries,
  withdrawMeeting,
} from './meeting/plan.ts';
import {
  addMember,
  addOrganisation,
  changeNorms,
  chooseLanguage,
  endMember,
  nameLeads,
  renewCovenant,
  setAbsence,
  setOrganiser,
  signCovenant,
} from './network/people.ts';
import { remind } from './network/remind.ts';
import { reportCase } from './network/report-case.ts';
import { channelStepDone, channelStepFailed, setUpChannel } from './network/set-up.ts';

export const useCases = {
  // about the network
  reportCase,
  scheduleMeeting,
  startPoll,
  scheduleSeries,
  chooseLanguage,
  addOrganisation,
  addMember,
  endMember,
  nameLeads,
  renewCovenant,
  signCovenant,
  setAbsence,
  setOrganiser,
  changeNorms,
  remind,
  setUpChannel,
  channelStepDone,
  channelStepFailed,
  // about a case
  completeReport,
  answerIntake,
  weigh,
  recordLegalBasis,
  recordInforming,
  addLogEntry,
  recordOutcome,
  recordImpact,
  planFeedback,
  giveFeedback,
  setLegalHold,
  moveCase,
  updateCase,
  flagSafety,
  shareCase,
  grantAccess,
  endAccess,
  // about an action of a case
  agreeAction,
  acknowledge,
  takeBack,
  acknowledgeOnBehalf,
  decline,
  explainDecline,
  start,
  reportDone,
  tellResult,
  shift,
  askShift,
  withdrawShift,
  agreeShift,
  keepDue,
  verify,
  giveBack,
  notAchieved,
  cancelAction,
  // about a meeting
  linkMeeting,
  failMeetingLink,
  setAgenda,
  carryOver,
  withdrawMeeting,
  moveMeeting,
  changeInvited,
  startMeeting,
  openItem,
  noteAttendance,
  inviteToItem,
  proposeAction,
  dropProposal,
  concludeItem,
  closeMeeting,
  hearCall,
  noteSeen,
  cancelMeeting,
  correctMinutes,
  answerCorrection,
  finishMinutes,
  // about a date that is looked for
  answerPoll,
  remindPoll,
  chooseMoment,
  stopPoll,
  noteReach,
} as const;

export type UseCases = typeof useCases;
export type UseCaseName = keyof UseCases;

export const isUseCase = (name: string): name is UseCaseName => Object.hasOwn(useCases, name);
