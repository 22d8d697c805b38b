import type { ReadinessTexts } from './readiness-nl.ts';

const exposeApi =
  'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/ProtectAnAPI/appId/{tabApp}';
const apiRights =
  'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/{tabApp}';
const credentials =
  'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/{tabApp}';
const botPage = 'az bot show --name <RESOURCE_NAME> --resource-group <group> --query properties';
const settings = 'env/.env.prod, then: atk deploy --env prod';
const networkPage = '{url}/tab/?page=network&network={network}';
const identity = 'az containerapp identity show --name <RESOURCE_NAME> --resource-group <group>';
const roles = 'az cosmosdb sql role assignment list --account-name <RESOURCE_NAME> --resource-group <group>';

export const readinessEn: ReadinessTexts = {
  title: 'Readiness',
  verdict: { ok: 'Fine', broken: 'Not right', unknown: 'Unknown', unused: 'Not in use' },
  labels: { cause: 'Cause', cure: 'What to do', where: 'Where', network: 'Network' },
  sum: (ok, broken, unknown, unused) => `${broken} not right, ${unknown} unknown, ${ok} fine, ${unused} not in use.`,
  check: {
    settings: { name: 'Settings', where: settings },
    address: { name: "The app's address", where: '{url}/health' },
    clock: { name: 'The clock', where: 'az containerapp revision restart' },
    identity: { name: "The bot's identity", where: identity },
    entra: { name: 'Access to Entra', where: credentials },
    rights: { name: 'Rights in the whole organisation', where: apiRights },
    graph: { name: 'Microsoft Graph', where: 'https://status.cloud.microsoft' },
    signInKeys: {
      name: 'Keys to check sign-ins with',
      where: 'https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys',
    },
    signIn: { name: 'Signing in to the tab', where: exposeApi },
    botKeys: { name: 'Keys to check messages with', where: 'https://login.botframework.com/v1/.well-known/keys' },
    messages: { name: 'Messages from Teams', where: botPage },
    database: { name: 'Database', where: roles },
    container: { name: 'How the database is laid out', where: 'infra/cosmos.bicep, then: atk provision --env prod' },
    writing: { name: 'Writing to the database', where: roles },
    keys: { name: 'The key of the files', where: 'https://portal.azure.com, Key Vault {vault}, Keys' },
    keyGuard: { name: 'Protection of the key', where: 'https://portal.azure.com, Key Vault {vault}, Properties' },
    networks: { name: 'Networks', where: '{url}/tab/?page=network' },
    outbox: { name: 'Delivery', where: 'Log of the container, event delivery.failed' },
    leads: { name: 'Casemanager and deputy', where: networkPage },
    covenant: { name: 'Covenant', where: networkPage },
    signed: { name: 'Who signed the covenant', where: networkPage },
    channel: { name: 'Setting up the channel', where: "Teams: the network's team" },
    teamRights: { name: 'Rights in the team', where: 'Teams: the team › Manage team › Apps › Buurtrust' },
    catalogue: {
      name: 'The app in the team',
      where: 'https://admin.teams.microsoft.com/policies/manage-apps/{catalogApp}',
    },
    version: {
      name: 'Version of the app',
      where: 'https://admin.teams.microsoft.com/policies/manage-apps/{catalogApp}',
    },
    channelThere: { name: 'The channel in Teams', where: "Teams: the network's team" },
    botIn: { name: 'The bot in the channel', where: 'Teams: the channel › Manage channel › Apps' },
    mailbox: { name: 'Calendar for the meetings', where: 'docs/install.md, step 4 (Exchange Online PowerShell)' },
    mail: {
      name: 'Mail for who has no Teams',
      where: 'Test-ServicePrincipalAuthorization -Identity {tabApp} -Resource <mailbox>',
    },
  },
  cause: {
    'settings.missing': {
      cause: 'Setting {name} is missing.',
      cure: 'It is: {setting}. The app does not start without it.',
    },
    'settings.wrong': {
      cause: 'Setting {name} does not have the right form.',
      cure: 'It is: {setting}. The app does not start without it.',
    },
    silent: {
      cause: 'There was no answer. {status}',
      cure: 'Is the service on, and may the container reach it (firewall, private network, DNS)? If it is out of order it passes by itself: nothing gets lost.',
    },
    refused: {
      cause: 'The answer was no, with code {code}.',
      cure: 'Look the code up at Microsoft. If that does not help, hand on the code and this line.',
    },
    failed: {
      cause: 'This check itself failed ({code}).',
      cure: 'Look again. If it stays so, report it with this code.',
    },
    follows: { cause: 'Not looked at, because this must be right first: {check}.', cure: '' },
    local: { cause: 'Not needed on this machine.', cure: '' },
    'address.other': {
      cause: 'At {url} something else answers than this installation.',
      cure: 'Set PUBLIC_URL to the address of the container app, without a slash at the end.',
      where: settings,
    },
    'clock.tab': {
      cause: 'The clock is {seconds} seconds off. From 60 on, the tab refuses people who have just signed in.',
      cure: 'Restart the container: it gets its time from its machine.',
    },
    'clock.all': {
      cause: 'The clock is {seconds} seconds off. From 300 on, messages from Teams are refused as well.',
      cure: 'Restart the container: it gets its time from its machine.',
    },
    'identity.none': {
      cause: 'There is no managed identity with id {botApp} here.',
      cure: 'Run this inside the container. If you do: assign the identity of BOT_APP_ID to the container app.',
    },
    'identity.other': {
      cause: 'The identity is {found} in tenant {foundTenant}; the settings say {botApp} and {tenant}.',
      cure: 'Set BOT_APP_ID to the client id of the managed identity, and TENANT_IDS to your own tenant, that one first.',
      where: settings,
    },
    'entra.trust': {
      cause: "Registration {tabApp} does not trust the bot's identity ({code}).",
      cure: 'Run atk provision --env prod again: it makes the trust "managed-identity" under Federated credentials.',
    },
    'entra.app': {
      cause: 'Entra does not know TAB_APP_ID {tabApp} in this tenant, or it has no enterprise application ({code}).',
      cure: 'Set TAB_APP_ID to the id of the registration. Make the enterprise application: az ad sp create --id {tabApp}',
      where: settings,
    },
    'entra.tenant': {
      cause: 'Entra does not know tenant {tenant} ({code}).',
      cure: 'Put your own tenant first in TENANT_IDS.',
      where: settings,
    },
    'entra.other': {
      cause: 'Entra refuses the app, with code {code}.',
      cure: 'Look the code up: https://login.microsoftonline.com/error?code={code}',
    },
    'rights.tooMany': {
      cause:
        'The app holds more rights in the whole organisation than it needs: {rights}. With Calendars.ReadWrite or Mail.Send it reaches every mailbox.',
      cure: 'Withdraw this consent. Calendar and mail are given in Exchange, for one mailbox.',
    },
    'rights.addMembers': {
      cause:
        'TeamMember.ReadWriteNonOwnerRole.All is not given. That is fine: the app then adds nobody to a team by itself.',
      cure: 'Nothing; or consent to it if the app is to add people to the team.',
    },
    'signIn.never': {
      cause: 'Nobody has opened the tab since the app started. Whether that works cannot be seen from here.',
      cure: "Open the tab in Teams. Otherwise look at: scope access_as_user, the address api://…/{tabApp} with your own host name, and Teams' two apps under Authorized client applications.",
    },
    'signIn.audience': {
      cause: 'Teams gives tokens for another app than {tabApp}.',
      cure: 'Make webApplicationInfo in the manifest and TAB_APP_ID the same, and have api://<host name>/{tabApp} under Expose an API.',
    },
    'signIn.version': {
      cause: 'The tokens have the old form (version 1).',
      cure: 'Set requestedAccessTokenVersion of the registration to 2.',
      where:
        'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/ProtectAnAPI/appId/{tabApp} (Manifest)',
    },
    'signIn.scope': {
      cause: 'The tokens do not hold the scope access_as_user.',
      cure: 'Make the scope access_as_user under Expose an API, and enable it.',
    },
    'signIn.client': {
      cause: 'The tokens come from an app that is not on the list.',
      cure: 'Have only 1fec8e78-bce4-4aaf-ab1b-5451cc387264 and 5e3ce6c0-2b1f-4285-8d4b-75ee78787346 under Authorized client applications.',
    },
    'signIn.tenant': {
      cause: 'Whoever tries to come in belongs to a tenant that is not in TENANT_IDS.',
      cure: 'Invite people from elsewhere as guests: then they belong to your own tenant.',
      where: 'docs/install.md, "People from elsewhere"',
    },
    'signIn.other': {
      cause: 'The tab refuses tokens of Entra: {reason}.',
      cure: 'token.expired and token.notYetValid point at the clock. Otherwise hand on this word.',
    },
    'messages.never': {
      cause: 'Nothing has come in from Teams since the app started. Whether that works cannot be seen from here.',
      cure: 'Type help to the bot. If there is no answer: endpoint must be {url}/api/messages, msaAppId {botApp}, and the Microsoft Teams channel must be on.',
    },
    'messages.audience': {
      cause: 'Teams sends messages for another bot than {botApp}.',
      cure: 'Make msaAppId of the Azure Bot, botId in the manifest and BOT_APP_ID the same.',
    },
    'messages.tenant': {
      cause: 'Messages come in from a tenant that is not in TENANT_IDS.',
      cure: 'Put your tenant in TENANT_IDS, or remove the app from the other tenant.',
      where: settings,
    },
    'messages.other': {
      cause: 'Messages of the Bot Framework are refused: {reason}.',
      cure: 'token.expired and token.notYetValid point at the clock. Otherwise hand on this word.',
    },
    'database.role': {
      cause: 'The identity may not read and write in database {database}.',
      cure: 'Give it the role Cosmos DB Built-in Data Contributor on the account: atk provision --env prod does so.',
    },
    'database.missing': {
      cause: 'In {database} there is no {container}.',
      cure: 'Run atk provision --env prod, or set COSMOS_DATABASE and COSMOS_CONTAINER right.',
      where: 'infra/cosmos.bicep',
    },
    'container.partition': {
      cause: 'The container is divided by {found}, and it must be /network. That cannot be changed.',
      cure: 'Make a new container as in infra/cosmos.bicep and name it in COSMOS_CONTAINER.',
    },
    'container.indexing': {
      cause: 'These fields are searched and not indexed: {fields}.',
      cure: 'Set infra/indexing-policy.json as the indexing policy of the container.',
    },
    'keys.role': {
      cause: 'The identity may not use the key in {vault}, or the key is disabled.',
      cure: 'Give it the role Key Vault Crypto Service Encryption User on the key, and see whether the key is enabled and not expired.',
    },
    'keys.missing': {
      cause: 'The key of KEY_ID does not exist in {vault}.',
      cure: 'If it was deleted: restore it (Manage deleted keys). Without this key no file can be read. Never make a new one with the same name.',
    },
    'keys.changed': {
      cause: 'What the key wrapped, it does not unwrap.',
      cure: 'Stop the app and call the supplier: files get lost this way.',
    },
    'keyGuard.off': {
      cause: 'The key can be destroyed in a moment: purge protection is off.',
      cure: 'Turn purge protection on. Without the key no file can be read any more.',
    },
    'networks.none': {
      cause: 'There is no network yet.',
      cure: 'Whoever is in ADMINISTRATORS begins one in the tab, page Network.',
    },
    'outbox.late': {
      cause: '{count} times something was not delivered; the oldest waits since {since}. Last answer: {service} {code}',
      cure: 'Solve what is not right above: then it goes by itself. If all is fine, look the code up.',
    },
    'leads.none': { cause: 'No casemanager or no deputy is named.', cure: 'Name both: two different people.' },
    'leads.left': { cause: 'The casemanager or the deputy is no longer a member.', cure: 'Name somebody else.' },
    'covenant.expired': {
      cause: 'The covenant expired on {day}. Nobody can open the cases any more.',
      cure: 'Record the new covenant, with who signed it.',
    },
    'signed.missing': {
      cause:
        'These organisations have members and did not sign the covenant: {organisations}. Their people can do nothing.',
      cure: 'Record when they signed, or end those memberships.',
    },
    'channel.none': {
      cause: 'The network has no channel yet.',
      cure: 'The casemanager types in the team: @Buurtrust set up network',
    },
    'channel.failed': {
      cause: 'Setting up stopped at step "{step}", with code {code}.',
      cure: 'The card in Teams says for each step what somebody must do. If a right is missing, it is named below. Then type again: set up network',
    },
    'channel.busy': { cause: 'Setting up is still going on.', cure: 'Look again in a few minutes.' },
    'team.unknown': {
      cause: 'The app does not know in which team this channel is.',
      cure: 'The casemanager types in the team: @Buurtrust set up network',
    },
    'team.local': {
      cause:
        'This network belongs to the example on this machine. It was not set up in a team, and here it need not be.',
      cure: '',
    },
    'team.gone': {
      cause: 'The team no longer exists.',
      cure: 'Restore it (within 30 days): Entra › Groups › Deleted groups.',
      where: 'https://entra.microsoft.com › Groups › Deleted groups',
    },
    'teamRights.missing': {
      cause: 'Rights are missing in this team: {rights}. {without}',
      cure: 'An owner removes Buurtrust from the team and adds it again: that gives all seven rights.',
    },
    'teamRights.hidden': {
      cause:
        'The app may not see which rights it has in this team: {rights} is missing, or the app was taken out of the team. {without}',
      cure: 'An owner removes Buurtrust from the team and adds it again. If that is not allowed: Teams admin centre › Teams apps › App settings › Resource-specific consent.',
    },
    'catalogue.absent': {
      cause: 'The app {catalogApp} is not in this team.',
      cure: 'An owner adds Buurtrust to the team. If it is not in the list: allow the app (Manage apps › Buurtrust › Publish, and the app policy).',
    },
    'catalogue.other': {
      cause: 'In the team Buurtrust has id {found}; the setting says {catalogApp}. Links in cards then open nothing.',
      cure: "Set CATALOG_APP_ID to {found}: the id in the address of the app's page under Manage apps.",
      where: settings,
    },
    'version.other': {
      cause: 'In the team stands version {found}; the app is {version}.',
      cure: 'Publish the new package: atk publish --env prod, approve it, and have an owner update the app.',
    },
    'channelThere.gone': {
      cause: "The network's channel is no longer in the team.",
      cure: 'An owner restores it (within 30 days): Manage team › Channels › Deleted.',
    },
    'botIn.not': {
      cause: 'The bot is not in the channel: cards do not arrive.',
      cure: 'An owner adds Buurtrust to the channel itself. Graph cannot.',
    },
    'mailbox.rights': {
      cause: 'The app may not use the calendar that organises the meetings.',
      cure: 'Give it in Exchange the role Application Calendars.ReadWrite for this one mailbox. It takes up to two hours to work.',
      where: 'Test-ServicePrincipalAuthorization -Identity {tabApp} -Resource <mailbox>',
    },
    'mailbox.none': {
      cause: 'The account that organises the meetings has no mailbox in Exchange Online.',
      cure: 'Give it a licence with Exchange Online, or set another (shared) mailbox.',
    },
    'mailbox.organiser': {
      cause: 'The account that organises the meetings was not found.',
      cure: 'Name a casemanager with an account in this organisation, or set a shared mailbox.',
    },
    'mail.unseen': {
      cause: 'Whether the app may send mail cannot be seen without sending one.',
      cure: 'See that Application Mail.Send is True for the mailbox.',
    },
  },
  setting: {
    PORT: 'the port the app listens on, a number',
    PUBLIC_URL: 'the address of the app, with https:// and without a slash at the end',
    TENANT_IDS: 'ids of the tenants that may come in, your own first, with commas between',
    ADMINISTRATORS: 'object ids of the people who may begin a network, with commas between',
    BOT_APP_ID: 'client id of the managed identity that is the bot',
    TAB_APP_ID: 'id of the app registration of the tab; another than BOT_APP_ID',
    CATALOG_APP_ID: "id of the app in the organisation's catalogue",
    COSMOS_ENDPOINT: 'the https address of the database',
    COSMOS_DATABASE: 'the name of the database',
    COSMOS_CONTAINER: 'the name of the container',
    KEY_ID: 'https://<vault>.vault.azure.net/keys/<name>',
  },
  without: {
    'ChannelSettings.Read.Group': 'Without ChannelSettings.Read.Group a channel that exists is not found.',
    'Channel.Create.Group': 'Without Channel.Create.Group the app makes no private channel: make it by hand.',
    'TeamMember.Read.Group':
      'Without TeamMember.Read.Group the app cannot see who is in the team, and set-up stops at the members.',
    'ChannelMember.ReadWrite.Group': 'Without ChannelMember.ReadWrite.Group nobody gets into the channel.',
    'TeamsAppInstallation.Read.Group':
      'Without TeamsAppInstallation.Read.Group the app cannot see that it is in the team, and set-up stops at the app.',
    'TeamsTab.Read.Group': 'Without TeamsTab.Read.Group set-up stops at the tab: add it by hand.',
    'TeamsTab.Create.Group': 'Without TeamsTab.Create.Group no tab is made: add it by hand.',
  },
};
