/** Every "no" we expect, as data. Texts for people stand in texts/; HTTP codes in edges/rest.ts. */
export const refusalCodes = [
  'input.invalid',
  'not.found',
  'not.allowed',
  'no.covenant',
  'busy',
  'case.ended',
  'case.notReady',
  'case.noSuchMove',
  'intake.nothing',
  'file.changed',
  'feedback.given',
  'day.past',
  'time.past',
  'action.notYours',
  'action.moved',
  'action.shiftNeedsCasemanager',
  'action.shiftRefused',
  'organisation.unknown',
  'organisation.noCovenant',
  'member.unknown',
  'member.notOfOrganisation',
  'member.leads',
  'member.noContent',
  'member.noCovenant',
  'meeting.notRunning',
  'meeting.moved',
  'meeting.notOnAgenda',
  'meeting.openItems',
  'meeting.caseEnded',
  'meeting.agendaChanged',
  'meeting.itemBegun',
  'poll.over',
  'poll.reminded',
  'minutes.notYet',
  'minutes.final',
  'minutes.answered',
  'meeting.concludedElsewhere',
  'meeting.overlap',
  'meeting.notUrgent',
  'network.taken',
  'leads.same',
  'channel.none',
  'channel.elsewhere',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export type Refusal = Readonly<{
  refused: RefusalCode;
  /** field names, case numbers, days: never what somebody typed */
  details?: readonly string[];
}>;

export const refuse = (refused: RefusalCode, ...details: readonly string[]): Refusal =>
  details.length > 0 ? { refused, details } : { refused };

export const isRefusal = (x: unknown): x is Refusal => typeof x === 'object' && x !== null && 'refused' in x;
