/** How each effect is carried out: what to say is drawn when it is said, as it is then. Every one may be repeated. */
import type { Effect } from '#domain/effects.ts';
import { maxAgenda } from '#domain/meeting.ts';
import { makeCalendar } from './calendar.ts';
import { clock, told } from './clock-deed.ts';
import { makeCards } from './perform/cards.ts';
import { makePoll } from './perform/poll.ts';
import type { PerformPorts } from './perform/ports.ts';
import { makeSetUp } from './perform/set-up.ts';
import { makeTell } from './perform/tell.ts';

export const makePerform = (ports: PerformPorts) => {
  const { execute, show, directory, draw, newId, statistics } = ports;
  const language = ports.channelLanguage ?? 'nl';
  const followMeeting = makeCalendar({ ...ports, invitation: draw.invitation, language });
  const setUp = makeSetUp(ports, language);
  const cards = makeCards(ports);
  const { showInChannel } = cards;
  const { tell, remind, tellMinutes } = makeTell(ports, cards);
  const { askPoll, showPoll } = makePoll(ports, cards);

  return async (code: string, effect: Effect): Promise<void> => {
    const network = await directory.network(code);
    if (!network) return;
    switch (effect.do) {
      case 'showCase': {
        const view = await show.sharedCase(clock(code), effect.case);
        return view && showInChannel(network, `case:${effect.case}`, draw.sharedCase(view, language));
      }
      case 'showMeeting': {
        const view = await show.sharedMeeting(clock(code), effect.meeting);
        return view && showInChannel(network, `meeting:${effect.meeting}`, draw.meeting(view, language));
      }
      case 'planEvent':
      case 'cancelEvent':
        return followMeeting(network, show.today(), effect.meeting);
      case 'carryOver': {
        const waiting = await show.waiting(code);
        if (!waiting || waiting.cases.length === 0) return;
        return told(
          execute(
            clock(code),
            'carryOver',
            { meeting: waiting.meeting, waiting: waiting.cases.slice(0, maxAgenda) },
            `carry/${newId()}`,
          ),
        );
      }
      case 'askPoll':
        return askPoll(network, effect.poll, effect.member);
      case 'showPoll':
        return showPoll(network, effect.poll, effect.member);
      case 'tell':
        return tell(network, show.today(), effect.member, effect.notice);
      case 'remind':
        return remind(network, show.today(), effect.member, effect.cases);
      case 'tellMinutes':
        return tellMinutes(network, show.today(), effect);
      case 'count':
        return statistics.count(code, effect.case);
      case 'setUp':
        return setUp(code);
      case 'index':
        return directory.index(effect.person, code, effect.language);
      default:
        // Written by newer code than this: it stays waiting, for the replica that knows it.
        throw new Error(`not known here: ${JSON.stringify((effect satisfies never as Effect).do)}`);
    }
  };
};
