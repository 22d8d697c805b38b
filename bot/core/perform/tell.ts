/** What one person is told in their own chat: drawn as they may see it now. */
import type { Effect, Notice } from '#domain/effects.ts';
import { activeMember, type Actor, type Language, type Network } from '#domain/network.ts';
import { isQuiet, quietUntil } from '#domain/reminders.ts';
import type { CardAgenda, CardCase } from '#domain/see.ts';
import type { Day } from '#domain/time.ts';
import { actorOf } from '../directory.ts';
import { NotYet } from '../ports.ts';
import type { Cards } from './cards.ts';
import type { Drawn } from './drawings.ts';
import type { PerformPorts } from './ports.ts';

const pressesAnyhow = ({ presses }: CardCase): boolean =>
  presses.actions.length > 0 || presses.late > 0 || presses.review || presses.feedback > 0;

export const makeTell = (
  { show, conversations, draw, now }: PerformPorts,
  { cardAt, keepCard, postOrUpdate, chatOf }: Cards,
) => {
  const drawNotice = (
    notice: Notice,
    views: readonly CardCase[],
    to: Language,
    minutes: CardAgenda | undefined,
  ): Drawn | undefined => {
    const [view] = views;
    if (!view) return undefined;
    if (notice.about === 'reported') return draw.reported(view, to);
    if (notice.about === 'actions') return draw.actions(views, to, minutes);
    // As it stands now: what was answered in between is not told any more.
    const { toVerify: done, declined, dayAsked, mine } = view;
    const among = { done, declined, dayAsked, dayKept: mine.filter((a) => a.asked?.refused) }[notice.about];
    const action = among.find((a) => a.id === notice.action);
    return action && draw[notice.about](view, action, to);
  };

  /** Drawn as they may see it now: who lost access in between is told nothing. */
  const tellMember = async (
    network: Network,
    today: Day,
    member: string,
    drawFor: (who: Actor, language: Language) => Promise<Drawn | undefined>,
  ): Promise<void> => {
    const found = network.members.find((m) => m.id === member);
    if (!found || (found.until !== undefined && found.until < today)) return;
    const drawn = await drawFor(actorOf({ network, member: found }, 'card'), found.language);
    const place = drawn && (await chatOf(network, member));
    if (drawn && place) await conversations.post(place, drawn.card, drawn.summary);
  };

  const tell = (network: Network, today: Day, member: string, notice: Notice): Promise<void> =>
    tellMember(network, today, member, async (who, to) => {
      const numbers = notice.about === 'actions' ? notice.cases : [notice.case];
      const views = (await Promise.all(numbers.map((n) => show.cardCase(who, n)))).filter((v) => v !== undefined);
      const minutes = notice.about === 'actions' && notice.minutes ? await show.agenda(who, notice.minutes) : undefined;
      return drawNotice(notice, views, to, minutes);
    });

  /**
   * One card per person per day, however many reminders come together when Teams was away: the next ones add to it. What has
   * waited until it is quiet waits on, unless one of the cases is urgent.
   */
  const remind = async (network: Network, today: Day, id: string, cases: readonly string[]): Promise<void> => {
    const member = activeMember(network, id, today);
    if (!member) return;
    const cardId = `card:reminder:${id}`;
    const stored = await cardAt(network, cardId);
    const ofToday = stored?.on === today ? stored : undefined;
    const numbers = [...new Set([...(ofToday?.cases ?? []), ...cases])];
    const who = actorOf({ network, member }, 'card');
    const seen = await Promise.all(numbers.map((n) => show.cardCase(who, n)));
    const views = seen.filter((v) => v !== undefined).filter(pressesAnyhow);
    const drawn = draw.reminder(views, member.language);
    const at = now();
    if (drawn && isQuiet(at) && !views.some((v) => v.priority === 'URGENT'))
      throw new NotYet((Date.parse(quietUntil(at)) - Date.parse(at)) / 1000);
    const place = drawn && (await chatOf(network, id));
    if (!place) return;
    const activity = await postOrUpdate(place, ofToday, drawn);
    await keepCard(network, cardId, place.conversation, activity, { on: today, cases: numbers });
  };

  const tellMinutes = (
    network: Network,
    today: Day,
    { member, meeting, about }: Extract<Effect, { do: 'tellMinutes' }>,
  ): Promise<void> =>
    tellMember(network, today, member, async (who, to) => {
      const view = await show.agenda(who, meeting);
      return view && view.items.length > 0 ? draw.minutes(view, about, to) : undefined;
    });

  return { tell, remind, tellMinutes };
};
