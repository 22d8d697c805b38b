/** Dutch, B1 level: the source. Every other language is typed by it. */
import type { ActionDeed } from '../action-moves.ts';
import type { AgendaReason } from '../agenda.ts';
import type { Guard } from '../case-moves.ts';
import type { ActionState, ActionTitle, CancelReason, DeclineReason } from '../action.ts';
import type { CaseState, GrantReason, Priority, ReporterKind } from '../case.ts';
import type { IntakeAnswer, IntakeQuestion, Label, LegalGround, NuisanceType, Outcome } from '../file.ts';
import type { EventCure } from '../event-cure.ts';
import type { MeetingKind, MeetingState, Presence } from '../meeting.ts';
import type { OrganisationKind, Role, SetUpStep } from '../network.ts';
import type { PollAnswer } from '../poll.ts';
import type { RefusalCode } from '../refusal.ts';
import type { ActionReminder } from '../action.ts';
import type { CaseReminder } from '../case.ts';

const caseState: Record<CaseState, string> = {
  REPORTED: 'aangemeld',
  IN_TRIAGE: 'in triage',
  RETURNED: 'teruggewezen',
  REDIRECTED: 'doorgeleid',
  ACTIVE: 'in aanpak',
  ON_HOLD: 'aangehouden',
  ESCALATED: 'opgeschaald',
  MONITORING: 'monitoring',
  AFTERCARE: 'nazorg',
  CLOSED: 'gesloten',
};

const actionState: Record<ActionState, string> = {
  PROPOSED: 'voorgesteld',
  AGREED: 'afgesproken',
  ACKNOWLEDGED: 'bevestigd',
  DECLINED: 'kan niet',
  IN_PROGRESS: 'bezig',
  REPORTED_DONE: 'gereed gemeld',
  VERIFIED: 'geverifieerd',
  NOT_ACHIEVED: 'niet gelukt',
  CANCELLED: 'vervallen',
};

const meetingState: Record<MeetingState, string> = {
  PLANNED: 'gepland',
  IN_SESSION: 'bezig',
  CONCLUDED: 'afgerond',
  MINUTES_DRAFT: 'afgerond, besluitenlijst in concept',
  MINUTES_FINAL: 'afgerond, besluitenlijst vastgesteld',
  CANCELLED: 'geannuleerd',
};

const meetingKind: Record<MeetingKind, string> = { REGULAR: 'gewoon overleg', URGENT: 'spoedoverleg' };

const eventCure: Record<EventCure, string> = {
  rights:
    'Buurtrust mag niet in de agenda van de organisator schrijven. Vraag de beheerder om dat recht goed te keuren, ook voor deze postbus.',
  mailbox:
    'De organisator heeft geen postbus in Exchange Online. Vraag de beheerder om een andere organisator in te stellen.',
  organiser: 'De organisator is niet gevonden. Vraag de beheerder om een bestaande organisator in te stellen.',
  signIn:
    'Buurtrust kan zich niet aanmelden bij Microsoft 365. Vraag de beheerder om de registratie van de app na te kijken.',
  deleted: 'Iemand heeft de afspraak in Outlook verwijderd. Annuleer dit overleg hier, en plan een nieuw overleg.',
  silence: 'Microsoft 365 gaf geen antwoord. Buurtrust probeert het vanzelf opnieuw. U hoeft niets te doen.',
  other: 'Microsoft 365 heeft de uitnodiging geweigerd. Vraag de beheerder om dit na te kijken.',
};

const priority: Record<Priority, string> = { URGENT: 'acuut', HIGH: 'hoog', NORMAL: 'normaal' };

const reporterKind: Record<ReporterKind, string> = {
  LANDLORD: 'Verhuurder',
  POLICE: 'Politie',
  NEIGHBOURHOOD_OFFICE: 'Wijkbureau of gemeente',
  CARE: 'Zorg of welzijn',
  OTHER: 'Anders',
};

const actionTitle: Record<ActionTitle, string> = {
  CONTACT: 'Contact leggen',
  HOME_VISIT: 'Huisbezoek',
  DELIVER_REPORT: 'Rapportage aanleveren',
  SEND_LETTER: 'Brief versturen',
  START_INVESTIGATION: 'Onderzoek starten',
  ADVISE: 'Advies geven',
  OFFER_HELP: 'Hulpaanbod doen',
  COMPLETE_DOCUMENT: 'Document aanvullen',
  PREPARE_DECISION: 'Besluit voorbereiden',
  PLAN_MEETING: 'Overleg plannen',
  GIVE_FEEDBACK: 'Terugkoppeling geven',
  SUPERVISE: 'Toezicht uitvoeren',
  OTHER: 'Overig (zie casus)',
};

