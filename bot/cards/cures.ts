/** What somebody must do about an error code of Microsoft Graph. Unknown codes have a cure too: ask, and show the code. */
import { notKnown, notSignedIn, refusedRights } from '#domain/event-cure.ts';
import type { SetUpStep } from '#domain/network.ts';

export const setUpCures = [
  'rights',
  'adminRights',
  'taken',
  'name',
  'people',
  'team',
  'catalogue',
  'appInChannel',
  'signIn',
  'silence',
  'other',
] as const;
export type SetUpCure = (typeof setUpCures)[number];

/** The same code asks for another cure at another step: the app is approved by an administrator, the rest by the team's owner. */
export const setUpCure = (step: SetUpStep, code: string): SetUpCure => {
  if (code === 'Unreachable') return 'silence';
  if (code === 'channelIsNotPrivate') return 'taken';
  if (code === 'channelNameNotAllowed') return 'name';
  if (code === 'MembersNotAdded') return 'people';
  if (notSignedIn.test(code)) return 'signIn';
  // A private channel has its own list of apps, which Graph cannot change: an owner adds ours by hand.
  if (step === 'tab') return 'appInChannel';
  if (refusedRights.test(code)) return step === 'app' ? 'adminRights' : 'rights';
  if (notKnown.test(code)) return step === 'app' ? 'catalogue' : 'team';
  return 'other';
};
