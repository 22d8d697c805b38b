/** The team in Teams: what its owner gave us, whether our app is in it, and the channel and the bot with it. */
import { Refused } from '../ports.ts';
import { means, type InNetwork, type Installation, type Look } from './check.ts';
import { follows, no, ok, unknown, unused, type Found } from './finding.ts';

/** Asked of one team by its owner: manifest.json and docs/permissions.md; a test keeps the three alike. */
export const teamRights = [
  'ChannelSettings.Read.Group',
  'Channel.Create.Group',
  'TeamMember.Read.Group',
  'ChannelMember.ReadWrite.Group',
  'TeamsAppInstallation.Read.Group',
  'TeamsTab.Read.Group',
  'TeamsTab.Create.Group',
] as const;
export type TeamRight = (typeof teamRights)[number];

/** A 404 of Graph about a team means that it is gone; a 403, that the app was taken out of it or lacks the right. */
const inTeam = (error: unknown, forbidden: Found): Found => means(error, { 404: no('team.gone'), 403: forbidden });

/** What a missing right hides is told by the check of the rights. */
const unseen = follows('teamRights');
/** Of a network that was never set up from inside a team, nothing in the team can be looked at. On a laptop that is how it begins. */
const noTeam = ({ vault }: Installation, said: Found = unseen): Found => (vault ? said : unused('team.local'));
const seen = async <T>(looking: Promise<T>): Promise<T | undefined> =>
  looking.catch((error: unknown) => {
    if (error instanceof Refused && [403, 404].includes(error.status)) return undefined;
    throw error;
  });

export const rights: Look<InNetwork> = async ({ probes, installation }, { network }) => {
  if (!network.setUp) return network.channel ? noTeam(installation, unknown('team.unknown')) : follows('channel');
  try {
    const given = await probes.teamRights(network.setUp.teamId, installation.tabApp);
    const missing = teamRights.filter((right) => !given.includes(right));
    return missing.length === 0 ? ok : no('teamRights.missing', { rights: missing.join(', ') });
  } catch (error) {
    return inTeam(error, no('teamRights.hidden', { rights: 'TeamsAppInstallation.Read.Group' }));
  }
};

export const catalogue: Look<InNetwork> = async ({ probes, installation }, { network }) => {
  if (!network.setUp) return noTeam(installation);
  const apps = await seen(probes.teamApps(network.setUp.teamId));
  if (!apps) return unseen;
  if (apps.some(({ id }) => id === installation.catalogApp)) return ok;
  const other = apps.find(({ name }) => /^buurtrust/i.test(name));
  return other ? no('catalogue.other', { found: other.id }) : no('catalogue.absent');
};

export const version: Look<InNetwork> = async ({ probes, installation }, { network }) => {
  if (!network.setUp) return noTeam(installation);
  const apps = await probes.teamApps(network.setUp.teamId);
  const found = apps.find(({ id }) => id === installation.catalogApp)?.version ?? '';
  return found === installation.version ? ok : no('version.other', { found });
};

export const channelThere: Look<InNetwork> = async ({ probes, installation }, { network }) => {
  if (!network.setUp) return noTeam(installation);
  const channels = await seen(probes.teamChannels(network.setUp.teamId));
  if (!channels) return unseen;
  return channels.includes(network.channel?.conversation ?? '') ? ok : no('channelThere.gone');
};

export const botIn: Look<InNetwork> = async ({ probes, placeOf }, { network }) => {
  if (!network.channel) return follows('channel');
  try {
    await probes.botIn(await placeOf(network.channel));
    return ok;
  } catch (error) {
    return means(error, { 403: no('botIn.not'), 404: no('botIn.not') });
  }
};
