/** What a check can find: ids, causes and values, never who somebody is or what is in a case. */

export type Verdict = 'ok' | 'broken' | 'unknown' | 'unused';

export const installationChecks = [
  'address',
  'clock',
  'identity',
  'entra',
  'rights',
  'graph',
  'signInKeys',
  'signIn',
  'botKeys',
  'messages',
  'database',
  'container',
  'writing',
  'keys',
  'keyGuard',
  'networks',
  'outbox',
] as const;
export const networkChecks = [
  'leads',
  'covenant',
  'signed',
  'channel',
  'teamRights',
  'catalogue',
  'version',
  'channelThere',
  'botIn',
  'mailbox',
  'mail',
] as const;
export type CheckId = 'settings' | (typeof installationChecks)[number] | (typeof networkChecks)[number];

export type Cause =
  | 'settings.missing'
  | 'settings.wrong'
  | 'silent'
  | 'refused'
  | 'failed'
  | 'follows'
  | 'address.other'
  | 'clock.tab'
  | 'clock.all'
  | 'identity.none'
  | 'identity.other'
  | 'entra.trust'
  | 'entra.app'
  | 'entra.tenant'
  | 'entra.other'
  | 'rights.tooMany'
  | 'rights.addMembers'
  | 'signIn.never'
  | 'signIn.audience'
  | 'signIn.version'
  | 'signIn.scope'
  | 'signIn.client'
  | 'signIn.tenant'
  | 'signIn.other'
  | 'messages.never'
  | 'messages.audience'
  | 'messages.tenant'
  | 'messages.other'
  | 'database.role'
  | 'database.missing'
  | 'container.partition'
  | 'container.indexing'
  | 'local'
  | 'keys.role'
  | 'keys.missing'
  | 'keys.changed'
  | 'keyGuard.off'
  | 'networks.none'
  | 'outbox.late'
  | 'leads.none'
  | 'leads.left'
  | 'covenant.expired'
  | 'signed.missing'
  | 'channel.none'
  | 'channel.failed'
  | 'channel.busy'
  | 'team.gone'
  | 'team.unknown'
  | 'team.local'
  | 'teamRights.missing'
  | 'teamRights.hidden'
  | 'catalogue.absent'
  | 'catalogue.other'
  | 'version.other'
  | 'channelThere.gone'
  | 'botIn.not'
  | 'mailbox.rights'
  | 'mailbox.none'
  | 'mailbox.organiser'
  | 'mail.unseen';

export type Found = Readonly<{ verdict: Verdict; cause?: Cause; values?: Readonly<Record<string, string>> }>;
export type Finding = Found & Readonly<{ check: CheckId; network?: string }>;

export const ok: Found = { verdict: 'ok' };
export const no = (cause: Cause, values: Found['values'] = {}): Found => ({ verdict: 'broken', cause, values });
export const unknown = (cause: Cause, values: Found['values'] = {}): Found => ({ verdict: 'unknown', cause, values });
export const unused = (cause: Cause): Found => ({ verdict: 'unused', cause });

/** What cannot be seen before something else is in order is told there. */
export const follows = (check: CheckId): Found => unknown('follows', { check });
