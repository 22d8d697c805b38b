/** What the edges say themselves: the few sentences that are neither a word of the field nor on a card. */
export const nl = {
  noMeeting: { title: 'Geen overleg gepland', sentences: ['Typ "overleg plannen" om een overleg te plannen.'] },
  whichCase: (word: string) => ({
    title: 'Welke casus?',
    sentences: [`Typ het nummer erachter, bijvoorbeeld: ${word} WO-WK-2026-014.`],
  }),
  planned: {
    title: 'Het overleg is gepland',
    sentences: ['De uitnodiging wordt verstuurd. De kaart met de link staat in het kanaal van het netwerk.'],
  },
  openMeeting: 'Open het overleg',
  inTheTeam: {
    title: 'Typ dit in het team',
    sentences: ['Open het team van het netwerk in Teams en typ daar "netwerk inrichten".'],
  },
  nothingToSetUp: {
    title: 'Niets in te richten',
    sentences: ['Al uw netwerken hebben hun kanaal, of u mag dit niet in uw rol.'],
  },
  wrong: (id: string) =>
    `Er ging iets mis bij ons. Er is niets half gedaan. Probeer het nog een keer. Gaat het weer mis, noem dan dit nummer: ${id}`,
  unreachable: (id: string) =>
    `We kunnen er nu even niet bij. Er is niets verloren. Probeer het over een minuut nog een keer (${id}).`,
  wrongField: (names: readonly string[]) => `Kijk nog eens naar: ${names.join(', ')}.`,
  field: {
    kind: 'soort melder',
    priority: 'urgentie',
    day: 'datum',
    time: 'tijd',
    minutes: 'duur',
    place: 'plaats',
    cases: 'casussen',
    title: 'afspraak',
    organisation: 'organisatie',
    due: 'uiterlijk',
    reason: 'reden',
    reviewDay: 'reviewdatum',
    case: 'casusnummer',
    teamId: 'team',
    language: 'taal',
    address: 'adres',
    subjects: 'betrokkenen',
    story: 'verhaal',
    reporterName: 'naam van de melder',
    answers: 'intakevragen',
    text: 'tekst',
    source: 'bron',
    purpose: 'doel',
    how: 'hoe',
    note: 'toelichting',
    detail: 'toelichting',
    explanation: 'uitleg',
    result: 'resultaat',
    conclusion: 'conclusie',
  } as Readonly<Record<string, string>>,
};
export type EdgeTexts = typeof nl;
