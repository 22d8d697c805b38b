/**
 * Who lets the app do what: rights in the whole tenant stand in its token, rights in one team are given by an owner (resource-
 * specific consent), and a mailbox is opened in Exchange. What Graph says when one is missing.
 */
import { type Answer, type Call, type Handler, refuse } from './odata.ts';
import type { GraphState } from './state.ts';

/** Any one of these is enough (learn.microsoft.com, the table of permissions of each operation); those we could hold. */
export const sufficient = {
  'GET /teams/{id}/channels': ['ChannelSettings.Read.Group'],
  'POST /teams/{id}/channels': ['Channel.Create.Group'],
  'GET /teams/{id}/members': ['TeamMember.Read.Group'],
  'POST /teams/{id}/members': ['TeamMember.ReadWriteNonOwnerRole.All'],
  'GET /teams/{id}/channels/{id}/members': ['ChannelMember.ReadWrite.Group'],
  'POST /teams/{id}/channels/{id}/members': ['ChannelMember.ReadWrite.Group'],
  'GET /teams/{id}/installedApps': ['TeamsAppInstallation.Read.Group'],
  'GET /teams/{id}/permissionGrants': ['TeamsAppInstallation.Read.Group'],
  'GET /teams/{id}/channels/{id}/tabs': ['TeamsTab.Read.Group'],
  'POST /teams/{id}/channels/{id}/tabs': ['TeamsTab.Create.Group'],
} as const;
export type Operation = keyof typeof sufficient;

/** The seven that an owner gives with the app. */
export const ownersGift: readonly string[] = [
  ...new Set(Object.values(sufficient).flatMap((names) => names.filter((name) => name.endsWith('.Group')))),
];

export const mayIn =
  (state: GraphState, operation: Operation, then: Handler) =>
  (call: Call): Answer => {
    const team = call.at['team'] ?? '';
    // Whether it exists is told by who answers.
    if (!state.teams.has(team)) return then(call);
    const granted = state.grants.get(team) ?? new Set<string>();
    const needed: readonly string[] = sufficient[operation];
    if (needed.some((name) => granted.has(name) || state.roles.has(name))) return then(call);
    return refuse(
      403,
      'Forbidden',
      `Missing role permissions on the request. API requires one of '${needed.join(', ')}'. Roles on the request '${[...state.roles].join(', ')}'. Resource specific consent grants on the request '${[...granted].join(', ')}'.`,
    );
  };
