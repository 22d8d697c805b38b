/** What every answer is made with: the door, the window, and who is asking. */
import type { Language, Person } from '#domain/network.ts';
import { textsOf } from '#domain/texts/index.ts';
import type { Instant } from '#domain/time.ts';
import { wordsOf, type Draw, type Links } from '../cards/index.ts';
import { actorOf, type Directory, type Membership } from '../core/directory.ts';
import type { Changes } from '../core/changes.ts';
import type { Drafts } from '../core/drafts.ts';
import type { Execute } from '../core/execute.ts';
import type { Found } from '../core/found.ts';
import type { Outbox } from '../core/outbox.ts';
import type { Readiness } from '../core/readiness.ts';
import type { Heard } from '../core/readiness/heard.ts';
import type { Show } from '../core/show.ts';
import type { Suggest } from '../core/suggest.ts';

export type Room = Readonly<{
  execute: Execute;
  show: Show;
  suggest: Suggest;
  directory: Directory;
  changes: Changes;
  drafts: Drafts;
  found: Found;
  outbox: Outbox;
  /** who may begin a network: named by the installation */
  founders: readonly Person[];
  heard: Heard;
  readiness: Readiness;
  links: Links;
  now: () => Instant;
  newId: () => string;
}>;

export type Viewer = Readonly<{
  memberships: readonly Membership[];
  language: Language;
  draw: Draw;
}>;

export const drawIn = (links: Links, language: Language): Draw => ({
  texts: textsOf(language),
  words: wordsOf(language),
  links,
});

/** The person with all their networks of today; their own language once a network knows it. */
export const viewerOf = async (room: Room, person: Person | undefined, spoken: Language): Promise<Viewer> => {
  const memberships = person ? await room.directory.memberships(person, room.show.today()) : [];
  const language = memberships[0]?.member.language ?? spoken;
  return { memberships, language, draw: drawIn(room.links, language) };
};

/** The person in one network only: one look instead of one for each network they are in. */
export const viewerIn = async (room: Room, person: Person, code: string): Promise<Viewer | undefined> => {
  const m = await room.directory.member(code, person, room.show.today());
  return m && { memberships: [m], language: m.member.language, draw: drawIn(room.links, m.member.language) };
};

export const nameOf = ({ network }: Membership) => ({ code: network.code, name: network.name });
export const asCommand = (m: Membership) => actorOf(m, 'command');
export const asCard = (m: Membership) => actorOf(m, 'card');
