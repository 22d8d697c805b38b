/** Every card, as a pure function of a view and of what it is drawn with. */
export {
  actionsCard,
  agreedCard,
  dayAskedNotice,
  dayKeptNotice,
  declinedNotice,
  doneNotice,
  overdueCard,
} from './action-cards.ts';
export { caseCard, casesCard, sharedCaseCard } from './case-cards.ts';
export { actionForm, updateForm } from './case-forms.ts';
export { agreeDialog, agreedDialog, chooseCaseDialog, foundCase, numberCard } from './extension-cards.ts';
export { agendaCard, invitation, meetingCard, meetingForm, minutesNotice } from './meeting-cards.ts';
export {
  helpCard,
  messageCard,
  personalDataCard,
  refusalCard,
  strangerCard,
  unknownWordCard,
} from './message-cards.ts';
export { chooseNetworkCard, languageCard, setUpCard, setUpForm } from './network-cards.ts';
export {
  fieldsOf,
  summaryOf,
  type Command,
  type Draw,
  type FormName,
  type Links,
} from './parts.ts';
export { pollCard, pollMail } from './poll-card.ts';
export { reminderCard } from './reminder-card.ts';
export { reportedCard, reportedNotice, reportForm } from './report-cards.ts';
export { wordsOf } from './texts/index.ts';
