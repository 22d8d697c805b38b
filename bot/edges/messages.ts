/**
 * What comes in from Teams. botbuilder is a wire library here: it carries a checked activity in and an invoke answer out.
 * `process` never runs its own inbound check; edges/bot-token.ts stands in front (docs/decisions/001).
 */
import { randomUUID } from 'node:crypto';
import {
  BotFrameworkAuthentication,
  ClaimsIdentity,
  ConnectorFactory,
  type AuthenticateRequestResult,
} from 'botframework-connector';
import { CloudAdapter, TeamsActivityHandler, type Activity, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { Language } from '#domain/network.ts';
import { looksPersonal } from '#domain/personal.ts';
import { isRefusal } from '#domain/refusal.ts';
import {
  messageCard,
  personalDataCard,
  refusalCard,
  strangerCard,
  summaryOf,
  unknownWordCard,
} from '../cards/index.ts';
import { Unreachable, type Card, type Conversations, type Log } from '../core/ports.ts';
import { answer } from './answers.ts';
import { calls } from './calls.ts';
import { click, staysInNetwork } from './clicks.ts';
import { hear, plainText } from './commands.ts';
import { extension } from './extension.ts';
import { faultOf } from './fault.ts';
import { drawIn, viewerIn, viewerOf, type Room, type Viewer } from './room.ts';
import { edgeTextsOf, sentencesOf } from './texts/index.ts';
import { isActivity, readInbound, type Inbound } from './who.ts';

export type MessagesPorts = Room &
  Readonly<{
    conversations: Conversations;
    log: Log;
  }>;

const cardType = 'application/vnd.microsoft.card.adaptive';
const messageType = 'application/vnd.microsoft.activity.message';
const errorType = 'application/vnd.microsoft.error';

const invoked = (type: string, value: unknown, statusCode = 200): InvokeResponse => ({
  // HTTP is always 200: Teams shows nothing of a body that comes with another status.
  status: 200,
  body: { statusCode, type, value },
});

/** Our network in this channel: by the channel it talks in, or by its team while it is being set up. */
const networkHere = (v: Viewer, inbound: Inbound): string | undefined =>
  inbound.scope === 'personal'
    ? undefined
    : v.memberships.find(
        ({ network }) =>
          network.channel?.conversation === inbound.place.conversation ||
          (network.setUp !== undefined && network.setUp.teamId === inbound.teamGroupId),
      )?.network.code;

/** A card that was found with the message extension and sent without a word: in the text only its place is marked. */
const onlyACard = ({ attachments }: Activity, text: string): boolean =>
  Array.isArray(attachments) &&
  attachments.some((a) => a?.contentType === cardType) &&
  plainText(text.replace(/<[^<>]*>/g, ' ')) === '';

/** Longer is a story, and stories belong in the file. */
const longestWord = 200;

/** What the person typed, as a card. Nothing they typed is repeated or kept. */
const answerText = async (ports: MessagesPorts, v: Viewer, inbound: Inbound): Promise<Card> => {
  const here = networkHere(v, inbound);
  const heard = hear(inbound.text, ports.show.today().slice(0, 4));
  const rest = 'command' in heard ? (heard.number ? '' : heard.rest) : plainText(inbound.text);
  if (rest.length > longestWord || looksPersonal(rest))
    return personalDataCard(here ?? v.memberships[0]?.network.code, v.draw);
  if (!('command' in heard)) return unknownWordCard(heard.nearest, v.draw);
  const network = heard.network ?? here;
  return answer(ports, v, {
    name: heard.command.name,
    id: `said/${inbound.id}`,
    ...(heard.number ? { number: heard.number } : {}),
    ...(network ? { network } : {}),
    ...(inbound.teamGroupId ? { teamId: inbound.teamGroupId } : {}),
  });
};

const newId = (): string => randomUUID().slice(0, 8);

class Messages extends TeamsActivityHandler {
  private readonly ports: MessagesPorts;
  constructor(ports: MessagesPorts) {
    super();
    this.ports = ports;
    this.onMessage(async (context) => this.hear(context.activity));
    this.onInstallationUpdate(async (context) => this.installed(context.activity));
  }

  /** Privately: to the person alone, wherever it was typed. */
  private async say(inbound: Inbound, card: Card): Promise<void> {
    const { conversations } = this.ports;
    const summary = summaryOf(card);
    if (inbound.scope === 'personal') await conversations.post(inbound.place, card, summary);
    else await conversations.whisper(inbound.place, inbound.teamsId, card, summary);
  }

  private async remember(inbound: Inbound, v: Viewer): Promise<void> {
    if (v.memberships.length === 0 || !inbound.person) return;
    if (inbound.scope === 'personal')
      await this.ports.directory.rememberChat(inbound.person, inbound.teamsId, inbound.place);
    else await this.ports.directory.rememberPlace(inbound.place.conversation, inbound.place.serviceUrl);
  }

  private async hear(activity: Activity): Promise<void> {
    const inbound = readInbound(activity);
    if (!inbound || inbound.bot || onlyACard(activity, inbound.text)) return;
    let language = inbound.language;
    try {
      const v = await viewerOf(this.ports, inbound.person, inbound.language);
      language = v.language;
      await this.remember(inbound, v);
      await this.say(
        inbound,
        v.memberships.length === 0 ? strangerCard(v.draw) : await answerText(this.ports, v, inbound),
      );
    } catch (error) {
      const id = this.failed('message', error);
      await this.say(inbound, this.sorry(language, error, id)).catch(() => this.ports.log('answer.lost', { id }));
    }
  }

  private async installed(activity: Activity): Promise<void> {
    const inbound = readInbound(activity);
    if (!inbound?.person || inbound.action?.startsWith('remove')) return;
    const v = await viewerOf(this.ports, inbound.person, inbound.language);
    const known = (await this.ports.directory.person(inbound.person))?.document.chat !== undefined;
    await this.remember(inbound, v);
    // Once, and only where nobody else reads it.
    if (inbound.scope === 'personal' && v.memberships.length > 0 && !known)
      await this.say(inbound, await answer(this.ports, v, { name: 'help', id: inbound.id }));
  }

  /** What the message extension asks; always in words or a dialog, for Teams shows nothing of a failure. */
  private async extended(inbound: Inbound, { answer, say }: NonNullable<ReturnType<typeof extension.get>>) {
    let language = inbound.language;
    try {
      const v = await viewerOf(this.ports, inbound.person, inbound.language);
      language = v.language;
      const { strangerAsk, strangerHow } = v.draw.words;
      return v.memberships.length === 0
        ? say(`${strangerAsk} ${strangerHow}`)
        : await answer(this.ports, v, inbound.value);
    } catch (error) {
      return say(this.apology(language, error, this.failed('extension', error)));
    }
  }

  /** Of a meeting's call. Nothing waits for it, so a failure is only logged. */
  override async dispatchEventActivity({ activity }: TurnContext): Promise<void> {
    const inbound = readInbound(activity);
    const heard = calls.get(activity.name ?? '');
    if (inbound && heard) await heard(this.ports, inbound).catch((error: unknown) => void this.failed('call', error));
  }

  /** Only our own cards and commands are answered; every other kind of invoke is not ours. */
  override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    const { activity } = context;
    const inbound = readInbound(activity);
    const asked = extension.get(activity.name ?? '');
    if (inbound && asked) return { status: 200, body: await this.extended(inbound, asked) };
    if (activity.name !== 'adaptiveCard/action' || !inbound) return { status: 501 };
    const { action, trigger } = (inbound.value ?? {}) as {
      action?: { verb?: unknown; data?: unknown };
      trigger?: unknown;
    };
    const clicked = {
      verb: typeof action?.verb === 'string' ? action.verb : '',
      data: typeof action?.data === 'object' && action.data !== null ? (action.data as Record<string, unknown>) : {},
      id: inbound.id,
      tenantId: inbound.place.tenantId,
      serviceUrl: inbound.place.serviceUrl,
      ...(inbound.teamGroupId ? { teamId: inbound.teamGroupId } : {}),
    };
    let language = inbound.language;
    try {
      const code = staysInNetwork(clicked);
      const inOne = code && inbound.person ? await viewerIn(this.ports, inbound.person, code) : undefined;
      const v = inOne ?? (await viewerOf(this.ports, inbound.person, inbound.language));
      language = v.language;
      if (v.memberships.length === 0) return invoked(cardType, strangerCard(v.draw));
      const given = await click(this.ports, v, clicked);
      if (!isRefusal(given)) return invoked(cardType, given.card);
      // A card that refreshes by itself gets a card; a click keeps its card, and what was filled in, under a notice.
      return trigger === 'automatic'
        ? invoked(cardType, refusalCard(given, v.draw))
        : invoked(messageType, sentencesOf(given, v.language).join('\n\n'));
    } catch (error) {
      const id = this.failed('click', error);
      return invoked(errorType, { code: id, message: this.apology(language, error, id) }, 500);
    }
  }

  private failed(where: string, error: unknown): string {
    const id = newId();
    this.ports.log('failed', { id, where, ...faultOf(error) });
    return id;
  }

  private apology(language: Language, error: unknown, id: string): string {
    const texts = edgeTextsOf(language);
    return error instanceof Unreachable ? texts.unreachable(id) : texts.wrong(id);
  }

  private sorry(language: Language, error: unknown, id: string): Card {
    const sentences = [this.apology(language, error, id)];
    return messageCard({ title: 'Buurtrust', sentences }, drawIn(this.ports.links, language));
  }
}

