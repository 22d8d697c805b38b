/** What somebody must do when the calendar does not follow: an error code of Microsoft Graph → whose turn it is. */
export const refusedRights =
  /^(Error)?AccessDenied$|Forbidden|Authorization_RequestDenied|InsufficientPrivileges|^403$/i;
export const notKnown = /NotFound|NonExistent|ErrorInvalidUser|^404$/i;
export const notSignedIn = /InvalidAuthenticationToken|Unauthorized|Unauthenticated|^401$/i;

export const eventCures = ['rights', 'mailbox', 'organiser', 'signIn', 'deleted', 'silence', 'other'] as const;
export type EventCure = (typeof eventCures)[number];

/** learn.microsoft.com, "Microsoft Graph error responses", Exchange's own codes, and two of ours. Any other code: ask. */
export const eventCure = (code: string): EventCure => {
  if (code === 'Unreachable') return 'silence';
  if (code === 'EventDeleted') return 'deleted';
  // Two codes that say the same: the account is there, its mailbox is not in Exchange Online.
  if (/^MailboxNot(Enabled|Supported)ForRESTAPI$|MailboxStoreUnavailable/i.test(code)) return 'mailbox';
  if (refusedRights.test(code)) return 'rights';
  if (notSignedIn.test(code)) return 'signIn';
  return notKnown.test(code) ? 'organiser' : 'other';
};
