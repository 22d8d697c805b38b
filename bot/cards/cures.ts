/** What somebody must do about an error code of Microsoft Graph. Unknown codes have a cure too: ask, and show the code. */
import type { SetUpStep } from '#domain/network.ts';

const refusedRights = /^(Error)?AccessDenied$|Forbidden|Authorization_RequestDenied|InsufficientPrivileges|^403$/i;
const notKnown = /NotFound|NonExistent|ErrorInvalidUser|^404$/i;
const notSignedIn = /InvalidAuthenticationToken|Unauthorized|Unauthenticated|^401$/i;

/** No event in the calendar: learn.microsoft.com, "Microsoft Graph error responses", and Exchange's own codes. */
export const eventCures = ['rights', 'mailbox', 'organiser', 'signIn', 'other'] as const;
export type EventCure = (typeof eventCures)[number];

export const eventCure = (code: string): EventCure => {
  // Two codes that say the same: the account is there, its mailbox is not in Exchange Online.
  if (/^MailboxNot(Enabled|Supported)ForRESTAPI$|MailboxStoreUnavailable/i.test(code)) return 'mailbox';
  if (refusedRights.test(code)) return 'rights';
  if (notSignedIn.test(code)) return 'signIn';
  return notKnown.test(code) ? 'organiser' : 'other';
};

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