const declineReason: Record<DeclineReason, string> = {
  NOT_OURS: 'Dit is niet onze taak',
  NOT_ALLOWED: 'Dit mogen wij niet',
  NO_TIME: 'Dit lukt niet op tijd',
  OTHER: 'Anders (uitleg in het dossier)',
};

const reminder: Record<ActionReminder | CaseReminder, string> = {
  BEFORE_DUE: 'loopt bijna af',
  AFTER_DUE: 'te laat',
  NOT_ACKNOWLEDGED: 'nog niet bevestigd',
  ESCALATED: 'lang te laat, naar het aanspreekpunt',
  OVERDUE: 'te laat, naar de casemanager',
  REVIEW_DUE: 'review',
  FEEDBACK_DUE: 'terugkoppeling',
};

const cancelReason: Record<CancelReason, string> = {
  NO_LONGER_NEEDED: 'Niet meer nodig',
  REPLACED: 'Vervangen door een andere afspraak',
  MISTAKE: 'Vergissing',
};

const grantReason: Record<GrantReason, string> = {
  REPORTER: 'deed de melding',
  ACTION: 'heeft een afspraak',
  MEETING: 'doet mee aan het overleg',
  NEEDED: 'nodig voor de aanpak',
};

const agendaReason: Record<AgendaReason, string> = {
  SAFETY: 'veiligheid',
  CARRIED_OVER: 'vorige keer niet aan toegekomen',
  LATE: 'afspraak te laat',
  TRIAGE: 'nieuwe melding',
  REVIEW: 'review',
  MONITORING: 'monitoring',
  AFTERCARE: 'nazorg',
  ESCALATED: 'opgeschaald',
  FEEDBACK: 'terugkoppeling',
};

const presence: Record<Presence, string> = { PRESENT: 'aanwezig', LATE: 'later', ABSENT: 'afwezig' };

const deed: Record<ActionDeed, string> = {
  acknowledge: 'Bevestigen',
  acknowledgeOnBehalf: 'Bevestigen namens',
  takeBack: 'Bevestiging intrekken',
  decline: 'Kan niet',
  explainDecline: 'Uitleg geven',
  start: 'Begonnen',
  reportDone: 'Gereed melden',
  tellResult: 'Resultaat opschrijven',
  shift: 'Andere datum',
  askShift: 'Andere datum vragen',
  withdrawShift: 'Vraag intrekken',
  agreeShift: 'Akkoord met nieuwe datum',
  keepDue: 'Datum blijft',
  verify: 'Verifiëren',
  giveBack: 'Nog niet gereed',
  notAchieved: 'Niet gelukt',
  cancelAction: 'Laten vervallen',
};

const guard: Record<Guard, string> = {
  report: 'De melding is nog niet ingevuld in het dossier.',
  intake: 'De intakevragen zijn nog niet allemaal beantwoord.',
  weighing: 'De afweging ontbreekt: waarom dit netwerk, en waarom kan het niet lichter?',
  deputy: 'Er is nog geen vervanger die iemand anders is dan de casemanager.',
  legalBasis: 'Er is nog geen grondslag vastgelegd.',
  informing: 'Er staat nog niet of de betrokkene is geïnformeerd.',
  reviewDay: 'Er is nog geen reviewdatum in de toekomst.',
  actionsRunning: 'Er lopen nog afspraken.',
  outcome: 'Het resultaat is nog niet vastgelegd.',
  feedbackPlanned: 'Er is nog geen terugkoppeling gepland.',
  feedbackGiven: 'Er staat nog een terugkoppeling open.',
  holdTooLong: 'De reviewdatum is te ver weg: aanhouden mag hoogstens 8 weken.',
};

const intakeQuestion: Record<IntakeQuestion, string> = {
  ALLOWED_REPORTER: 'Komt de melding van een organisatie die mag aanmelden?',
  TALKED: 'Heeft de melder met de buren gesproken? Zo niet: waarom niet?',
  MEDIATION: 'Is buurtbemiddeling aangeboden, gedaan of niet geschikt?',
  LANDLORD_ACTED: 'Hebben verhuurder of wijkagent al iets gedaan, met bewijs van verzending?',
  SERIOUS: 'Raakt de overlast het welzijn, de gezondheid of de veiligheid van omwonenden ernstig?',
  REPEATED: 'Is er een patroon, en niet één incident?',
  SEVERAL_SOURCES: 'Zijn er meerdere bronnen, of is het objectief vastgesteld?',
  IN_WRITING: 'Is de melding schriftelijk en niet anoniem?',
  SEVERAL_PARTNERS: 'Zijn er meerdere partners nodig? Welke en waarom?',
  SUBJECT_HEARD: 'Is de betrokkene gehoord en verteld over de aanmelding?',
  HELP_OFFERED: 'Is er hulp aangeboden? Aan wie, door wie, en aangenomen?',
  ACUTE_RISK:
    'Is er nu gevaar: brand, wapens, kinderen, zelfdoding of geweld tegen medewerkers? Zo ja: is 112 of de crisisdienst gebeld?',
  REPORTER_SITUATION: 'Is er iets met de melder zelf? Heeft die ook hulp nodig?',
};

