/** The cards and messages that are sent without anyone asking at that moment, as edges/drawings.ts draws them. */
import type { MinutesNotice } from '#domain/effects.ts';
import type { Language } from '#domain/network.ts';
import type { CardAction, CardAgenda, CardCase, CardPoll, SharedCase, SharedMeeting } from '#domain/see.ts';
import type { Invitation } from '../calendar.ts';
import type { Card } from '../ports.ts';

export type Drawn = Readonly<{ card: Card; summary: string }>;

export type Drawings = Readonly<{
  sharedCase: (view: SharedCase, language: Language) => Drawn;
  meeting: (view: SharedMeeting, language: Language) => Drawn;
  reported: (view: CardCase, language: Language) => Drawn;
  actions: (views: readonly CardCase[], language: Language, minutes?: CardAgenda) => Drawn;
  /** nothing when nothing presses any more */
  reminder: (views: readonly CardCase[], language: Language) => Drawn | undefined;
  declined: (view: CardCase, action: CardAction, language: Language) => Drawn;
  done: (view: CardCase, action: CardAction, language: Language) => Drawn;
  dayAsked: (view: CardCase, action: CardAction, language: Language) => Drawn;
  dayKept: (view: CardCase, action: CardAction, language: Language) => Drawn;
  poll: (view: CardPoll, language: Language) => Drawn;
  pollMail: (view: CardPoll, language: Language) => { subject: string; body: string };
  minutes: (view: CardAgenda, about: MinutesNotice, language: Language) => Drawn;
  channelName: (network: { name: string }, language: Language) => string;
  invitation: Invitation;
}>;