/** Nothing is sent within a turn (cards go through the `Conversations` port) and nobody signs in through the bot. */
const unused = {} as never;
class Quiet extends ConnectorFactory {
  async create(): Promise<never> {
    return unused;
  }
}
class QuietAuthentication extends BotFrameworkAuthentication {
  async authenticateRequest(): Promise<never> {
    throw new Error('inbound requests are checked before botbuilder sees them');
  }
  async authenticateStreamingRequest(): Promise<never> {
    throw new Error('streaming is not used');
  }
  createConnectorFactory(): ConnectorFactory {
    return new Quiet();
  }
  async createUserTokenClient(): Promise<never> {
    return unused;
  }
}

class Adapter extends CloudAdapter {
  private readonly checked: AuthenticateRequestResult = {
    claimsIdentity: new ClaimsIdentity([], true),
    connectorFactory: new Quiet(),
    audience: 'https://api.botframework.com',
  };
  carry(activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    return this.processActivity(this.checked, activity, logic);
  }
}

export type Receive = (activity: unknown) => Promise<InvokeResponse | undefined>;

/** A function that takes an activity which has already been checked, and gives the invoke answer if it was an invoke. */
export const makeReceive = (ports: MessagesPorts): Receive => {
  const handler = new Messages(ports);
  const adapter = new Adapter(new QuietAuthentication());
  return async (activity) =>
    isActivity(activity) ? adapter.carry(activity as Activity, (context) => handler.run(context)) : { status: 400 };
};
