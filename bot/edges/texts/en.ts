import type { EdgeTexts } from './nl.ts';

export const en: EdgeTexts = {
  noMeeting: { title: 'No meeting planned', sentences: ['Type "schedule meeting" to plan a meeting.'] },
  whichCase: (word) => ({
    title: 'Which case?',
    sentences: [`Type the number behind it, for example: ${word} WO-WK-2026-014.`],
  }),
  inTheTeam: {
    title: 'Type this in the team',
    sentences: ['Open the team of the network in Teams and type "set up network" there.'],
  },
  nothingToSetUp: {
    title: 'Nothing to set up',
    sentences: ['All your networks have their channel, or your role may not do this.'],
  },
  wrong: (id) =>
    `Something went wrong on our side. Nothing was left half done. Please try again. If it fails again, mention this number: ${id}`,
  unreachable: (id) => `We cannot get through right now. Nothing was lost. Please try again in a minute (${id}).`,
  wrongField: (names) => `Please look again at: ${names.join(', ')}.`,
  field: {
    kind: 'kind of reporter',
    priority: 'priority',
    day: 'date',
    time: 'time',
    minutes: 'length',
    place: 'place',
    cases: 'cases',
    title: 'action',
    organisation: 'organisation',
    due: 'due',
    reason: 'reason',
    reviewDay: 'review date',
    case: 'case number',
    teamId: 'team',
    language: 'language',
  },
};