const intakeAnswer: Record<IntakeAnswer['answer'], string> = {
  YES: 'Ja',
  NO: 'Nee',
  UNKNOWN: 'Onbekend',
  NOT_APPLICABLE: 'Niet van toepassing',
};

const legalGround: Record<LegalGround, string> = {
  PUBLIC_TASK: 'Taak van algemeen belang',
  LEGAL_OBLIGATION: 'Wettelijke plicht',
  VITAL_INTEREST: 'Vitaal belang',
  LEGITIMATE_INTEREST: 'Gerechtvaardigd belang',
  CONSENT: 'Toestemming',
};

const nuisance: Record<NuisanceType, string> = {
  NOISE: 'Geluid',
  FILTH: 'Vervuiling',
  INTIMIDATION: 'Intimidatie of bedreiging',
  DRUGS: 'Drugs',
  VISITORS: 'Bezoekers',
  ANIMALS: 'Dieren',
  CONFUSED: 'Verward gedrag',
  OTHER: 'Anders',
};

const label: Record<Label, string> = {
  HEALTH: 'gezondheid',
  CRIMINAL: 'strafrecht',
  POLICE: 'politie',
  YOUTH: 'jeugd',
  REPORTER: 'melder',
  LEGAL: 'juridisch',
};

const nuisanceOutcome: Record<Outcome['nuisance'], string> = {
  RESOLVED: 'opgelost',
  IMPROVED: 'verbeterd',
  NOT_IMPROVED: 'niet verbeterd',
  WORSENED: 'verslechterd',
};

const householdOutcome: Record<Outcome['household'], string> = {
  STAYS_WITH_HELP: 'blijft wonen met hulp',
  STAYS: 'blijft wonen',
  MOVED_VOLUNTARILY: 'vrijwillig verhuisd',
  LAST_CHANCE: 'laatste kans',
  OTHER_HOUSING: 'andere woonvorm',
  ADMITTED: 'opgenomen',
  EVICTED: 'ontruimd',
  UNKNOWN: 'onbekend',
};

const role: Record<Role, string> = {
  casemanager: 'casemanager',
  coordinator: 'coördinator',
  partner: 'vaste partner',
  participant: 'deelnemer aan één casus',
  lawyer: 'jurist',
  privacyOfficer: 'privacy officer',
  administrator: 'beheerder',
  steering: 'stuurgroep',
};

const organisationKind: Record<OrganisationKind, string> = {
  HOUSING_ASSOCIATION: 'Woningcorporatie',
  PRIVATE_LANDLORD: 'Particuliere verhuurder',
  POLICE: 'Politie',
  MUNICIPALITY: 'Gemeente',
  WELFARE: 'Welzijn',
  NEIGHBOURHOOD_TEAM: 'Buurtteam',
  MENTAL_HEALTH: 'GGZ',
  PUBLIC_HEALTH: 'GGD',
  ADDICTION_CARE: 'Verslavingszorg',
  OTHER: 'Anders',
};

const setUpStep: Record<SetUpStep, string> = {
  channel: 'Kanaal maken',
  members: 'Deelnemers toevoegen',
  app: 'App installeren',
  tab: 'Tabblad plaatsen',
};

