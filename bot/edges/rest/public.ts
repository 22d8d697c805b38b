/** Which deeds can be asked for from outside. */
import { useCases } from '#domain/use-cases/index.ts';

/** Deeds of the system itself have no way in from outside. */
const ofTheClock = [
  'channelStepDone',
  'channelStepFailed',
  'linkMeeting',
  'failMeetingLink',
  'withdrawMeeting',
  'hearCall',
  'noteSeen',
  'carryOver',
  'noteReach',
  'finishMinutes',
];
/** Where the bot talks is what a signed activity says: from here, its token could be sent anywhere. */
const inTeamsOnly = ['setUpChannel'];
export const isPublic = (name: string): boolean => !ofTheClock.includes(name) && !inTeamsOnly.includes(name);

export const publicUseCases = Object.keys(useCases).filter(isPublic);
