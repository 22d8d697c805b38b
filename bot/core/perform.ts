/** How each effect is carried out: what to say is drawn when it is said, as it is then. Every one may be repeated. */
import { maxAgenda } from '#domain/meeting.ts';
import {
  activeMember,
  organiserOf,
  setUpSteps,
  type Actor,
  type Language,
  type Network,
  type SetUpStep,
} from '#domain/network.ts';
import type { Effect, MinutesNotice, Notice } from '#domain/effects.ts';
import type { Reach } from '#domain/poll.ts';
import type { CardAction, CardAgenda, CardCase, CardPoll, SharedCase, SharedMeeting } from '#domain/see.ts';
import { isQuiet, quietUntil } from '#domain/reminders.ts';
import { type Day, type Instant } from '#domain/time.ts';
import { makeCalendar, type Invitation } from './calendar.ts';
import { clock, told } from './clock-deed.ts';
import { actorOf, type Directory } from './directory.ts';
import type { Execute } from './execute.ts';
import {
  NotYet,
  Refused,
  type Card,
  type Conversations,
  type Document,
  type Place,
  type Store,
  type Workplace,
} from './ports.ts';
import type { Show } from './show.ts';
import type { Statistics } from './statistics.ts';

export type Drawn = Readonly<{ card: Card; summary: string }>;

/** The cards that are sent without anyone asking at that moment. */
export type Drawings = Readonly<{
  sharedCase: (view: SharedCase, language: Language) => Drawn;
  meeting: (view: SharedMeeting, language: Language) => Drawn;
  reported: (view: CardCase, language: Language) => Drawn;
  actions: (views: readonly CardCase[], language: Language, minutes?: CardAgenda) => Drawn;
  /** nothing when nothing presses any more */
  reminder: (views: readonly CardCase[], language: Language) => Drawn | undefined;
  declined: (view: CardCase, action: CardAction, language: Language) => Drawn;
  done: (view: CardCase, action: CardAction, language: Language) => Drawn;
  poll: (view: CardPoll, language: Language) => Drawn;
  pollMail: (view: CardPoll, language: Language) => { subject: string; body: string };
  minutes: (view: CardAgenda, about: MinutesNotice, language: Language) => Drawn;
  channelName: (network: { name: string }, language: Language) => string;
  invitation: Invitation;
}>;

/** What the municipality's tenant needs for a channel: our app in its catalogue, and where the tab lives. */
export type TabPlace = Readonly<{
  catalogAppId: string;
  contentUrl: (network: string) => string;
  websiteUrl: (network: string) => string;
}>;

type PerformPorts = Readonly<{
  store: Store;
  execute: Execute;
  show: Show;
  directory: Directory;
  conversations: Conversations;
  workplace: Workplace;
  draw: Drawings;
  tab: TabPlace;
  statistics: Statistics;
  now: () => Instant;
  newId: () => string;
  /** the language of a network's channel */
  channelLanguage?: Language;
}>;

/** Where a card stands that is brought up to date; a reminder also says of which day it is, and about which cases. */
type CardDocument = Document &
  Readonly<{ type: 'card'; conversation: string; activity: string; on?: Day; cases?: readonly string[] }>;