const refusal: Record<RefusalCode, string> = {
  'input.invalid': 'Niet alles is goed ingevuld.',
  'not.found': 'Dit is er niet, of u mag het niet zien.',
  'not.allowed': 'Dit kunt u niet doen in uw rol.',
  'no.covenant':
    'Uw organisatie heeft het convenant niet ondertekend, of het is verlopen. Neem contact op met de casemanager.',
  busy: 'Iemand anders veranderde dit op hetzelfde moment. Probeer het nog een keer.',
  'case.ended': 'Deze casus is afgesloten.',
  'case.notReady': 'Dit kan nog niet. Wat nog ontbreekt:',
  'case.noSuchMove': 'Die stap kan niet vanuit de huidige status.',
  'file.changed': 'Hier staat nu iets anders dan u zag. Er is niets overschreven.',
  'feedback.given': 'Deze terugkoppeling is al gegeven. Is er meer verteld? Zet dat dan in het dossier.',
  'day.past': 'Kies een datum die nog komt.',
  'time.past': 'Kies een moment dat nog komt.',
  'action.notYours': 'Deze afspraak is van een andere organisatie.',
  'intake.nothing': 'Er is nog niets nieuws om op te slaan. Beantwoord eerst een vraag.',
  'action.moved': 'Deze afspraak is intussen al verder.',
  'action.shiftNeedsCasemanager':
    'De datum is al een keer verzet. Vraag de casemanager om een nieuwe datum, met de knop “Andere datum vragen”.',
  'action.shiftRefused': 'De casemanager ging niet akkoord met deze datum. Overleg samen, of vraag om een andere dag.',
  'organisation.unknown': 'Die organisatie hoort niet bij dit netwerk.',
  'organisation.noCovenant': 'Die organisatie heeft het convenant niet ondertekend, of het is verlopen.',
  'member.unknown': 'Die persoon hoort niet (meer) bij dit netwerk.',
  'member.notOfOrganisation': 'Die persoon hoort bij een andere organisatie.',
  'member.leads': 'Deze persoon leidt het netwerk. Wijs eerst een ander aan.',
  'member.noContent': 'Deze rol krijgt nooit inzage in een dossier.',
  'member.noCovenant': 'Heeft het convenant niet ondertekend, of het is verlopen. Nodig niemand uit van:',
  'meeting.notRunning': 'Het overleg is nog niet begonnen, of al afgerond.',
  'meeting.moved': 'Dat kan niet meer: het overleg is al begonnen of afgerond.',
  'meeting.notOnAgenda': 'Deze casus staat niet op de agenda van dit overleg.',
  'meeting.openItems': 'Nog geen conclusie, of geen afspraak en geen nieuwe reviewdatum, bij:',
  'meeting.caseEnded': 'Afgesloten, en dus niet te bespreken:',
  'meeting.agendaChanged': 'Iemand anders heeft de agenda intussen veranderd. Kijk wat er nu staat.',
  'meeting.concludedElsewhere': 'Iemand anders schreef intussen een conclusie bij dit punt. Er is niets overschreven.',
  'meeting.itemBegun': 'Kan niet van de agenda: er staat al een conclusie of afspraak bij:',
  'poll.over': 'Deze vraag is al gesloten: de datum is gekozen, of er wordt geen datum meer gezocht.',
  'poll.reminded': 'Vandaag is deze vraag al gesteld. Herinneren kan weer vanaf morgen.',
  'minutes.notYet': 'De besluitenlijst is er pas als het overleg is afgerond.',
  'minutes.final': 'De besluitenlijst is vastgesteld. Vraag de casemanager om een correctie.',
  'minutes.answered': 'Op dit voorstel is al geantwoord.',
  'meeting.overlap':
    'Dan is er al een overleg van dit netwerk. Kies een ander moment, of kruis aan dat het toch door moet gaan:',
  'meeting.notUrgent':
    'Een spoedoverleg is binnen de afgesproken termijn. Kies een eerdere dag, of plan een gewoon overleg. Uiterlijk:',
  'network.taken': 'Er is al een netwerk met deze code.',
  'leads.same': 'De casemanager en de vervanger zijn twee verschillende personen.',
  'channel.none': 'Dit netwerk heeft nog geen kanaal. Typ "netwerk inrichten".',
  'channel.elsewhere': 'Dit netwerk wordt al ingericht in een ander team.',
};

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const nl = {
  language: 'nl' as string,
  locale: 'nl-NL' as string,
  caseState,
  actionState,
  meetingState,
  meetingKind,
  eventCure,
  priority,
  reporterKind,
  actionTitle,
  declineReason,
  cancelReason,
  reminder,
  agendaReason,
  presence,
  grantReason,
  deed,
  guard,
  intakeQuestion,
  intakeAnswer,
  legalGround,
  nuisance,
  label,
  nuisanceOutcome,
  householdOutcome,
  role,
  organisationKind,
  setUpStep,
  refusal,
  pollAnswer: { YES: 'ja', IF_NEEDED: 'als het moet', NO: 'nee' } as Record<PollAnswer, string>,
  place: { ONLINE: 'online', OFFICE: 'op locatie' } as Record<'ONLINE' | 'OFFICE', string>,
  counts: {
    running: (n: number) => plural(n, 'afspraak', 'afspraken'),
    late: (n: number) => `${n} te laat`,
    unacknowledged: (n: number) => `${n} niet bevestigd`,
    declined: (n: number) => `${n} kan niet`,
  },
  due: (day: string) => `uiterlijk ${day}`,
  dayAsked: (day: string) => `gevraagd: ${day}`,
  dayRefused: (day: string) => `niet akkoord met ${day}`,
  late: 'te laat',
  review: (day: string) => `review ${day}`,
  noReview: 'geen reviewdatum',
};

export type Texts = typeof nl;
