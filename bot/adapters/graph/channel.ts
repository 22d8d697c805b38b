/** The network's channel in a team: itself, who is in it, our app and its tab. */
import { z } from 'zod';
import { Refused, Unreachable, type Workplace } from '../../core/ports.ts';
import { type GraphClient, read } from '../graph-client.ts';
import { id, query, quoted } from './path.ts';

const made = z.object({ id: z.string() });

/** learn.microsoft.com, "Limits and specifications for Microsoft Teams": channel names. */
const nameAllowed = (name: string) =>
  /^[^~#%&*{}+/\\:<>?|'"._ ][^~#%&*{}+/\\:<>?|'"\p{Cc}]*$/u.test(name) && name.length <= 50 && !/[. ]$/.test(name);

const channelShape = z.object({ id: z.string(), displayName: z.string(), membershipType: z.string().nullish() });
const memberShape = z.object({ userId: z.string().nullish() });
const tabShape = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  configuration: z.object({ entityId: z.string().nullish() }).nullish(),
  teamsApp: z.object({ id: z.string() }).nullish(),
});

const member = (graph: GraphClient, user: string, roles: readonly string[]) => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  roles,
  'user@odata.bind': `${graph.root}/users(${quoted(user)})`,
});

/** Names are compared in one case, as Teams does. A channel that everybody in the team can read is never taken for ours. */
const findChannel = async (graph: GraphClient, team: string, name: string) => {
  const channels = await graph.all(
    `${team}/channels?${query({ $select: 'id,displayName,membershipType' })}`,
    channelShape,
  );
  const found = channels.find((channel) => channel.displayName.toLowerCase() === name.toLowerCase());
  if (found && found.membershipType !== 'private') throw new Refused('graph', 409, 'channelIsNotPrivate');
  return found && { channelId: found.id };
};

export const ensureChannel = async (
  graph: GraphClient,
  teamId: string,
  name: string,
  description: string,
  owner: string,
) => {
  if (!nameAllowed(name)) throw new Refused('graph', 400, 'channelNameNotAllowed');
  const team = `/teams/${id(teamId)}`;
  const known = await findChannel(graph, team, name);
  if (known) return known;
  const reply = await graph.post(`${team}/channels`, {
    displayName: name,
    description,
    membershipType: 'private',
    members: [member(graph, owner, ['owner'])],
  });
  if (reply.ok) return { channelId: read(reply, made).id };
  // a name that is taken is documented as 409 and seen as 400: somebody, perhaps we, was first
  const first = [400, 409].includes(reply.refusal.status) ? await findChannel(graph, team, name) : undefined;
  if (!first) throw reply.refusal;
  return first;
};

/** Adds to a team or a channel whoever is not in it yet. `refused` are those who are still not in it afterwards. */
const addMembers = async (graph: GraphClient, place: string, users: readonly string[]) => {
  const absentees = async (of: readonly string[]) => {
    const present = new Set(
      (await graph.all(`${place}/members`, memberShape)).map(({ userId }) => userId?.toLowerCase()),
    );
    return of.filter((user) => !present.has(user.toLowerCase()));
  };
  const added: string[] = [];
  const refused: string[] = [];
  for (const user of await absentees(users)) {
    const reply = await graph.post(`${place}/members`, member(graph, user, []));
    if (!reply.ok && reply.refusal.status === 401) throw reply.refusal;
    (reply.ok ? added : refused).push(user);
  }
  return { added, refused: refused.length > 0 ? await absentees(refused) : [] };
};

export const ensureMembers = async (
  graph: GraphClient,
  teamId: string,
  channelId: string,
  objectIds: readonly string[],
) => {
  const team = `/teams/${id(teamId)}`;
  const users = [...new Set(objectIds)];
  const inTeam = await addMembers(graph, team, users);
  const welcome = users.filter((user) => !inTeam.refused.includes(user));
  const inChannel = await addMembers(graph, `${team}/channels/${id(channelId)}`, welcome);
  // a channel learns of new team members some minutes later, and until then calls them unknown
  if (inChannel.refused.some((user) => inTeam.added.includes(user)))
    throw new Unreachable('graph', undefined, {
      cause: new Error('new team members are not known to the channel yet'),
    });
  return { missing: [...inTeam.refused, ...inChannel.refused] };
};

const boundApp = (graph: GraphClient, catalogAppId: string) => ({
  'teamsApp@odata.bind': `${graph.root}/appCatalogs/teamsApps/${id(catalogAppId)}`,
});

/**
 * Installs the app in the team. In v1.0 it cannot be put into a private channel by Graph: `enabledApps` takes shared
 * channels only (learn.microsoft.com, "channel: add enabledApps"), so an owner adds it there by hand.
 */
export const ensureApp = async (graph: GraphClient, teamId: string, catalogAppId: string) => {
  const installed = `/teams/${id(teamId)}/installedApps`;
  const ours = query({ $expand: 'teamsApp', $filter: `teamsApp/id eq ${quoted(catalogAppId)}` });
  if ((await graph.all(`${installed}?${ours}`, made)).length > 0) return;
  const reply = await graph.post(installed, boundApp(graph, catalogAppId));
  if (!reply.ok && reply.refusal.status !== 409) throw reply.refusal;
};

export const ensureTab = async (
  graph: GraphClient,
  teamId: string,
  channelId: string,
  tab: Parameters<Workplace['ensureTab']>[2],
) => {
  const tabs = `/teams/${id(teamId)}/channels/${id(channelId)}/tabs`;
  const all = await graph.all(`${tabs}?${query({ $expand: 'teamsApp' })}`, tabShape);
  const ours = all.filter(({ teamsApp }) => teamsApp?.id === tab.catalogAppId);
  const known =
    ours.find(({ configuration }) => configuration?.entityId === tab.entityId) ??
    ours.find(({ displayName }) => displayName === tab.name);
  if (known) return { tabId: known.id };
  const { entityId, contentUrl, websiteUrl } = tab;
  const reply = await graph.post(tabs, {
    displayName: tab.name,
    ...boundApp(graph, tab.catalogAppId),
    configuration: { entityId, contentUrl, websiteUrl },
  });
  return { tabId: read(reply, made).id };
};
