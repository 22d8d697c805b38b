/** The words the bot understands. A word opens a card or a form; a form is a click; free text never becomes a change. */
import { distance } from 'fastest-levenshtein';
import { readCaseNumber } from '#domain/case.ts';
import type { Language } from '#domain/network.ts';

export type CommandName =
  | 'help'
  | 'reportCase'
  | 'case'
  | 'cases'
  | 'update'
  | 'share'
  | 'action'
  | 'myActions'
  | 'overdue'
  | 'done'
  | 'scheduleMeeting'
  | 'startMeeting'
  | 'closeMeeting'
  | 'away'
  | 'agenda'
  | 'setUp'
  | 'language';

export type Command = Readonly<{
  name: CommandName;
  words: Readonly<Record<Language, string>>;
  what: Readonly<Record<Language, string>>;
  /** needs a case number after the word */
  number?: true;
}>;

export const commands: readonly Command[] = [
  {
    name: 'reportCase',
    words: { nl: 'nieuwe casus', en: 'new case' },
    what: { nl: 'Meld een casus bij het netwerk', en: 'Report a case to the network' },
  },
  {
    name: 'cases',
    words: { nl: 'casussen', en: 'cases' },
    what: { nl: 'De casussen die u mag zien', en: 'The cases you may see' },
  },
  {
    name: 'case',
    words: { nl: 'casus', en: 'case' },
    what: { nl: 'Eén casus, met uw afspraken', en: 'One case, with your actions' },
    number: true,
  },
  {
    name: 'update',
    words: { nl: 'bijwerken', en: 'update' },
    what: { nl: 'Urgentie of reviewdatum veranderen', en: 'Change priority or review date' },
    number: true,
  },
  {
    name: 'share',
    words: { nl: 'delen', en: 'share' },
    what: { nl: 'Zet de casuskaart in het kanaal', en: 'Put the case card in the channel' },
    number: true,
  },
  {
    name: 'action',
    words: { nl: 'afspraak', en: 'action' },
    what: { nl: 'Leg een afspraak vast', en: 'Record an agreed action' },
    number: true,
  },
  {
    name: 'myActions',
    words: { nl: 'mijn afspraken', en: 'my actions' },
    what: { nl: 'Wat u moet doen, uit al uw netwerken', en: 'What you have to do, from all your networks' },
  },
  {
    name: 'overdue',
    words: { nl: 'te laat', en: 'overdue' },
    what: { nl: 'Afspraken die te laat zijn', en: 'Actions that are late' },
  },
  {
    name: 'done',
    words: { nl: 'gereed', en: 'done' },
    what: { nl: 'Uw afspraken bij een casus gereed melden', en: 'Report your actions of a case as done' },
    number: true,
  },
  {
    name: 'scheduleMeeting',
    words: { nl: 'overleg plannen', en: 'schedule meeting' },
    what: { nl: 'Plan een netwerkoverleg', en: 'Schedule a network meeting' },
  },
  {
    name: 'startMeeting',
    words: { nl: 'overleg starten', en: 'start meeting' },
    what: { nl: 'Naar het overleg, om het te starten', en: 'To the meeting, to start it' },
  },
  {
    name: 'closeMeeting',
    words: { nl: 'overleg afronden', en: 'close meeting' },
    what: { nl: 'Naar het overleg, om het af te ronden', en: 'To the meeting, to close it' },
  },
  {
    name: 'away',
    words: { nl: 'afwezig', en: 'away' },
    what: { nl: 'Doorgeven dat u er niet bent en wie u vervangt', en: 'Say that you are away and who replaces you' },
  },
  {
    name: 'agenda',
    words: { nl: 'agenda', en: 'agenda' },
    what: { nl: 'Het volgende overleg', en: 'The next meeting' },
  },
  {
    name: 'setUp',
    words: { nl: 'netwerk inrichten', en: 'set up network' },
    what: { nl: 'Geef het netwerk een eigen kanaal', en: 'Give the network a channel of its own' },
  },
  {
    name: 'language',
    words: { nl: 'taal', en: 'language' },
    what: { nl: 'Nederlands of Engels', en: 'Dutch or English' },
  },
  {
    name: 'help',
    words: { nl: 'hulp', en: 'help' },
    what: { nl: 'Wat u kunt typen', en: 'What you can type' },
  },
];

/** A number may stand right behind these words; both languages always work. */
const spelled = commands
  .flatMap((command) => [...new Set(Object.values(command.words))].map((word) => ({ command, word })))
  // The longest first: "casussen" before "casus".
  .sort((a, b) => b.word.length - a.word.length);

/** To who says nothing, or only our name. */
const help = spelled.find(({ command }) => command.name === 'help');

export type Heard =
  | Readonly<{ command: Command; number?: string; network?: string; rest: string }>
  /** nothing we know; the nearest command, if anything is near */
  | Readonly<{ nearest?: Command }>;

/** Text as Teams sends it, without the mention, in one line. */
export const plainText = (text: string): string =>
  text
    .replace(/<at[^>]*>.*?<\/at>/gis, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** `year` completes a case number that was typed without one. */
export const hear = (text: string, year: string): Heard => {
  const typed = plainText(text).replace(/^[/!]/, '');
  const said = typed.toLowerCase();
  const found = said === '' ? help : spelled.find(({ word }) => said === word || said.startsWith(`${word} `));
  if (found) {
    // As it was typed: capitals tell a name from a word.
    const rest = typed.slice(found.word.length).trim();
    const read = found.command.number ? readCaseNumber(rest, year) : undefined;
    return { command: found.command, rest, ...read };
  }
  const words = said.split(' ');
  const near = spelled
    .map(({ command, word }) => {
      const same = words.slice(0, word.split(' ').length).join(' ');
      return { command, far: distance(same, word) / Math.max(word.length, 1) };
    })
    .sort((a, b) => a.far - b.far)[0];
  return near && near.far <= 0.5 ? { nearest: near.command } : {};
};
