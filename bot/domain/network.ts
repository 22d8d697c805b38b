/** A network: its people, its organisations, their covenant and the norms they agreed on. */
import type { Day, Instant } from './time.ts';

export type Language = 'nl' | 'en';

export type Role =
  | 'casemanager'
  | 'coordinator'
  | 'partner'
  | 'participant'
  | 'lawyer'
  | 'privacyOfficer'
  | 'administrator'
  | 'steering';

/** People are a tenant id and an object id, never a mail address. */
export type Person = Readonly<{ tenantId: string; objectId: string }>;

export type Member = Readonly<{
  id: string;
  person: Person;
  organisation: string;
  roles: readonly Role[];
  from: Day;
  until?: Day;
  language: Language;
  /** then somebody else is told, and nothing waits (rule 4) */
  absence?: Readonly<{ from: Day; until: Day; replacement: string }>;
}>;

export type OrganisationKind =
  | 'HOUSING_ASSOCIATION'
  | 'PRIVATE_LANDLORD'
  | 'POLICE'
  | 'MUNICIPALITY'
  | 'WELFARE'
  | 'NEIGHBOURHOOD_TEAM'
  | 'MENTAL_HEALTH'
  | 'PUBLIC_HEALTH'
  | 'ADDICTION_CARE'
  | 'OTHER';

export type Organisation = Readonly<{
  id: string;
  name: string;
  kind: OrganisationKind;
  /** member who is told when no owner is named */
  coordinator?: string;
  /** in the coordinator's place when their time is over */
  deputy?: string;
}>;

export type Covenant = Readonly<{
  version: string;
  validUntil: Day;
  /** organisation → the day it signed */
  signed: Readonly<Record<string, Day>>;
  /** members who may read POLICE and CRIMINAL content */
  policeDesignated: readonly string[];
}>;

/** Service norms of the network: settings, never constants in rules. Working days unless the name says otherwise. */
export type Norms = Readonly<{
  acknowledgeAction: number;
  actionDueDays: number;
  /** so long before its day an action is called to mind */
  nudgeBefore: number;
  /** so long after it the organisation's coordinator is told */
  escalateOverdue: number;
  grantMonths: number;
  holdWeeks: number;
  feedbackWeeks: number;
  /** for those who took part to correct the minutes of a meeting */
  minutesCorrection: number;
  /** the rhythm of the network's meetings */
  meetingWeeks: number;
  /** an urgent meeting is within so many working days */
  urgentMeeting: number;
  /** after closing, and after returning or redirecting; to be confirmed by the municipality's jurist */
  retentionMonths: number;
  retentionReturnedMonths: number;
}>;

export const defaultNorms: Norms = {
  acknowledgeAction: 3,
  actionDueDays: 14,
  nudgeBefore: 2,
  escalateOverdue: 5,
  grantMonths: 6,
  holdWeeks: 8,
  feedbackWeeks: 4,
  minutesCorrection: 5,
  meetingWeeks: 2,
  urgentMeeting: 2,
  retentionMonths: 24,
  retentionReturnedMonths: 12,
};

/** With what a network that was stored earlier does not have yet. */
export const normsOf = ({ norms }: Readonly<{ norms: Partial<Norms> }>): Norms => ({ ...defaultNorms, ...norms });

/** The steps that give a network its channel, in order (see use-cases/network/set-up.ts). */
export const setUpSteps = ['channel', 'members', 'app', 'tab'] as const;
export type SetUpStep = (typeof setUpSteps)[number];

export type SetUp = Readonly<{
  teamId: string;
  tenantId: string;
  serviceUrl: string;
  /** who asked: the channel's first owner */
  by: Person;
  done: readonly SetUpStep[];
  /** the last failure: which step, and the code that names its cure */
  failed?: Readonly<{ step: SetUpStep; code: string; at: Instant }>;
}>;

export type Network = Readonly<{
  code: string;
  name: string;
  areas: readonly string[];
  casemanager: string;
  deputy: string;
  members: readonly Member[];
  organisations: readonly Organisation[];
  covenant: Covenant;
  norms: Norms;
  /** where the network talks in Teams */
  channel?: Readonly<{ conversation: string; serviceUrl: string; tenantId: string }>;
  setUp?: SetUp;
  /** the mailbox that organises meetings: an object id or a user principal name */
  organiser?: string;
  /** year → the highest case number given out */
  sequence: Readonly<Record<string, number>>;
}>;

/** Sealed with the network's key: who the members are. */
export type Roster = Readonly<{ members: Readonly<Record<string, { name: string; email: string }>> }>;

/** Who knocks at the door. A person acts in one network at a time. */
export type Actor =
  | Readonly<{
      kind: 'person';
      network: string;
      member: string;
      organisation: string;
      roles: readonly Role[];
      language: Language;
      /** through which handle: kept on receipts and commits */
      by: 'card' | 'tab' | 'command';
    }>
  | Readonly<{ kind: 'clock'; network: string }>;

/** The mailbox that organises: the network's own, else its casemanager's. */
export const organiserOf = (network: Network): string =>
  network.organiser ?? network.members.find((m) => m.id === network.casemanager)?.person.objectId ?? '';

/** A member on this day: their time has begun and not ended. */
export const activeMember = (network: Network, id: string, today: Day): Member | undefined =>
  network.members.find((m) => m.id === id && m.from <= today && (m.until === undefined || today <= m.until));

/** Rule 3: an organisation takes part only while it has signed a covenant that is still valid. */
export const hasCovenant = (network: Network, organisation: string, today: Day): boolean => {
  const signed = network.covenant.signed[organisation];
  return signed !== undefined && signed <= today && today <= network.covenant.validUntil;
};

/** Who stands in for this member today: themselves, or the replacement of an absence (once: no chains). */
export const standIn = (network: Network, id: string, today: Day): string => {
  const absence = network.members.find((m) => m.id === id)?.absence;
  return absence && absence.from <= today && today <= absence.until && activeMember(network, absence.replacement, today)
    ? absence.replacement
    : id;
};
