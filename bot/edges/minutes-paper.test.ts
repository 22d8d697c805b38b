/** The document as Word reads it: unzipped, and looked at as XML. */
import { expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { Case } from '#domain/case.ts';
import { emptyFile, type CaseFile } from '#domain/file.ts';
import { aCase, aMeeting, aNetwork, anAction, as, now, today } from '#domain/example.ts';
import type { Meeting } from '#domain/meeting.ts';
import { seeDecisions, seeMinutes, seeNetwork, type MinutesView, type NetworkView } from '#domain/see.ts';
import { addDays, instant } from '#domain/time.ts';
import { must } from '../fixtures/door.ts';
import { decisionsPaper, minutesPaper, type Paper } from './minutes-paper.ts';

const [first, second] = ['WO-WK-2026-001', 'WO-WK-2026-002'] as const;
const network = aNetwork();
const names: NetworkView = must(
  seeNetwork(network, { members: { police: { name: 'Bram & <Co>', email: '' } } }, as('casemanager'), today),
);
const draft: Partial<Meeting> = {
  start: instant('2026-12-04T09:00:00Z'),
  state: 'MINUTES_DRAFT',
  correctionsUntil: addDays(today, 7),
};
const aFile = (n: number): CaseFile => ({
  ...emptyFile,
  conclusions: { 'WK-m1': { text: `CONCLUSION-${n}\nTweede regel\u0007`, at: now } },
  actions: { [`a${n}`]: { detail: `DETAIL-${n} <b>` } },
  corrections: [
    {
      id: 'k1',
      meeting: 'WK-m1',
      text: 'Het was dinsdag',
      member: 'police',
      organisation: 'police',
      at: now,
      answer: { accepted: true, reason: '', member: 'casemanager', at: now },
    },
    { id: 'k2', meeting: 'WK-m1', text: 'PROPOSAL', member: 'police', organisation: 'police', at: now },
  ],
});
const aDecided = (number: string, n: number, change: Partial<Case> = {}) => ({
  case: aCase({ number, actions: [anAction({ id: `a${n}`, owner: 'police', meeting: 'WK-m1' })], ...change }),
  file: aFile(n),
});
const decided = [aDecided(first, 1), aDecided(second, 2, { grants: [] })];
const aView = (id: string, change: Partial<Meeting> = {}): MinutesView =>
  must(
    seeMinutes(
      network,
      aMeeting({ ...draft, agenda: [first, second].map((number) => ({ case: number, concluded: true })), ...change }),
      decided,
      as(id),
      today,
    ),
  );

const partsOf = ({ content }: Paper): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(content)).map(([name, bytes]) => [name, strFromU8(bytes)]));
const wholeOf = (paper: Paper): string => Object.values(partsOf(paper)).join('\n');
const textOf = (xml: string | undefined): string => (xml ?? '').replace(/<[^>]+>/g, ' ');

test('holds what the viewer may read, and nothing of another case', async () => {
  const all = wholeOf(await minutesPaper(aView('casemanager'), names, 'nl'));
  for (const text of [first, second, 'CONCLUSION-1', 'CONCLUSION-2', 'DETAIL-2', 'Het was dinsdag'])
    expect(all).toContain(text);
  // Between its author and who directs the case, until it is accepted.
  expect(all).not.toContain('PROPOSAL');
  const one = wholeOf(await minutesPaper(aView('landlord'), names, 'nl'));
  for (const text of [first, 'CONCLUSION-1', 'DETAIL-1', '1 agendapunt is niet zichtbaar voor u.'])
    expect(one).toContain(text);
  for (const text of [second, 'CONCLUSION-2', 'DETAIL-2']) expect(one).not.toContain(text);
});

test('is named by network and day, and says on every page that it is confidential and a draft', async () => {
  const paper = await minutesPaper(aView('casemanager'), names, 'nl');
  expect(paper.name).toBe('besluitenlijst-WK-2026-12-04.docx');
  const parts = partsOf(paper);
  expect(textOf(parts['word/header1.xml'])).toMatch(/Waterkwartier · 4 december 2026 · CONCEPT\s.*VERTROUWELIJK/);
  expect(textOf(parts['word/footer1.xml'])).toMatch(/pagina\s+PAGE\s+van\s+NUMPAGES/);
  expect(parts['word/document.xml']).toContain('Correcties voorstellen kan tot en met 30 november 2026.');
  const final = aView('casemanager', { state: 'MINUTES_FINAL', finalAt: now });
  expect(textOf(partsOf(await minutesPaper(final, names, 'nl'))['word/header1.xml'])).toContain('VASTGESTELD');
  // Closed before minutes were settled: neither.
  const old = textOf(
    partsOf(await minutesPaper(aView('casemanager', { state: 'CONCLUDED' }), names, 'nl'))['word/header1.xml'],
  );
  expect(old).not.toMatch(/CONCEPT|VASTGESTELD/);
});

test('can be read aloud: a title, a language, headings by level, and tables with a heading row', async () => {
  const parts = partsOf(await minutesPaper(aView('casemanager'), names, 'nl'));
  expect(parts['docProps/core.xml']).toContain('<dc:title>Besluitenlijst netwerkoverleg Waterkwartier</dc:title>');
  expect(parts['word/styles.xml']).toContain('w:lang w:val="nl-NL"');
  const body = must(parts['word/document.xml']);
  const levels = [...body.matchAll(/<w:pStyle w:val="Heading(\d)"\/>/g)].map(([, level]) => level);
  expect(levels).toEqual(['1', '2', '3', '3', '2', '3', '3']);
  expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(2);
});

test('keeps lines and odd signs as they were typed, and stays a document', async () => {
  const body = must(partsOf(await minutesPaper(aView('casemanager'), names, 'nl'))['word/document.xml']);
  expect(body).toContain('DETAIL-1 &lt;b&gt;');
  expect(body).toContain('Bram &amp; &lt;Co&gt;');
  expect(body).toMatch(/CONCLUSION-1.*<w:br\/>.*Tweede regel/);
  expect(body).not.toContain('\u0007');
});

test('is in the language of its reader', async () => {
  const paper = await minutesPaper(aView('casemanager'), names, 'en');
  expect(paper.name).toBe('minutes-WK-2026-12-04.docx');
  const parts = partsOf(paper);
  expect(textOf(parts['word/header1.xml'])).toMatch(/DRAFT\s.*CONFIDENTIAL/);
  expect(parts['word/styles.xml']).toContain('w:lang w:val="en-GB"');
});

test('of one case tells all its meetings, the latest first, each with how it stands', async () => {
  const meetings = [
    aMeeting({ ...draft, state: 'CONCLUDED', agenda: [{ case: first, concluded: true }] }),
    aMeeting({
      ...draft,
      id: 'WK-m2',
      start: instant('2026-12-18T09:00:00Z'),
      agenda: [{ case: first, concluded: false, notReached: true }],
    }),
    aMeeting({ id: 'WK-m3', state: 'IN_SESSION' }),
  ];
  const { case: c, file } = must(decided[0]);
  const view = must(seeDecisions(network, c, file, meetings, as('landlord'), today));
  const paper = await decisionsPaper(view, names, 'nl');
  expect(paper.name).toBe(`besluiten-${first}.docx`);
  const said = textOf(partsOf(paper)['word/document.xml']).replace(/\s+/g, ' ');
  expect(said).toMatch(
    /Besluiten over WO-WK-2026-001 .*van 18 december 2026 Concept\. .* Niet besproken.*van 4 december 2026 Afgerond\. CONCLUSION-1/,
  );
});
