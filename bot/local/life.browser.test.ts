/** The one life of a case as people live it: in a browser, with clicks in the chat and in the tab. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { makeLog } from '../log.ts';
import {
  button,
  enterAs,
  field,
  fill,
  hasBrowser,
  openFile,
  openPart,
  press,
  pressBelow,
  see,
  themes,
  unfold,
  type Window,
} from './driver.ts';
import { localHouse } from './house.ts';
import { openBrowser } from './playground-driver.ts';

const suite = hasBrowser('the one life') ? describe : describe.skip;
jest.setTimeout(60_000);

const today = dayOf(instantOf(Date.now()));
const inDays = (days: number): string => addDays(today, days);
const year = Number(today.slice(0, 4));
const another = `WO-WK-${year}-014`;
const channel = 'Woonoverlast Waterkwartier';
const chat = 'Buurtrust';

/** Typed into the file: none of it may be read in a chat or in the log, or be kept by the browser. */
const told = {
  address: 'Hersenschimplein 99, 0000 ZZ Voorbeeldstad',
  subject: 'J. Hersenschim',
  story: 'Elke nacht bonkende bassen en geschreeuw, tot een uur of vier.',
  reporter: 'Buurvrouw Zwijgzaam',
  note: 'Volgens de bovenburen al negen maanden.',
  weighing: 'Bemiddeling is geprobeerd en de verhuurder heeft geschreven.',
  purpose: 'De overlast stoppen en hulp organiseren.',
  how: 'In een gesprek met de wijkagent.',
  conclusion: 'We zetten in op hulp en toezicht tegelijk.',
  detail: 'Samen met de huisarts langsgaan, op een ochtend.',
  later: 'De afspraken lopen; over drie weken kijken we opnieuw.',
  explanation: 'De collega die hem kent is met verlof.',
  result: 'Hij heeft de hulp aangenomen.',
};

/** The parts of a case that open with its file. */
const inFile: readonly string[] = [
  'Afspraken',
  'Besluiten',
  'Melding en intake',
  'Afweging en grondslag',
  'Dossier',
  'Omwonenden',
];

