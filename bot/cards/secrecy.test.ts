import { describe, expect, test } from '@jest/globals';
import { seeLine, seeOnCard, seeShared } from '#domain/see.ts';
import { drawIn, examples } from './examples.ts';
import { aCase, aNetwork, director, forbidden, partner, sealedFile, sealedRoster, there, today } from './fixtures.ts';
import * as cards from './index.ts';
import { everyExample, isPart, textsIn, type Json } from './inside.ts';

/** What no view has a field for, put into every view all the same. */
const poison = {
  ...sealedFile,
  ...sealedRoster,
  ...sealedFile.report,
  casemanager: `${forbidden}-casemanager`,
  organisation: `${forbidden}-organisation`,
  owner: `${forbidden}-owner`,
  detail: `${forbidden} detail`,
  reason: `${forbidden} reden`,
};
const spoiled = <T>(view: T): T =>
  view === undefined
    ? view
    : JSON.parse(JSON.stringify(view), (_, part: Json) => (isPart(part) ? { ...poison, ...part } : part));

test.each((['nl', 'en'] as const).flatMap((language) => examples(language, spoiled)))(
  'nothing sealed and nobody known is on a card, whatever its view holds: $name',
  ({ card }) => {
    expect(JSON.stringify(card)).not.toContain(forbidden);
  },
);

test('a case as it is stored, or an object that looks like a view, does not compile', () => {
  const draw = drawIn('nl');
  const counts = { running: 0, late: 0, unacknowledged: 0, declined: 0 };
  const stored = { ...aCase(), network: 'WK', counts, ended: false };
  const alike = { ...stored, mine: [], toVerify: [], declined: [], dayAsked: [], directs: true };
  // @ts-expect-error a raw case has no brand
  const shared = () => cards.sharedCaseCard(stored, draw);
  // @ts-expect-error neither has this
  const own = () => cards.caseCard(alike, draw);
  expect([shared, own]).toHaveLength(2);
});

describe('that an organisation is involved', () => {
  const names = aNetwork().organisations.map(({ name }) => name);
  const forDirector = /^(action form|overdue|dialog, agree, to mend|dialog, agree), director/;

  test.each(everyExample.filter(({ name }) => !forDirector.test(name)))('is not on $name', ({ card }) => {
    for (const name of names) expect(JSON.stringify(card)).not.toContain(name);
  });

  test.each(everyExample.filter(({ name }) => forDirector.test(name)))(
    'is not said of one case on $name',
    ({ card }) => {
      const texts = textsIn(card);
      expect(texts.filter((text) => names.some((name) => text.includes(name)))).not.toEqual([]);
      for (const text of texts) expect(names.some((name) => text.includes(name)) && text.includes('WO-')).toBe(false);
    },
  );

  test('is not on the answer to an agreement, not even when the caller hands it over', () => {
    const agreed = {
      network: 'WK',
      case: 'WO-WK-2026-014',
      title: 'CONTACT',
      due: today,
      organisation: 'GGZ',
      owner: 'GGZ',
    } as const;
    expect(JSON.stringify(cards.agreedCard(agreed, drawIn('nl')))).not.toContain('GGZ');
  });
});

test('an ended case keeps its number and its state, and no counts', () => {
  const c = aCase({ state: 'CLOSED' });
  const { texts } = drawIn('nl');
  const drawn = [
    cards.sharedCaseCard(seeShared(aNetwork(), c, today), drawIn('nl')),
    cards.caseCard(there(seeOnCard(aNetwork(), c, partner, today)), drawIn('nl')),
    cards.caseCard(there(seeOnCard(aNetwork(), c, director, today)), drawIn('nl')),
  ];
  for (const card of drawn) {
    expect(textsIn(card).join()).not.toMatch(new RegExp(`\\d+ (afspra|niet|${texts.late}|kan)`));
    expect(JSON.stringify(card)).not.toContain(texts.actionTitle.HOME_VISIT);
  }
});

test('a conversation gets the number of a case, a link, and nothing else', () => {
  const line = there(seeLine(aNetwork(), aCase(), director, today));
  const card = cards.numberCard(line, { code: 'WK', name: 'Waterkwartier' }, drawIn('nl'));
  expect(new Set(textsIn(card))).toEqual(new Set([line.number, 'Open in Buurtrust']));
  expect(card).not.toHaveProperty('refresh');
});

describe('text that means something to Teams', () => {
  const nasty =
    '- **WK** _x_ [hier](https://evil.example) <at>Jan</at> &lt;b&gt; {{DATE(2026-01-01)}} `a` \u202Eeob 🏠👩‍👩‍👧 مرحبا\nregel';
  const network = { code: 'WK', name: nasty };
  const other = { code: 'MV', name: 'Molenveld' };
  const draw = drawIn('nl');
  const view = there(seeOnCard(aNetwork(), aCase(), director, today));
  const command = { words: { nl: nasty, en: nasty }, what: { nl: nasty, en: nasty } };

  test.each([
    ['cases', cards.casesCard(network, [], draw)],
    ['report', cards.reportForm({ networks: [network, other], form: 'f' }, draw)],
    ['set up', cards.setUpForm({ networks: [network], teamId: 't' }, draw)],
    ['overdue', cards.overdueCard([], [{ name: nasty, late: 1 }], draw)],
    [
      'action',
      cards.actionForm(view, { organisations: [{ id: 'x', name: nasty }], today, due: today, form: 'f' }, draw),
    ],
    ['choose', cards.chooseNetworkCard([network], { verb: 'ask', data: {} }, draw)],
    ['message', cards.messageCard({ title: nasty, sentences: [nasty] }, draw)],
    ['word', cards.unknownWordCard(command, draw)],
    ['help', cards.helpCard([command], draw)],
  ])('means nothing on a card, and can still be read: %s', (_, card) => {
    const shown = textsIn(card).join('\n');
    expect(shown).toContain('🏠👩‍👩‍👧 مرحبا regel');
    expect(shown).not.toMatch(/[*_`[\]<>{}\\~|\u202E]|&lt;|^- /m);
  });
});
