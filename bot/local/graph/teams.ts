/** Teams, channels, members, apps and tabs, as strict as the real ones (learn.microsoft.com, "channel-post", "channel-post-members", "team-post-members", "team-post-installedapps", "channel-post-tabs"). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  type Answer,
  badRequest,
  type Call,
  filterValues,
  type Handler,
  notFound,
  one,
  page,
  refuse,
  withBody,
  withQuery,
} from './odata.ts';
import {
  type Channel,
  type GraphState,
  type Membership,
  membership,
  newChannel,
  type Tab,
  type Team,
} from './state.ts';

const listOptions = ['$select', '$filter', '$expand', '$top', '$skiptoken'];

const memberBody = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.aadUserConversationMember'),
  roles: z.array(z.literal('owner')).max(1),
  'user@odata.bind': z.string(),
});
const channelBody = z.strictObject({
  displayName: z.string().min(1).max(50),
  description: z.string().max(1024).nullish(),
  membershipType: z.enum(['standard', 'private']).optional(),
  members: z.array(memberBody).max(200).optional(),
});
const appBody = z.strictObject({ 'teamsApp@odata.bind': z.string() });
const webAddress = z.url({ protocol: /^https?$/ });
const tabBody = z.strictObject({
  displayName: z.string().min(1).max(128),
  'teamsApp@odata.bind': z.string(),
  configuration: z.strictObject({
    entityId: z.string(),
    contentUrl: webAddress,
    websiteUrl: webAddress.optional(),
    removeUrl: webAddress.optional(),
  }),
});

/** learn.microsoft.com, "Limits and specifications for Microsoft Teams" */
const forbiddenInNames = /[~#%&*{}+/\\:<>?|'"]|^[_.]|\.$/;

const boundUser = (bind: string) => /\/v1\.0\/users\('([^']+)'\)$/.exec(bind)?.[1];
const boundApp = (bind: string) => /\/v1\.0\/appCatalogs\/teamsApps\/([^/]+)$/.exec(bind)?.[1];

const showMember = (state: GraphState, { id, user, roles }: Membership) => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  id,
  roles,
  userId: user,
  displayName: state.users.get(user)?.displayName ?? null,
  email: state.users.get(user)?.mail ?? null,
});
const showChannel = ({ id, displayName, description, membershipType, createdDateTime }: Channel) => ({
  id,
  displayName,
  description,
  membershipType,
  createdDateTime,
});
const showApp = (state: GraphState, app: string) => ({
  id: app,
  displayName: state.catalogue.get(app),
  distributionMethod: 'organization',
});
const showTab = (state: GraphState, { id, displayName, app, configuration }: Tab, call: Call) => ({
  id,
  displayName,
  webUrl: `https://teams.microsoft.com/l/entity/${app}/${id}`,
  configuration,
  ...(call.query['$expand'] === 'teamsApp' && { teamsApp: showApp(state, app) }),
});

