/** What only cards say, in Dutch (B1): the source. State words and the like come from domain/texts. */
import type { EventCure, SetUpCure } from '../cures.ts';

const eventCure: Record<EventCure, string> = {
  rights:
    'Buurtrust mag niet in de agenda van de organisator schrijven. Vraag de beheerder om dat recht goed te keuren, ook voor deze postbus.',
  mailbox:
    'De organisator heeft geen postbus in Exchange Online. Vraag de beheerder om een andere organisator in te stellen.',
  organiser: 'De organisator is niet gevonden. Vraag de beheerder om een bestaande organisator in te stellen.',
  signIn:
    'Buurtrust kan zich niet aanmelden bij Microsoft 365. Vraag de beheerder om de registratie van de app na te kijken.',
  other: 'Microsoft 365 heeft de uitnodiging geweigerd. Vraag de beheerder om dit na te kijken.',
};

const setUpCure: Record<SetUpCure, string> = {
  rights:
    'Buurtrust heeft in dit team nog niet alle rechten. Vraag een eigenaar van het team om de app opnieuw toe te voegen en de rechten goed te keuren.',
  adminRights:
    'Buurtrust mag zichzelf niet in een team zetten. Vraag de beheerder om dat recht goed te keuren, of voeg de app zelf toe aan het team.',
  taken: 'Er is al een kanaal met deze naam, en dat kan iedereen in het team lezen. Geef dat kanaal een andere naam.',
  name: 'Teams accepteert de naam van dit netwerk niet als naam van een kanaal. Vraag de beheerder om een kortere naam zonder leestekens.',
  people: 'Niet alle deelnemers konden in het kanaal. Nodig deelnemers van buiten eerst als gast uit in het team.',
  team: 'Teams kan dit team of kanaal niet vinden. Staat het er nog, en is het niet gearchiveerd?',
  catalogue:
    'Buurtrust staat niet in de lijst met apps van uw organisatie. Vraag de beheerder om de app te publiceren.',
  appInChannel:
    'Het tabblad kan pas als Buurtrust ook in het kanaal staat. Een eigenaar opent het kanaal, kiest Kanaal beheren, dan Apps, en voegt Buurtrust toe.',
  signIn:
    'Buurtrust kan zich niet aanmelden bij Microsoft 365. Vraag de beheerder om de registratie van de app na te kijken.',
  silence: 'Microsoft 365 gaf geen antwoord. Buurtrust probeert het vanzelf opnieuw.',
  other: 'Microsoft 365 heeft dit geweigerd. Vraag de beheerder om dit na te kijken.',
};

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const nl = {
  // buttons and labels that many cards share
  openFile: 'Open het dossier',
  openBoard: 'Open het bord',
  openBoardOf: (network: string) => `Open het bord van ${network}`,
  openMine: 'Open mijn afspraken',
  openMeeting: 'Open het overleg',
  see: (what: string) => `Bekijk ${what}`,
  lookAgain: 'Vernieuwen',
  back: 'Terug',
  goOn: 'Verder',
  save: 'Opslaan',
  tryAgain: 'Probeer opnieuw',
  case: 'Casus',
  state: 'Status',
  priority: 'Urgentie',
  action: 'Afspraak',
  organisation: 'Organisatie',
  network: 'Netwerk',
  due: 'Uiterlijk',
  reason: 'Waarom kan het niet?',
  explanation: 'Uitleg in het dossier',
  declineIt: 'Doorgeven',
  newDay: 'Nieuwe datum',
  reviewDay: 'Reviewdatum',
  chooseReason: 'Kies een reden.',
  chooseDay: 'Kies een datum.',
  chooseTime: 'Kies een tijd.',
  chooseLength: 'Kies hoe lang het overleg duurt.',
  choosePlace: 'Kies waar het overleg is.',
  chooseCases: 'Kies minstens één casus.',
  chooseNetwork: 'Kies een netwerk.',
  chooseReporter: 'Kies wie meldt.',
  choosePriority: 'Kies een urgentie.',
  chooseAction: 'Kies een afspraak.',
  chooseOrganisation: 'Kies een organisatie.',
  typeNothing: 'Typ in Teams geen namen, adressen of verhalen. Die horen alleen in het dossier.',

  // a case
  caseIs: (number: string, state: string) => `Casus ${number}: ${state}`,
  caseClosed: 'Casus gesloten.',
  caseEnded: (state: string) => `Casus gesloten: ${state}.`,
  noneRunning: 'geen lopende afspraken',
  because: (state: string, reason: string) => `${state}: “${reason}”`,
  priorityIs: (priority: string) => `urgentie ${priority}`,
  lookAtMine: 'Bekijk mijn afspraken',
  notAlone: 'Let op: ga niet alleen op huisbezoek.',
  yours: 'Uw afspraken',
  noneOfYours: 'Uw organisatie heeft in deze casus geen afspraken.',
  toVerify: 'Gereed gemeld: klopt dat?',
  declined: 'Kan niet: wat nu?',
  moreActions: (n: number) => `En nog ${plural(n, 'afspraak', 'afspraken')}. U vindt ze via de knop onderaan.`,
  overActions: (n: number) => `${plural(n, 'afspraak is', 'afspraken zijn')} afgerond.`,
  notAcknowledged: 'nog niet bevestigd',
  explainInFile: 'Uitleg typt u niet hier, maar in het dossier.',
  shiftIt: 'Datum wijzigen',
  shiftRule: 'De eerste keer kiest u zelf een nieuwe datum. Daarna vraagt u het aan de casemanager.',
  update: 'Bijwerken',
  newAction: 'Nieuwe afspraak',
  share: 'Delen in het kanaal',
  updateOf: (number: string) => `${number} bijwerken`,
  restInFile: 'Status en inhoud wijzigt u in het dossier.',
  casesOf: (network: string) => `Casussen ${network}`,
  chooseCase: 'Kies een casus om die te bekijken.',
  noCases: 'Er zijn geen casussen die u mag zien.',
  moreCases: (n: number) => `En nog ${plural(n, 'casus', 'casussen')} op het bord.`,

  // actions
  actionsTitle: {
    all: (n: number) => `Mijn afspraken (${n})`,
    late: (n: number) => `Te laat: ${plural(n, 'afspraak', 'afspraken')}`,
    new: (n: number) => `U heeft ${plural(n, 'afspraak', 'afspraken')}`,
  },
  actionsIntro: {
    all: 'Wat uw organisatie nog moet doen, het dringendste eerst.',
    late: 'Lukt het niet op tijd? Zeg het eerlijk: dan zoekt de casemanager mee.',
    new: 'Nieuw of gewijzigd. Laat weten of het lukt; “kan niet” is ook een antwoord.',
  },
  noActions: {
    all: 'U heeft geen open afspraken',
    late: 'Niets is te laat',
    new: 'Op alle afspraken is al geantwoord',
  },
  allMine: 'Al mijn afspraken',
  perOrganisation: 'Per organisatie, alle casussen samen',
  actionIn: (number: string) => `Nieuwe afspraak in ${number}`,
  detailInFile: 'Kies hier alleen wat, wie en wanneer. De toelichting schrijft u in het dossier.',
  agree: 'Afspreken',
  agreed: 'Afspraak gemaakt',
  agreedIn: (number: string) => `Nieuwe afspraak in ${number}`,
  agreedNext: 'De organisatie krijgt bericht en kan bevestigen.',
  backToCase: 'Terug naar de casus',
  writeDetail: 'Schrijf de toelichting',
  declinedTitle: 'Een afspraak kan niet',
  declinedIn: (number: string) => `${number}: een afspraak kan niet`,
  declinedNext: 'Maak een andere afspraak, of bespreek het met de organisatie.',
  doneTitle: 'Gereed gemeld',
  doneIn: (number: string) => `${number}: een afspraak is gereed gemeld`,
  doneNext: 'Gereed is nog geen resultaat. Kijk in het dossier en verifieer.',

  // reporting
  reportTitle: 'Nieuwe casus melden',
  whoReports: 'Wie meldt de overlast?',
  report: 'Melden',
  reported: 'De melding is ontvangen',
  reportedAs: (number: string) => `Melding ontvangen: ${number}`,
  completeInFile: 'Vul de melding aan in het dossier: waar het is, wie het betreft en wat er al gedaan is.',
  completeReport: 'Vul de melding aan',
  newReport: 'Nieuwe melding',
  newReportIn: (number: string) => `Nieuwe melding: ${number}`,

  // meetings
  scheduleFor: (network: string) => `Overleg plannen: ${network}`,
  nothingToDiscuss: 'Er zijn geen open casussen om te bespreken.',
  day: 'Datum',
  time: 'Tijd',
  when: 'Wanneer',
  length: 'Duur',
  minutes: (n: number) => `${n} minuten`,
  place: 'Plaats',
  agenda: 'Agenda',
  schedule: 'Plannen',
  items: (n: number) => plural(n, 'agendapunt', 'agendapunten'),
  channelName: (network: string) => `Woonoverlast ${network}`,
  meetingOf: (network: string) => `Netwerkoverleg ${network}`,
  meetingIs: (network: string, state: string, when: string) => `Netwerkoverleg ${network}: ${state}, ${when}`,
  invitationComing: 'De uitnodiging wordt gemaakt.',
  noInvitation: 'Er is nog geen uitnodiging.',
  eventCure,
  codeForAdministrator: (code: string) => `Code voor de beheerder: ${code}`,
  join: 'Deelnemen',
  lookAtAgenda: 'Bekijk mijn agenda',
  yourItems: (seen: number, all: number) =>
    seen === all ? 'Agenda' : `Agenda: u ziet ${seen} van de ${plural(all, 'punt', 'punten')}`,
  otherItems: 'Bij de andere punten bent u niet betrokken.',
  start: 'Overleg starten',
  close: 'Overleg afronden',
  invitation: (items: string, link: string) => `${items}. De agenda staat in Buurtrust: ${link}`,

  // finding a date
  whenCanYou: (network: string) => `Wanneer kunt u? Netwerkoverleg ${network}`,
  dateChosen: (network: string) => `De datum is gekozen: netwerkoverleg ${network}`,
  noDate: (network: string) => `Geen datum meer nodig: netwerkoverleg ${network}`,
  pollStopped: 'Er wordt geen datum meer gezocht. U hoeft niets te doen.',
  alsoForColleague: 'U vervangt een collega die afwezig is. Uw antwoord geldt ook voor die collega.',
  answerKept: 'Uw antwoord is bewaard.',
  answerMayChange: 'U kunt uw antwoord veranderen tot de datum gekozen is.',
  chooseAnswer: 'Kies ja, als het moet, of nee.',
  sendAnswer: 'Antwoord versturen',
  openPoll: 'Openen in Buurtrust',
  pollMail: (link: string) => `Het netwerk zoekt een datum voor een overleg. Geef aan wanneer u kunt: ${link}`,
  pollMailWhy: 'In Teams konden we u niet bereiken. Daarom krijgt u deze mail.',

  // the network
  setUp: 'Netwerk inrichten',
  setUpOf: (network: string) => `Netwerk ${network} inrichten`,
  setUpMeans:
    'Buurtrust maakt in dit team een privékanaal, voegt de deelnemers toe, en zet de app en het tabblad klaar. U wordt eigenaar van het kanaal.',
  setUpKeeps: 'Er wordt niets verwijderd. Opnieuw proberen mag altijd.',
  setUpNow: 'Inrichten',
  isSetUp: (network: string) => `Netwerk ${network} is ingericht`,
  stepDone: 'klaar',
  stepBusy: 'bezig',
  stepWaits: 'nog niet',
  stepNotDone: 'niet gelukt',
  stepFailed: (step: string) => `${step}: niet gelukt`,
  setUpCure,
  appByHand:
    'Ziet u Buurtrust nog niet in het kanaal? Een eigenaar kiest Kanaal beheren, dan Apps, en voegt de app toe.',
  language: 'Taal',
  languageMeans: 'In welke taal praat Buurtrust met u?',
  whichNetwork: 'Voor welk netwerk?',

  // only words
  refused: 'Dat kan niet',
  helpTitle: 'Wat u aan Buurtrust kunt vragen',
  helpIntro: 'Typ een van deze woorden. In een kanaal noemt u eerst @Buurtrust.',
  unknownWord: 'Dat woord ken ik niet',
  didYouMean: (word: string) => `Bedoelt u “${word}”? Typ dat dan.`,
  typeHelp: 'Typ “hulp” voor alles wat u kunt vragen.',
  personalTitle: 'Dit leek op een persoonsgegeven',
  personalRemove: 'Typ dat niet in Teams. Verwijder uw bericht.',
  personalInstead: 'Zet het in het dossier. Daar lezen het alleen mensen die het mogen lezen.',
  personalKept: 'Buurtrust heeft uw bericht niet bewaard.',
  personalFile: 'Naar het dossier',
  strangerTitle: 'U hoort nog niet bij een netwerk',
  strangerAsk: 'Buurtrust is voor deelnemers aan een woonoverlastnetwerk.',
  strangerHow:
    'Hoort u erbij? Vraag de casemanager van uw netwerk, of de beheerder bij de gemeente, om u toe te voegen.',
};

export type CardTexts = typeof nl;