suite('the one life of a case, in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'buurtrust-life-'));
  const lines: string[] = [];
  const start = () =>
    localHouse({
      port: 0,
      store: sqliteStore(join(folder, 'life.db')),
      keyPath: join(folder, 'key'),
      tabFolder: fileURLToPath(new URL('../../dist/tab', import.meta.url)),
      log: makeLog((line) => lines.push(line)),
      gatherMs: 5,
    });
  const windows: Window[] = [];
  const enter = async (id: string, network?: string): Promise<Window> => {
    const window = await enterAs(browser, local.base, id, network);
    windows.push(window);
    return window;
  };
  let local: Awaited<ReturnType<typeof localHouse>>;
  let browser: Browser;
  let bram: Window;
  let sanne: Window;
  let marieke: Window;
  let tess: Window;
  let number = '';

  beforeAll(async () => {
    [local, browser] = await Promise.all([start(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await local?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    const complaints = windows.flatMap((window) => window.complaints);
    if (complaints.length > 0) throw new Error(`the browser complains: ${complaints.join('; ')}`);
  });

  test('1. the wijkagent reports a case with a word and a form, and tells the story in the tab', async () => {
    bram = await enter('m03');
    await bram.goTo(chat);
    const form = await bram.say('nieuwe casus', 'Nieuwe casus melden');
    await press(form, 'Melden');
    await see(form, 'Kies een netwerk.');
    await see(form, 'Kies wie meldt.');
    await fill(form, { Netwerk: 'Waterkwartier (WK)', 'Wie meldt de overlast?': 'Politie', Urgentie: 'hoog' });
    await press(form, 'Melden');
    await see(form, 'De melding is ontvangen');
    number = /WO-WK-\d{4}-\d{3}/.exec(await form.innerText())?.[0] ?? '';
    expect(number).toBe(`WO-WK-${year}-016`);

    await press(form, 'Vul de melding aan');
    await see(bram.tab, `Casus ${number}`);
    await openPart(bram.tab, 'Melding en intake');
    await openFile(bram.tab);
    const report = bram.tab.getByRole('form', { name: 'Melding' });
    await fill(report, { Betrokkenen: told.subject, Geluid: true, 'Wat is er aan de hand?': told.story });
    await press(report, 'Opslaan');
    await see(report.getByRole('alert'), 'Niet alles is goed ingevuld.');
    expect(await field(report, 'Wat is er aan de hand?').inputValue()).toBe(told.story);
    await bram.picture('01-empty-field');
    await fill(report, { Adres: told.address, 'Naam van de melder': told.reporter });
    await press(report, 'Opslaan');
    await see(bram.tab, told.address);
    await bram.picture('02-reported');
  });

  test('2. the casemanager hears of it, is told what is missing, and takes the case on', async () => {
    sanne = await enter('m01');
    const { tab } = sanne;
    await sanne.goTo(chat);
    await see(await sanne.message('Nieuwe melding'), number);
    await press(tab, number);
    await press(tab, 'Naar: in triage');
    await press(tab.getByRole('form', { name: 'Naar: in triage' }), 'Naar: in triage');
    const next = tab.getByRole('region', { name: 'Volgende stap' });
    await button(next, 'Naar: in aanpak').waitFor();
    const onward = next.getByRole('listitem').filter({ hasText: 'Naar: in aanpak' }).first();
    expect(await onward.innerText()).toMatch(/intakevragen.*afweging.*grondslag.*betrokkene/is);
    await sanne.picture('03-missing');

    await press(next, 'Naar melding en intake');
    await openFile(tab);
    const intake = tab.getByRole('form', { name: 'Intakevragen' });
    for (const question of await intake.getByRole('group').all())
      await fill(question, { Antwoord: 'Ja', Toelichting: told.note });
    await press(intake, 'Antwoorden opslaan');
    await see(tab, '13 van de 13 vragen beantwoord');
    await sanne.picture('04-intake');

    await openPart(tab, 'Afweging en grondslag');
    await press(tab, 'Afweging schrijven');
    await fill(tab, { Afweging: told.weighing });
    await press(tab.getByRole('form', { name: 'Afweging' }), 'Opslaan');
    await see(tab, told.weighing);
    await press(tab, 'Grondslag toevoegen');
    await fill(tab, { Organisatie: 'Gemeente Voorbeeldstad', Grond: 'Taak van algemeen belang', Doel: told.purpose });
    await press(tab.getByRole('form', { name: 'Grondslag' }), 'Opslaan');
    await see(tab, told.purpose);
    await press(tab, 'Informeren vastleggen');
    await fill(tab, { 'Weet de betrokkene het?': 'Ja, geïnformeerd' });
    await fill(tab, { 'Hoe en door wie?': told.how });
    await press(tab.getByRole('form', { name: 'Betrokkene informeren' }), 'Opslaan');
    await see(tab, told.how);
    await sanne.picture('05-weighing');

    await press(next, 'Naar: in aanpak');
    const move = tab.getByRole('form', { name: 'Naar: in aanpak' });
    await fill(move, { Reviewdatum: inDays(-1), Vervanger: 'Karim Idrissi' });
    await press(move, 'Naar: in aanpak');
    await see(move, 'Kies een datum die nog komt.');
    expect(await field(move, 'Reviewdatum').inputValue()).toBe(inDays(-1));
    await sanne.picture('06-past-day');
    await fill(move, { Reviewdatum: inDays(13) });
    await press(move, 'Naar: in aanpak');
    await see(tab, 'De casus is nu: in aanpak.');
  });

  test('3. sharing puts one card in the channel, and everyone sees their own side of it', async () => {
    marieke = await enter('m05');
    await bram.goTo(channel);
    await sanne.say(`delen ${number}`, number);
    const forBram = await bram.message(number);
    await see(forBram, 'urgentie hoog');
    await see(forBram, 'Uw organisatie heeft in deze casus geen afspraken.');
    const forMarieke = await marieke.message(number);
    await see(forMarieke, 'in aanpak');
    await button(forMarieke, 'Bekijk mijn afspraken').waitFor();
    expect(await forMarieke.innerText()).not.toContain('urgentie');

    await sanne.goTo(channel);
    await press(await sanne.message(another), 'Open het dossier');
    await openFile(sanne.tab);
    await see(sanne.tab, 'Outreachend contact leggen met betrokkene.');
    await sanne.picture('local');
  });

  test('4. a meeting is planned with a form, and its card comes with a link', async () => {
    const form = await sanne.say('overleg plannen', 'Overleg plannen: Waterkwartier');
    await see(form, 'alleen zichtbaar voor jou');
    await fill(form, { Datum: inDays(-1) });
    await press(form, 'Plannen');
    await see(form, 'Kies een datum.');
    // What the rules put on the agenda is ticked; this meeting is about two.
    await fill(form, {
      Datum: inDays(7),
      Duur: '90 minuten',
      [`WO-WK-${year}-015, aangemeld`]: false,
      [`WO-WK-${year - 1}-041, in aanpak`]: false,
      [`${number}, in aanpak`]: true,
      [`${another}, in aanpak`]: true,
    });
    await sanne.picture('07-plan');
    await press(form, 'Plannen');
    await see(form, 'gepland');
    const card = await bram.message('Netwerkoverleg');
    await see(card, '2 agendapunten');
    await button(card, 'Deelnemen').waitFor();
    await bram.picture('08-meeting-card');
  });

  test('5. the meeting: what is concluded and agreed, closed in one go', async () => {
    const { tab } = sanne;
    const card = await sanne.message(/Netwerkoverleg.*Deelnemen/s);
    await press(card, 'Bekijk mijn agenda');
    await press(card, 'Overleg starten');
    await press(tab, 'Overleg starten');
    await press(tab, 'Ja, nu starten');
    await press(tab.getByRole('navigation', { name: 'Agenda' }), number);
    const item = tab.getByRole('region', { name: number });
    const concluding = item.getByRole('form', { name: 'Conclusie' });
    const agreeing = item.getByRole('form', { name: 'Nieuwe afspraak' });
    await fill(concluding, { Conclusie: told.conclusion });
    await press(concluding, 'Conclusie opslaan');
    await see(tab, 'De conclusie is vastgelegd.');

    const agree = async (what: string, organisation: string, due: number, detail = ''): Promise<void> => {
      await fill(agreeing, { Wat: what, Organisatie: organisation, Uiterlijk: inDays(due), Bijzonderheden: detail });
      await press(agreeing, 'Toevoegen');
      await see(item.getByRole('listitem'), `${what}, ${organisation}`);
    };
    await agree('Contact leggen', 'GGZ Middenwater', 7, told.detail);
    await agree('Hulpaanbod doen', 'GGZ Middenwater', 14);
    await agree('Toezicht uitvoeren', 'Politie basisteam Oost', 10);
    await see(item, 'Dit punt is klaar.');
    await sanne.pictureOfTab('meeting');
    for (const theme of themes) {
      await sanne.theme(theme);
      expect(await sanne.faults('tab')).toEqual([]);
    }

    await press(item, `Naar het volgende punt: ${another}`);
    const last = tab.getByRole('region', { name: another });
    await fill(last, { Conclusie: told.later });
    await press(tab, 'Overleg afronden');
    await see(tab.getByRole('alert'), /Nog geen conclusie, of geen afspraak/);
    await see(tab.getByRole('alert'), another);
    expect(await field(last, 'Conclusie').inputValue()).toBe(told.later);
    await sanne.picture('09-too-early');
    await fill(last, { 'Nieuwe reviewdatum': inDays(21) });
    await press(last, 'Conclusie opslaan');
    await see(tab, 'Alle punten zijn klaar.');
    expect(await tab.getByRole('alert').count()).toBe(0);
    await press(tab, 'Overleg afronden');
    await see(tab, 'Wat is afgesproken');
    await sanne.picture('10-closed');
  });

  test('6. the partner acknowledges and declines; the casemanager sees it, and verifies what was done', async () => {
    const forBram = await bram.message(number);
    await see(forBram, 'Toezicht uitvoeren');
    await button(forBram, 'Bevestigen').waitFor();

    await marieke.goTo(chat);
    const card = await marieke.message('U heeft 2 afspraken');
    expect(await marieke.log.getByRole('article').filter({ hasText: 'U heeft' }).count()).toBe(1);
    await marieke.picture('11-two-actions');
    await pressBelow(card, 'Contact leggen', 'Bevestigen');
    await see(card, 'Mijn afspraken (3)');
    await pressBelow(card, 'Hulpaanbod doen', 'Kan niet');
    await press(card, 'Doorgeven');
    await see(card, 'Kies een reden.');
    await fill(card, { 'Waarom kan het niet?': 'Dit lukt niet op tijd' });
    await marieke.picture('12-decline');
    await press(card, 'Doorgeven');
    await see(card, /kan niet.*Dit lukt niet op tijd/);

    await press(card, 'Open het dossier');
    await see(marieke.tab, 'Hulpaanbod doen');
    const declined = marieke.tab.getByRole('listitem').filter({ hasText: 'Hulpaanbod doen' });
    await press(declined, 'Uitleg geven');
    await fill(declined, { Uitleg: told.explanation });
    await press(declined, 'Uitleg geven');
    await see(marieke.tab, 'De uitleg is opgeslagen.');
    await sanne.goTo(chat);
    const notice = await sanne.message('Een afspraak kan niet');
    await see(notice, 'Dit lukt niet op tijd');
    await press(notice, 'Open het dossier');
    await openFile(sanne.tab);
    await see(sanne.tab, told.explanation);
    await sanne.picture('13-declined');

    await pressBelow(card, number, 'Gereed melden');
    const done = await sanne.message('Gereed gemeld');
    await marieke.turnTo('Mijn afspraken');
    await marieke.tab.getByRole('heading', { level: 1, name: 'Mijn afspraken' }).waitFor();
    await unfold(marieke.tab, 'Hulpaanbod doen');
    const mine = marieke.tab.getByRole('listitem').filter({ hasText: number }).filter({ hasText: 'Contact leggen' });
    await press(mine, 'Resultaat opschrijven');
    await fill(mine, { Resultaat: told.result });
    await press(mine, 'Resultaat opschrijven');
    await see(marieke.tab, 'Het resultaat is opgeslagen.');
    await press(done, 'Verifiëren');
    await see(done, '1 afspraak, 1 niet bevestigd, 1 kan niet');
    await sanne.picture('14-verified');
  });

  const words: readonly (readonly [word: string, answer: string | RegExp])[] = [
    ['mijn afspraken', 'Mijn afspraken'],
    ['te laat', 'Te laat'],
    ['casus WK-16', 'in aanpak, urgentie hoog'],
    ['bijwerken WK-16', /WO-WK-\d{4}-016 bijwerken/],
    ['afspraak WK-16', /Nieuwe afspraak in WO-WK-\d{4}-016/],
    ['agenda', 'Geen overleg gepland'],
    ['hulp', 'Wat u aan Buurtrust kunt vragen'],
    ['taal', 'In welke taal praat Buurtrust met u?'],
    ['casusen', 'Bedoelt u “casussen”?'],
    ['qwertyuiop', 'Dat woord ken ik niet'],
  ];

  test('7. every word works in the channel, seen by nobody else', async () => {
    await sanne.goTo(channel);
    for (const [word, answer] of [...words, ['casussen', 'Casussen Waterkwartier'] as const])
      await see(await sanne.say(word, answer), 'alleen zichtbaar voor jou');
    expect(await bram.log.innerText()).not.toContain('Casussen Waterkwartier');
  });

  test("7. and in a chat of one's own", async () => {
    await sanne.goTo(chat);
    for (const [word, answer] of words) await sanne.say(word, answer);
    const asked = await sanne.say('casussen', 'Voor welk netwerk?');
    await fill(asked, { Netwerk: 'Waterkwartier (WK)' });
    await press(asked, 'Verder');
    await see(asked, 'Casussen Waterkwartier');
    await sanne.picture('15-words');
  });

  test('7. forms that a word opens change the case, and say what is wrong', async () => {
    const update = await sanne.say('bijwerken WK-16', 'bijwerken');
    await fill(update, { Urgentie: 'acuut', Reviewdatum: inDays(-3) });
    await press(update, 'Opslaan');
    await see(update, 'Kies een datum.');
    await fill(update, { Reviewdatum: inDays(20) });
    await press(update, 'Opslaan');
    await see(update, 'urgentie acuut');
    const agreeing = await sanne.say('afspraak WK-16', 'Nieuwe afspraak in');
    await press(agreeing, 'Afspreken');
    await see(agreeing, 'Kies een afspraak.');
    await fill(agreeing, { Afspraak: 'Huisbezoek', Organisatie: 'Politie basisteam Oost', Uiterlijk: inDays(5) });
    await press(agreeing, 'Afspreken');
    await see(agreeing, 'Afspraak gemaakt');
    await bram.goTo(chat);
    const card = await bram.message('Huisbezoek');
    await pressBelow(card, 'Huisbezoek', 'Bevestigen');
    await see(card, 'Mijn afspraken');
  });

  test('7. all of it in English too, and back', async () => {
    const dutch = await sanne.say('taal', 'In welke taal');
    await press(dutch, 'English');
    await see(dutch, 'What you can ask Buurtrust');
    await sanne.say('my actions', 'My actions');
    await sanne.say('case WK-16', 'priority urgent');
    await sanne.say('qwertyuiop', 'I do not know that word');
    const english = await sanne.say('language', 'Language');
    await press(english, 'Nederlands');
    await see(english, 'Wat u aan Buurtrust kunt vragen');

    await bram.turnTo('Casussen');
    await press(bram.tab, 'English');
    await see(bram.tab, 'From now on in English.');
    await see(bram.tab, 'Cases Waterkwartier');
    await bram.picture('16-english');
  });

  test('7. an address is not repeated, and a case of others is not there', async () => {
    const advice = await marieke.say('Nergenslaan 12 is het weer raak', 'Dit leek op een persoonsgegeven');
    expect(await advice.innerText()).not.toContain('Nergenslaan');
    await marieke.say('casus WK-15', 'Dit is er niet, of u mag het niet zien.');
    await marieke.say('casus WK-999', 'Dit is er niet, of u mag het niet zien.');
  });

  test('8. a network gets a channel of its own, step by step', async () => {
    tess = await enter('m10', 'MV');
    await tess.goTo('Algemeen');
    const form = await tess.say('netwerk inrichten', 'Netwerk Molenveld inrichten');
    await press(form, 'Inrichten');
    await see(form, 'Kanaal maken');
    await tess.place('Woonoverlast Molenveld').waitFor();
    await local.house.outbox.idle();
    const done = await tess.say('netwerk inrichten', 'Netwerk Molenveld is ingericht');
    for (const step of ['Kanaal maken', 'Deelnemers toevoegen', 'App installeren', 'Tabblad plaatsen'])
      await see(done, step);
    await tess.picture('17-set-up');
    await tess.goTo('Woonoverlast Molenveld');
  });

  test('8. the administrator names who leads a network, and begins another', async () => {
    const { tab } = tess;
    await tess.turnTo('Netwerk');
    await press(tab, 'Casemanager en vervanger aanwijzen');
    const leads = tab.getByRole('form', { name: 'Casemanager en vervanger aanwijzen' });
    await fill(leads, { Casemanager: 'Sanne Vermeer', Vervanger: 'Sanne Vermeer' });
    await press(leads, 'Opslaan');
    await see(leads.getByRole('alert'), 'zijn twee verschillende personen');
    await fill(leads, { Vervanger: 'Karim Idrissi' });
    await press(leads, 'Opslaan');
    await see(tab, 'De casemanager en de vervanger zijn aangewezen.');

    await press(tab, 'Netwerk beginnen');
    const founding = tab.getByRole('form', { name: 'Nieuw netwerk' });
    await fill(founding, { 'Naam van het netwerk': 'Zonnekwartier', Code: 'wk', Gemeente: 'Gemeente Voorbeeldstad' });
    await fill(founding, { 'Uw naam': 'Tess Kuiper' });
    await press(founding, 'Netwerk beginnen');
    await see(founding.getByRole('alert'), 'Niet alles is goed ingevuld.');
    await fill(founding, { 'Uw e-mailadres': 'tess@voorbeeldstad.example' });
    await press(founding, 'Netwerk beginnen');
    await see(founding, 'Er is al een netwerk met deze code.');
    await fill(founding, { Code: 'zk' });
    await press(founding, 'Netwerk beginnen');
    await tab.getByRole('heading', { level: 1, name: 'Netwerk Zonnekwartier' }).waitFor();
    await see(tab, 'nog niet aangewezen');
    for (const theme of themes) {
      await tess.theme(theme);
      expect(await tess.faults('tab')).toEqual([]);
    }
  });

  test('everyone can use every page, in every theme', async () => {
    const { tab } = sanne;
    const parts = tab.getByRole('navigation', { name: 'Onderdelen van de casus' }).getByRole('link');
    for (const theme of themes) {
      await sanne.theme(theme);
      expect(await sanne.faults('chat')).toEqual([]);
      await sanne.turnTo('Casussen');
      await button(tab, number).waitFor();
      expect(await sanne.faults('tab')).toEqual([]);
      await press(tab, number);
      await parts.first().waitFor();
      for (const part of await parts.allInnerTexts()) {
        await openPart(tab, part);
        if (inFile.includes(part)) await openFile(tab);
        expect(await sanne.faults('tab')).toEqual([]);
      }
      await sanne.turnTo('Mijn afspraken');
      await see(tab, 'Terugkoppeling geven');
      expect(await sanne.faults('tab')).toEqual([]);
      await sanne.picture(`18-${theme.toLowerCase().replace(' ', '-')}`);
    }
  });

  test('no chat and no log shows what stands in the file, and the browser keeps nothing', async () => {
    const secrets = [...Object.values(told), 'A. Verzonnen', 'Nachtelijk schreeuwen', 'Outreachend'];
    for (const window of windows) {
      const read = await window.readAll();
      expect(read).toContain('Buurtrust');
      for (const secret of secrets) expect(read).not.toContain(secret);
      expect(await window.kept()).toEqual({ local: {}, session: {}, databases: [] });
    }
    const log = lines.join('');
    for (const secret of secrets) expect(log).not.toContain(secret);
    expect(lines.filter((line) => line.includes('failed'))).toEqual([]);
  });

  test('a second start has it all still', async () => {
    for (const window of windows.splice(0)) await window.leave();
    await local.stop();
    local = await start();
    bram = await enter('m03');
    await see(bram.tab, number);
    await see(await bram.message(number), 'priority urgent');
    sanne = await enter('m01', 'MV');
    await sanne.goTo('Woonoverlast Molenveld');
    await sanne.say('casussen', 'Casussen Molenveld');
  });
});
