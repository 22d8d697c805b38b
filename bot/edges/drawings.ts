/** The cards that are sent by themselves: which card, in which language, with which summary for the notification. */
import type { Language } from '#domain/network.ts';
import {
  actionsCard,
  dayAskedNotice,
  dayKeptNotice,
  declinedNotice,
  doneNotice,
  invitation,
  meetingCard,
  minutesNotice,
  pollCard,
  pollMail,
  reminderCard,
  reportedNotice,
  sharedCaseCard,
  summaryOf,
  type Links,
} from '../cards/index.ts';
import type { Drawings, Drawn } from '../core/perform/drawings.ts';
import type { Card } from '../core/ports.ts';
import { drawIn } from './room.ts';

const drawn = (card: Card): Drawn => ({ card, summary: summaryOf(card) });

export const drawings = (links: Links): Drawings => {
  const draw = (language: Language) => drawIn(links, language);
  return {
    sharedCase: (view, language) => drawn(sharedCaseCard(view, draw(language))),
    meeting: (view, language) => drawn(meetingCard(view, draw(language))),
    reported: (view, language) => drawn(reportedNotice(view, draw(language))),
    actions: (views, language, minutes) => drawn(actionsCard(views, 'new', draw(language), minutes)),
    reminder: (views, language) => {
      const card = reminderCard(views, draw(language));
      return card && drawn(card);
    },
    declined: (view, action, language) => drawn(declinedNotice(view, action, draw(language))),
    dayAsked: (view, action, language) => drawn(dayAskedNotice(view, action, draw(language))),
    dayKept: (view, action, language) => drawn(dayKeptNotice(view, action, draw(language))),
    done: (view, action, language) => drawn(doneNotice(view, action, draw(language))),
    poll: (view, language) => drawn(pollCard(view, draw(language))),
    pollMail: (view, language) => pollMail(view, draw(language)),
    minutes: (view, about, language) => drawn(minutesNotice(view, about, draw(language))),
    channelName: ({ name }, language) => draw(language).words.channelName(name),
    invitation: (view, network, language) => invitation(view, network, draw(language)),
  };
};
