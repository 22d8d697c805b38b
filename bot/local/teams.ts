/**
 * Teams on a laptop: enough of Microsoft Teams to run the whole product without it. A connector the bot speaks through,
 * a page at /local where one can be any of the demo people, and JSON for scripts. In memory, for this machine only.
 */
import { Router } from 'express';
import type { DemoPerson, DemoPlace } from '../fixtures/people.ts';
import { onlyHere } from './only-here.ts';
import { activities } from './teams/activities.ts';
import { connector } from './teams/connector.ts';
import { conversations } from './teams/conversations.ts';
import type { MadeChannel } from './teams/conversations.ts';
import { page } from './teams/page.ts';
import { person } from './teams/person.ts';

export type LocalTeamsOptions = Readonly<{
  /** where this process listens, e.g. `http://127.0.0.1:3978`; asked when needed, since the port may be chosen late */
  base: () => string;
  /** where the bot listens, when that is somewhere else */
  bot?: () => string;
  botAppId: string;
  botName: string;
  people: readonly DemoPerson[];
  places: readonly DemoPlace[];
  /** organisation → its name on screen */
  organisationNames?: Readonly<Record<string, string>>;
  /** private channels that were made later (the local Graph knows them) */
  madeChannels?: () => readonly MadeChannel[];
  /** whether a place's channel is there from the beginning; otherwise it is one of those that are made */
  stands?: (place: DemoPlace) => boolean;
  /** whether the app was never added to this channel, or taken out of it */
  botIsOut?: (channelId: string) => boolean;
  /** signs what Teams sends to the bot */
  botToken: (about: { serviceUrl: string }) => Promise<string>;
  /** signs a person in to the tab */
  tabToken: (person: { tenantId: string; objectId: string }) => Promise<string>;
  /** whether this is a genuine token of the bot for the connector */
  checkAppToken: (authorization: string | undefined) => Promise<boolean>;
  /** milliseconds since 1970 */
  now?: () => number;
}>;

/** Mount `router` at `/`: it answers under /local only, and passes on what it does not know. */
export const localTeams = (options: LocalTeamsOptions) => {
  const { people, places, now = Date.now } = options;
  const bot = { id: `28:${options.botAppId}`, name: options.botName };
  const serviceUrl = () => `${options.base()}/local/connector/`;
  const world = conversations({
    botName: options.botName,
    people,
    places,
    madeChannels: options.madeChannels ?? (() => []),
    stands: options.stands ?? (() => true),
    now,
  });
  const persons = person({
    world,
    activities: activities({ bot, serviceUrl, now }),
    bot: options.bot ?? (() => `${options.base()}/api/messages`),
    botToken: options.botToken,
  });
  const teams = connector({
    world,
    serviceUrl,
    checkAppToken: options.checkAppToken,
    botIsOut: options.botIsOut ?? (() => false),
  });
  const site = page({
    world,
    persons,
    people,
    organisationNames: options.organisationNames ?? {},
    tabToken: options.tabToken,
    bot,
  });

  const router = Router();
  router.use('/local', onlyHere);
  router.use('/local/connector', teams.router);
  router.use('/local', site.router);
  return { router, serviceUrl, fail: teams.fail, placesChanged: world.placesChanged, close: site.close };
};

export type { MadeChannel };
