/** Asking people for a date, wherever they can be reached. */
import { organiserOf, type Network } from '#domain/network.ts';
import type { Reach } from '#domain/poll.ts';
import { clock, told } from '../clock-deed.ts';
import { actorOf } from '../directory.ts';
import { Refused } from '../ports.ts';
import type { Cards } from './cards.ts';
import type { PerformPorts } from './ports.ts';

/** Whether it was done; a no for good is not a failure here. What may pass is left to the outbox. */
const unlessRefused = async (work: () => Promise<boolean>): Promise<boolean> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
};

export const makePoll = (
  { execute, show, directory, conversations, workplace, draw, newId }: PerformPorts,
  { cardAt, keepCard, chatOf }: Cards,
) => {
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
    const stored = await cardAt(network, pollCardId(poll, id));
    const asked = stored && (await pollFor(network, poll, id));
    const place = asked && (await chatOf(network, id));
    if (!stored || !asked || place?.conversation !== stored.conversation) return;
    const { card, summary } = asked.drawn;
    await unlessRefused(async () => {
      await conversations.update(place, stored.activity, card, summary);
      return true;
    });
  };

  return { askPoll, showPoll };
};