export const makePerform = (ports: PerformPorts) => {
  const { store, execute, show, directory, conversations, workplace, draw, tab, now, newId, statistics } = ports;
  const language = ports.channelLanguage ?? 'nl';
  const followMeeting = makeCalendar({
    execute,
    show,
    directory,
    workplace,
    invitation: draw.invitation,
    language,
    newId,
  });

  const keepCard = async (
    network: Network,
    id: string,
    conversation: string,
    activity: string,
    more: Pick<CardDocument, 'on' | 'cases'> = {},
  ): Promise<void> => {
    const stored = await store.get<CardDocument>(network.code, id);
    const put: CardDocument = { id, type: 'card', network: network.code, conversation, activity, ...more };
    await store.commit(network.code, [stored ? { put, ifMatch: stored.etag } : { put, ifNew: true }]);
  };

  /** Gives the message that holds the card: the one that was there, if it still is. */
  const postOrUpdate = async (place: Place, there: CardDocument | undefined, drawn: Drawn): Promise<string> => {
    if (there?.conversation === place.conversation) {
      try {
        await conversations.update(place, there.activity, drawn.card, drawn.summary);
        return there.activity;
      } catch (error) {
        // Deleted by hand: it is posted anew. Anything else is for the outbox.
        if (!(error instanceof Refused && error.status === 404)) throw error;
      }
    }
    return conversations.post(place, drawn.card, drawn.summary);
  };

  /** One card per subject in the channel: posted once, updated ever after. */
  const showInChannel = async (network: Network, subject: string, drawn: Drawn): Promise<void> => {
    if (!network.channel) return;
    const place = await directory.placeOf(network.channel);
    const id = `card:${subject}`;
    const stored = (await store.get<CardDocument>(network.code, id))?.document;
    const activity = await postOrUpdate(place, stored, drawn);
    if (activity !== stored?.activity) await keepCard(network, id, place.conversation, activity);
  };

  const chatOf = async (network: Network, member: string): Promise<Place | undefined> => {
    const person = network.members.find((m) => m.id === member)?.person;
    if (!person) return undefined;
    const known = (await directory.person(person))?.document;
    if (known?.chat) return known.chat;
    if (!network.channel) return undefined;
    const { serviceUrl } = await directory.placeOf(network.channel);
    return conversations.chatWith(serviceUrl, person.tenantId, known?.teamsId ?? person.objectId);
  };

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
    const action = [...view.toVerify, ...view.declined].find((a) => a.id === notice.action);
    return action && (notice.about === 'done' ? draw.done(view, action, to) : draw.declined(view, action, to));
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
    const stored = (await store.get<CardDocument>(network.code, cardId))?.document;
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

  const pollCardId = (poll: string, member: string): string => `card:poll:${poll}:${member}`;

  const pollFor = async (network: Network, poll: string, member: string) => {
    const found = network.members.find((m) => m.id === member);
    const view = found && (await show.cardPoll(actorOf({ network, member: found }, 'card'), poll));
    return found && view && { member: found, view, drawn: draw.poll(view, found.language) };
  };

  /** In a chat; else whispered in the channel; else by mail. A way that is refused for good leads to the next one. */
  const askPoll = async (network: Network, poll: string, id: string): Promise<void> => {
    const asked = await pollFor(network, poll, id);
    if (!asked || asked.view.state !== 'OPEN') return;
    const { member, view, drawn } = asked;
    const inChat = async (): Promise<boolean> => {
      const place = await chatOf(network, id);
      if (!place) return false;
      const activity = await conversations.post(place, drawn.card, drawn.summary);
      await keepCard(network, pollCardId(poll, id), place.conversation, activity);
      return true;
    };
    const inChannel = async (): Promise<boolean> => {
      const teamsId = (await directory.person(member.person))?.document.teamsId;
      if (!network.channel || !teamsId) return false;
      await conversations.whisper(await directory.placeOf(network.channel), teamsId, drawn.card, drawn.summary);
      return true;
    };
    const byMail = async (): Promise<boolean> => {
      const to = (await directory.roster(network.code)).members[id];
      if (!to?.email) return false;
      await workplace.sendMail(organiserOf(network), { to, ...draw.pollMail(view, member.language) });
      return true;
    };
    const ways: readonly (readonly [Reach, () => Promise<boolean>])[] = [
      ['CHAT', inChat],
      ['WHISPER', inChannel],
      ['MAIL', byMail],
    ];
    let how: Reach = 'NONE';
    for (const [way, go] of ways) if (how === 'NONE' && (await unlessRefused(go))) how = way;
    await told(execute(clock(network.code), 'noteReach', { poll, member: id, how }, `reach/${poll}/${newId()}`));
  };

  /** The card in somebody's chat, as it is now. Whispers and mails are not followed: a click on them leads here too. */
  const showPoll = async (network: Network, poll: string, id: string): Promise<void> => {
    const stored = await store.get<CardDocument>(network.code, pollCardId(poll, id));
    const asked = stored && (await pollFor(network, poll, id));
    const place = asked && (await chatOf(network, id));
    if (!stored || !asked || place?.conversation !== stored.document.conversation) return;
    const { card, summary } = asked.drawn;
    await unlessRefused(async () => {
      await conversations.update(place, stored.document.activity, card, summary);
      return true;
    });
  };

  const steps: Readonly<Record<SetUpStep, (network: Network) => Promise<{ channelId?: string }>>> = {
    channel: (n) =>
      workplace.ensureChannel(n.setUp?.teamId ?? '', draw.channelName(n, language), '', n.setUp?.by.objectId ?? ''),
    members: async (n) => {
      const { missing } = await workplace.ensureMembers(
        n.setUp?.teamId ?? '',
        n.channel?.conversation ?? '',
        n.members
          .filter((m) => m.until === undefined && m.person.tenantId === n.setUp?.tenantId)
          .map((m) => m.person.objectId),
      );
      if (missing.length > 0) throw new Refused('graph', 403, 'MembersNotAdded');
      return {};
    },
    app: async (n) => {
      await workplace.ensureApp(n.setUp?.teamId ?? '', n.channel?.conversation ?? '', tab.catalogAppId);
      return {};
    },
    tab: async (n) => {
      await workplace.ensureTab(n.setUp?.teamId ?? '', n.channel?.conversation ?? '', {
        catalogAppId: tab.catalogAppId,
        entityId: `board-${n.code}`,
        name: 'Buurtrust',
        contentUrl: tab.contentUrl(n.code),
        websiteUrl: tab.websiteUrl(n.code),
      });
      return {};
    },
  };

  /** Step by step, each written down: what was done stays done, what failed is tried again. */
  const setUp = async (code: string): Promise<void> => {
    for (const step of setUpSteps) {
      const network = await directory.network(code);
      if (!network?.setUp || network.setUp.done.includes(step)) continue;
      try {
        const { channelId } = await steps[step](network);
        await told(
          execute(
            clock(code),
            'channelStepDone',
            { step, ...(channelId ? { channelId } : {}) },
            `step/${network.setUp.teamId}/${step}`,
          ),
        );
      } catch (error) {
        const reason = error instanceof Refused ? error.code : 'Unreachable';
        await execute(clock(code), 'channelStepFailed', { step, code: reason }, `step/${step}/failed/${newId()}`);
        throw error;
      }
    }
  };

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

const pressesAnyhow = ({ presses }: CardCase): boolean =>
  presses.actions.length > 0 || presses.late > 0 || presses.review || presses.feedback > 0;

/** Whether it was done; a no for good is not a failure here. What may pass is left to the outbox. */
const unlessRefused = async (work: () => Promise<boolean>): Promise<boolean> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
};