/** The handlers of everything under `/teams`. */
export const teamHandlers = (state: GraphState, pageSize: number, appId: string) => {
  const inTeam =
    (then: (team: Team, call: Call) => Answer): Handler =>
    (call) => {
      const team = state.teams.get(call.at['team'] ?? '');
      return team ? then(team, call) : notFound('The team');
    };
  const inChannel = (then: (channel: Channel, team: Team, call: Call) => Answer): Handler =>
    inTeam((team, call) => {
      const channel = team.channels.find(({ id }) => id === call.at['channel']);
      return channel ? then(channel, team, call) : notFound('The channel');
    });
  const knownUser = (bind: string) => {
    const user = boundUser(bind);
    return user !== undefined && state.users.has(user) ? user : undefined;
  };

  const createChannel = withBody(channelBody, (body, call) =>
    inTeam((team) => {
      const { displayName, description = null, membershipType = 'standard', members = [] } = body;
      if (forbiddenInNames.test(displayName)) return badRequest('Channel name contains invalid characters.');
      if (team.channels.some((channel) => channel.displayName.toLowerCase() === displayName.toLowerCase()))
        return badRequest('Channel name already existed, please use other name.');
      if (membershipType === 'standard' && members.length > 0)
        return badRequest('Members cannot be set for a standard channel.');
      const users = members.map((member) => knownUser(member['user@odata.bind']));
      if (membershipType === 'private') {
        // with no user signed in there is nobody else who could own it
        if (!members.some(({ roles }) => roles.includes('owner')))
          return badRequest('A private channel needs an owner.');
        if (new Set(users).size < users.length) return badRequest('A member is named twice.');
        if (users.some((user) => !team.members.some((member) => member.user === user)))
          return notFound('A member in the team');
      }
      const roster = members.map(({ roles }, at) => membership(users[at] ?? '', roles));
      const channel = newChannel(displayName, membershipType, description, roster);
      team.channels.push(channel);
      return one(showChannel(channel), call, 201);
    })(call),
  );

  const addTeamMember = withBody(memberBody, (body, call) =>
    inTeam((team) => {
      const user = knownUser(body['user@odata.bind']);
      if (user === undefined) return notFound('The user');
      // the real one answers the same member again rather than a conflict (microsoft-graph-docs issue 9303)
      const known = team.members.find((member) => member.user === user);
      const added = known ?? membership(user, body.roles);
      if (!known) team.members.push(added);
      return one(showMember(state, added), call, 201);
    })(call),
  );

  const addChannelMember = withBody(memberBody, (body, call) =>
    inChannel((channel, team) => {
      if (channel.membershipType === 'standard')
        return badRequest('Members can only be added to private and shared channels.');
      const user = knownUser(body['user@odata.bind']);
      if (user === undefined) return notFound('The user');
      if (!team.members.some((member) => member.user === user)) return notFound('The user in the team');
      if (channel.members.some((member) => member.user === user))
        return refuse(409, 'Conflict', 'The user is a member already.');
      const added = membership(user, body.roles);
      channel.members.push(added);
      return one(showMember(state, added), call, 201);
    })(call),
  );

  const installApp = withBody(appBody, (body, call) =>
    inTeam((team) => {
      const app = boundApp(body['teamsApp@odata.bind']);
      if (app === undefined || !state.catalogue.has(app)) return notFound('The app in the catalogue');
      if (team.apps.some((installed) => installed.app === app))
        return refuse(409, 'Conflict', 'The app is installed already.');
      const installed = { id: randomUUID(), app, version: state.appVersion };
      team.apps.push(installed);
      return one({ id: installed.id }, call, 200);
    })(call),
  );

  const addTab = withBody(tabBody, (body, call) =>
    inChannel((channel, team) => {
      const app = boundApp(body['teamsApp@odata.bind']);
      if (app === undefined || !team.apps.some((installed) => installed.app === app))
        return refuse(403, 'Forbidden', 'The app is not installed in the team.');
      const tab: Tab = { id: randomUUID(), displayName: body.displayName, app, configuration: body.configuration };
      channel.tabs.push(tab);
      return one(showTab(state, tab, call), call, 201);
    })(call),
  );

  const listApps = inTeam((team, call) => {
    const { $filter, $expand } = call.query;
    const [app] = filterValues($filter, /^teamsApp\/id eq '((?:[^']|'')*)'$/) ?? [];
    const expanded = $expand?.split(',') ?? [];
    if (expanded.some((name) => !['teamsApp', 'teamsAppDefinition'].includes(name)))
      return badRequest('Invalid $expand.');
    if ($filter !== undefined && (app === undefined || !expanded.includes('teamsApp')))
      return badRequest('Invalid filter clause.');
    const items = team.apps.filter((installed) => app === undefined || installed.app === app);
    const shown = items.map(({ id, app: of, version }) => ({
      id,
      ...(expanded.includes('teamsApp') && { teamsApp: showApp(state, of) }),
      ...(expanded.includes('teamsAppDefinition') && {
        teamsAppDefinition: { id: `${of}##${version}`, teamsAppId: of, displayName: state.catalogue.get(of), version },
      }),
    }));
    return page(shown, call, pageSize);
  });

  /** learn.microsoft.com, "List permissionGrants of a team": no query options. */
  const grants = withQuery(
    [],
    inTeam((team, call) => {
      const names = [...(state.grants.get(team.id) ?? [])];
      const shown = names.map((permission) => ({
        id: Buffer.from(`${team.id}#${permission}`).toString('base64url'),
        clientAppId: appId,
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        clientId: appId,
        permissionType: 'Application',
        permission,
      }));
      return page(shown, call, pageSize);
    }),
  );

  const list = (handler: Handler) => withQuery(listOptions, (call) => handler(call));
  const unfiltered = (handler: Handler) =>
    withQuery(
      listOptions.filter((name) => name !== '$filter'),
      handler,
    );
  return {
    team: withQuery(
      ['$select'],
      inTeam(({ id, displayName }, call) => one({ id, displayName }, call)),
    ),
    channels: unfiltered(inTeam((team, call) => page(team.channels.map(showChannel), call, pageSize))),
    createChannel,
    teamMembers: unfiltered(
      inTeam((team, call) =>
        page(
          team.members.map((member) => showMember(state, member)),
          call,
          pageSize,
        ),
      ),
    ),
    addTeamMember,
    channelMembers: unfiltered(
      inChannel((channel, team, call) => {
        const members = channel.membershipType === 'private' ? channel.members : team.members;
        return page(
          members.map((member) => showMember(state, member)),
          call,
          pageSize,
        );
      }),
    ),
    addChannelMember,
    grants,
    apps: list(listApps),
    installApp,
    tabs: unfiltered(
      inChannel((channel, _team, call) =>
        page(
          channel.tabs.map((tab) => showTab(state, tab, call)),
          call,
          pageSize,
        ),
      ),
    ),
    addTab,
  };
};
