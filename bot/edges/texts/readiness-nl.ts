/**
 * What the readiness check says, in Dutch: the source. `{…}` are values of the check and of the installation. For every check
 * where to look; for every cause what is the matter and what to do. For administrators, so names of settings may stand in it.
 */
import type { Cause, CheckId, Verdict } from '../../core/readiness/finding.ts';
import type { TeamRight } from '../../core/readiness/team.ts';

export type ReadinessTexts = Readonly<{
  title: string;
  verdict: Readonly<Record<Verdict, string>>;
  check: Readonly<Record<CheckId, Readonly<{ name: string; where: string }>>>;
  /** `where` when it is somewhere else than the check says */
  cause: Readonly<Record<Cause, Readonly<{ cause: string; cure: string; where?: string }>>>;
  /** what does not work without a right */
  without: Readonly<Record<TeamRight, string>>;
  /** what each setting is */
  setting: Readonly<Record<string, string>>;
  labels: Readonly<{ cause: string; cure: string; where: string; network: string }>;
  sum: (ok: number, broken: number, unknown: number, unused: number) => string;
}>;

const exposeApi =
  'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/ProtectAnAPI/appId/{tabApp}';
const apiRights =
  'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/{tabApp}';
const credentials =
  'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/{tabApp}';
const botPage = 'az bot show --name <RESOURCE_NAME> --resource-group <groep> --query properties';
const settings = 'env/.env.prod, daarna: atk deploy --env prod';
const networkPage = '{url}/tab/?page=network&network={network}';
const identity = 'az containerapp identity show --name <RESOURCE_NAME> --resource-group <groep>';
const roles = 'az cosmosdb sql role assignment list --account-name <RESOURCE_NAME> --resource-group <groep>';

export const readinessNl: ReadinessTexts = {
  title: 'Gereedheid',
  verdict: { ok: 'In orde', broken: 'Niet in orde', unknown: 'Onbekend', unused: 'Niet in gebruik' },
  labels: { cause: 'Oorzaak', cure: 'Wat te doen', where: 'Waar', network: 'Netwerk' },
  sum: (ok, broken, unknown, unused) =>
    `${broken} niet in orde, ${unknown} onbekend, ${ok} in orde, ${unused} niet in gebruik.`,
  check: {
    settings: { name: 'Instellingen', where: settings },
    address: { name: 'Het adres van de app', where: '{url}/health' },
    clock: { name: 'De klok', where: 'az containerapp revision restart' },
    identity: { name: 'De identiteit van de bot', where: identity },
    entra: { name: 'Toegang tot Entra', where: credentials },
    rights: { name: 'Rechten in de hele organisatie', where: apiRights },
    graph: { name: 'Microsoft Graph', where: 'https://status.cloud.microsoft' },
    signInKeys: {
      name: 'Sleutels om aanmelden te controleren',
      where: 'https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys',
    },
    signIn: { name: 'Aanmelden in het tabblad', where: exposeApi },
    botKeys: {
      name: 'Sleutels om berichten te controleren',
      where: 'https://login.botframework.com/v1/.well-known/keys',
    },
    messages: { name: 'Berichten uit Teams', where: botPage },
    database: { name: 'Database', where: roles },
    container: { name: 'Indeling van de database', where: 'infra/cosmos.bicep, daarna: atk provision --env prod' },
    writing: { name: 'Schrijven in de database', where: roles },
    keys: { name: 'Sleutel van de dossiers', where: 'https://portal.azure.com, Key Vault {vault}, Keys' },
    keyGuard: { name: 'Bescherming van de sleutel', where: 'https://portal.azure.com, Key Vault {vault}, Properties' },
    networks: { name: 'Netwerken', where: '{url}/tab/?page=network' },
    outbox: { name: 'Bezorgen', where: 'Log van de container, gebeurtenis delivery.failed' },
    leads: { name: 'Casemanager en vervanger', where: networkPage },
    covenant: { name: 'Convenant', where: networkPage },
    signed: { name: 'Deelnemers aan het convenant', where: networkPage },
    channel: { name: 'Kanaal inrichten', where: 'Teams: het team van het netwerk' },
    teamRights: { name: 'Rechten in het team', where: 'Teams: het team › Team beheren › Apps › Buurtrust' },
    catalogue: {
      name: 'De app in het team',
      where: 'https://admin.teams.microsoft.com/policies/manage-apps/{catalogApp}',
    },
    version: {
      name: 'Versie van de app',
      where: 'https://admin.teams.microsoft.com/policies/manage-apps/{catalogApp}',
    },
    channelThere: { name: 'Het kanaal in Teams', where: 'Teams: het team van het netwerk' },
    botIn: { name: 'De bot in het kanaal', where: 'Teams: het kanaal › Kanaal beheren › Apps' },
    mailbox: { name: 'Agenda voor de overleggen', where: 'docs/install.md, stap 4 (Exchange Online PowerShell)' },
    mail: {
      name: 'Mail voor wie geen Teams heeft',
      where: 'Test-ServicePrincipalAuthorization -Identity {tabApp} -Resource <postvak>',
    },
  },
  cause: {
    'settings.missing': { cause: 'Instelling {name} ontbreekt.', cure: 'Het is: {setting}. De app start niet zonder.' },
    'settings.wrong': {
      cause: 'Instelling {name} heeft niet de goede vorm.',
      cure: 'Het is: {setting}. De app start niet zonder.',
    },
    silent: {
      cause: 'Er kwam geen antwoord. {status}',
      cure: 'Staat de dienst aan, en mag de container erbij (firewall, privénetwerk, DNS)? Is er een storing, dan gaat het vanzelf over: er raakt niets kwijt.',
    },
    refused: {
      cause: 'Het antwoord was nee, met code {code}.',
      cure: 'Zoek de code op bij Microsoft. Komt u er niet uit, geef dan de code en deze regel door.',
    },
    failed: {
      cause: 'Deze controle is zelf mislukt ({code}).',
      cure: 'Kijk nog een keer. Blijft het zo, meld het dan met deze code.',
    },
    follows: {
      cause: 'Hier is niet naar gekeken, omdat dit eerst in orde moet zijn: {check}.',
      cure: '',
    },
    local: { cause: 'Op deze machine is dit niet nodig.', cure: '' },
    'address.other': {
      cause: 'Op {url} antwoordt iets anders dan deze installatie.',
      cure: 'Zet PUBLIC_URL op het adres van de container-app, zonder schuine streep aan het eind.',
      where: settings,
    },
    'clock.tab': {
      cause:
        'De klok loopt {seconds} seconden verkeerd. Vanaf 60 weigert het tabblad mensen die zich net hebben aangemeld.',
      cure: 'Start de container opnieuw: hij krijgt de tijd van zijn machine.',
    },
    'clock.all': {
      cause: 'De klok loopt {seconds} seconden verkeerd. Vanaf 300 worden ook de berichten uit Teams geweigerd.',
      cure: 'Start de container opnieuw: hij krijgt de tijd van zijn machine.',
    },
    'identity.none': {
      cause: 'Er is hier geen beheerde identiteit met nummer {botApp}.',
      cure: 'Draai dit in de container. Doet u dat al: koppel de identiteit van BOT_APP_ID aan de container-app.',
    },
    'identity.other': {
      cause: 'De identiteit is {found} in tenant {foundTenant}; ingesteld zijn {botApp} en {tenant}.',
      cure: 'Zet BOT_APP_ID op het clientnummer van de beheerde identiteit en TENANT_IDS op uw eigen tenant, die als eerste.',
      where: settings,
    },
    'entra.trust': {
      cause: 'De registratie {tabApp} vertrouwt de identiteit van de bot niet ({code}).',
      cure: 'Draai atk provision --env prod opnieuw: dat maakt het vertrouwen "managed-identity" onder Federated credentials.',
    },
    'entra.app': {
      cause: 'Entra kent TAB_APP_ID {tabApp} niet in deze tenant, of er is geen bedrijfstoepassing bij ({code}).',
      cure: 'Zet TAB_APP_ID op het nummer van de registratie. Maak de bedrijfstoepassing: az ad sp create --id {tabApp}',
      where: settings,
    },
    'entra.tenant': {
      cause: 'Entra kent tenant {tenant} niet ({code}).',
      cure: 'Zet in TENANT_IDS uw eigen tenant als eerste.',
      where: settings,
    },
    'entra.other': {
      cause: 'Entra weigert de app, met code {code}.',
      cure: 'Zoek de code op: https://login.microsoftonline.com/error?code={code}',
    },
    'rights.tooMany': {
      cause:
        'De app heeft meer rechten in de hele organisatie dan nodig: {rights}. Met Calendars.ReadWrite of Mail.Send kan hij bij elk postvak.',
      cure: 'Trek deze toestemming in. Agenda en mail worden in Exchange gegeven, voor één postvak.',
    },
    'rights.addMembers': {
      cause: 'TeamMember.ReadWriteNonOwnerRole.All is niet gegeven. Dat mag: de app zet dan niemand zelf in een team.',
      cure: 'Niets, of geef toestemming als de app mensen in het team moet zetten.',
    },
    'signIn.never': {
      cause: 'Sinds de app draait heeft nog niemand het tabblad geopend. Of dat kan, is van hier niet te zien.',
      cure: 'Open het tabblad in Teams. Kijk anders na: bereik access_as_user, adres api://…/{tabApp} met uw eigen hostnaam, en de twee apps van Teams bij Authorized client applications.',
    },
    'signIn.audience': {
      cause: 'Teams geeft bewijzen voor een andere app dan {tabApp}.',
      cure: 'Maak webApplicationInfo in het manifest en TAB_APP_ID gelijk, en zet api://<hostnaam>/{tabApp} bij Expose an API.',
    },
    'signIn.version': {
      cause: 'De bewijzen hebben de oude vorm (versie 1).',
      cure: 'Zet requestedAccessTokenVersion van de registratie op 2.',
      where:
        'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/ProtectAnAPI/appId/{tabApp} (Manifest)',
    },
    'signIn.scope': {
      cause: 'In de bewijzen staat het bereik access_as_user niet.',
      cure: 'Maak het bereik access_as_user bij Expose an API en zet het aan.',
    },
    'signIn.client': {
      cause: 'De bewijzen komen van een app die niet op de lijst staat.',
      cure: 'Zet bij Authorized client applications alleen 1fec8e78-bce4-4aaf-ab1b-5451cc387264 en 5e3ce6c0-2b1f-4285-8d4b-75ee78787346.',
    },
    'signIn.tenant': {
      cause: 'Wie probeert binnen te komen hoort bij een tenant die niet in TENANT_IDS staat.',
      cure: 'Nodig mensen van buiten uit als gast: dan horen ze bij uw eigen tenant.',
      where: 'docs/install.md, "People from elsewhere"',
    },
    'signIn.other': {
      cause: 'Het tabblad weigert bewijzen van Entra: {reason}.',
      cure: 'token.expired en token.notYetValid wijzen op de klok. Geef anders dit woord door.',
    },
    'messages.never': {
      cause: 'Sinds de app draait is er nog niets uit Teams gekomen. Of dat kan, is van hier niet te zien.',
      cure: 'Typ hulp tegen de bot. Komt er geen antwoord: endpoint moet {url}/api/messages zijn, msaAppId {botApp}, en het kanaal Microsoft Teams moet aan staan.',
    },
    'messages.audience': {
      cause: 'Teams stuurt berichten voor een andere bot dan {botApp}.',
      cure: 'Maak msaAppId van de Azure Bot, botId in het manifest en BOT_APP_ID gelijk.',
    },
    'messages.tenant': {
      cause: 'Er komen berichten uit een tenant die niet in TENANT_IDS staat.',
      cure: 'Zet uw tenant in TENANT_IDS, of haal de app weg uit de andere tenant.',
      where: settings,
    },
    'messages.other': {
      cause: 'Berichten van de Bot Framework worden geweigerd: {reason}.',
      cure: 'token.expired en token.notYetValid wijzen op de klok. Geef anders dit woord door.',
    },
    'database.role': {
      cause: 'De identiteit mag niet in de database {database} lezen en schrijven.',
      cure: 'Geef haar de rol Cosmos DB Built-in Data Contributor op het account: atk provision --env prod doet dat.',
    },
    'database.missing': {
      cause: 'In {database} bestaat {container} niet.',
      cure: 'Draai atk provision --env prod, of zet COSMOS_DATABASE en COSMOS_CONTAINER goed.',
      where: 'infra/cosmos.bicep',
    },
    'container.partition': {
      cause: 'De container is verdeeld op {found}, en dat moet /network zijn. Dat is niet te veranderen.',
      cure: 'Maak een nieuwe container zoals in infra/cosmos.bicep en verwijs daarnaar in COSMOS_CONTAINER.',
    },
    'container.indexing': {
      cause: 'Op deze velden wordt gezocht, en ze staan niet in de index: {fields}.',
      cure: 'Zet infra/indexing-policy.json als indexing policy van de container.',
    },
    'keys.role': {
      cause: 'De identiteit mag de sleutel in {vault} niet gebruiken, of de sleutel staat uit.',
      cure: 'Geef haar de rol Key Vault Crypto Service Encryption User op de sleutel, en kijk of de sleutel aan staat en nog geldig is.',
    },
    'keys.missing': {
      cause: 'De sleutel van KEY_ID bestaat niet in {vault}.',
      cure: 'Is hij verwijderd: haal hem terug (Manage deleted keys). Zonder deze sleutel is geen enkel dossier te lezen. Maak nooit een nieuwe met dezelfde naam.',
    },
    'keys.changed': {
      cause: 'Wat de sleutel inpakte, pakt hij niet weer uit.',
      cure: 'Stop de app en bel de leverancier: zo raken dossiers kwijt.',
    },
    'keyGuard.off': {
      cause: 'De sleutel kan in één keer worden vernietigd: purge protection staat uit.',
      cure: 'Zet purge protection aan. Zonder sleutel is geen enkel dossier meer te lezen.',
    },
    'networks.none': {
      cause: 'Er is nog geen netwerk.',
      cure: 'Wie in ADMINISTRATORS staat, begint er een in het tabblad, pagina Netwerk.',
    },
    'outbox.late': {
      cause: '{count} keer is iets niet bezorgd; het oudste wacht sinds {since}. Laatste antwoord: {service} {code}',
      cure: 'Los op wat hierboven niet in orde is: daarna gaat het vanzelf alsnog. Is alles in orde, zoek dan de code op.',
    },
    'leads.none': {
      cause: 'Er is geen casemanager of geen vervanger aangewezen.',
      cure: 'Wijs ze allebei aan: twee verschillende mensen.',
    },
    'leads.left': { cause: 'De casemanager of de vervanger is geen lid meer.', cure: 'Wijs iemand anders aan.' },
    'covenant.expired': {
      cause: 'Het convenant is verlopen op {day}. Niemand kan nog bij de casussen.',
      cure: 'Leg het nieuwe convenant vast, met wie het ondertekende.',
    },
    'signed.missing': {
      cause:
        'Deze organisaties hebben leden, en hebben het convenant niet ondertekend: {organisations}. Hun mensen kunnen niets.',
      cure: 'Leg vast wanneer zij ondertekenden, of haal de leden weg.',
    },
    'channel.none': {
      cause: 'Het netwerk heeft nog geen kanaal.',
      cure: 'De casemanager typt in het team: @Buurtrust netwerk inrichten',
    },
    'channel.failed': {
      cause: 'Het inrichten bleef steken bij stap "{step}", met code {code}.',
      cure: 'De kaart in Teams zegt per stap wat iemand moet doen. Ontbreekt een recht, dan staat dat hieronder. Typ daarna weer: netwerk inrichten',
    },
    'channel.busy': { cause: 'Het inrichten is nog bezig.', cure: 'Kijk over een paar minuten nog een keer.' },
    'team.unknown': {
      cause: 'De app weet niet in welk team dit kanaal staat.',
      cure: 'De casemanager typt in het team: @Buurtrust netwerk inrichten',
    },
    'team.local': {
      cause:
        'Dit netwerk hoort bij het voorbeeld op deze machine. Het is niet in een team ingericht, en dat hoeft hier ook niet.',
      cure: '',
    },
    'team.gone': {
      cause: 'Het team bestaat niet meer.',
      cure: 'Zet het team terug (binnen 30 dagen): Entra › Groepen › Verwijderde groepen.',
      where: 'https://entra.microsoft.com › Groups › Deleted groups',
    },
    'teamRights.missing': {
      cause: 'In dit team ontbreken rechten: {rights}. {without}',
      cure: 'Een eigenaar haalt Buurtrust uit het team en voegt hem opnieuw toe: dan geeft hij alle zeven rechten.',
    },
    'teamRights.hidden': {
      cause:
        'De app mag in dit team niet zien welke rechten hij heeft: {rights} ontbreekt, of de app is uit het team gehaald. {without}',
      cure: 'Een eigenaar haalt Buurtrust uit het team en voegt hem opnieuw toe. Mag dat niet: Teams-beheercentrum › Teams-apps › App-instellingen › Resource-specific consent.',
    },
    'catalogue.absent': {
      cause: 'De app {catalogApp} staat niet in dit team.',
      cure: 'Een eigenaar voegt Buurtrust toe aan het team. Staat hij niet in de lijst: sta de app toe (Manage apps › Buurtrust › Publish, en het app-beleid).',
    },
    'catalogue.other': {
      cause:
        'In het team staat Buurtrust met nummer {found}; ingesteld is {catalogApp}. Koppelingen in kaarten openen dan niets.',
      cure: 'Zet CATALOG_APP_ID op {found}: het nummer in het adres van de app onder Manage apps.',
      where: settings,
    },
    'version.other': {
      cause: 'In het team staat versie {found}; de app is {version}.',
      cure: 'Publiceer het nieuwe pakket: atk publish --env prod, keur het goed, en laat een eigenaar de app bijwerken.',
    },
    'channelThere.gone': {
      cause: 'Het kanaal van het netwerk bestaat niet meer in het team.',
      cure: 'Een eigenaar zet het terug (binnen 30 dagen): Team beheren › Kanalen › Verwijderd.',
    },
    'botIn.not': {
      cause: 'De bot zit niet in het kanaal: kaarten komen niet aan.',
      cure: 'Een eigenaar voegt Buurtrust toe aan het kanaal zelf. Graph kan dat niet.',
    },
    'mailbox.rights': {
      cause: 'De app mag niet in de agenda die de overleggen organiseert.',
      cure: 'Geef in Exchange de rol Application Calendars.ReadWrite voor dit ene postvak. Het duurt tot twee uur voor het werkt.',
      where: 'Test-ServicePrincipalAuthorization -Identity {tabApp} -Resource <postvak>',
    },
    'mailbox.none': {
      cause: 'Het account dat de overleggen organiseert heeft geen postvak in Exchange Online.',
      cure: 'Geef het een licentie met Exchange Online, of stel een ander (gedeeld) postvak in.',
    },
    'mailbox.organiser': {
      cause: 'Het account dat de overleggen organiseert is niet gevonden.',
      cure: 'Wijs een casemanager aan met een account in deze organisatie, of stel een gedeeld postvak in.',
    },
    'mail.unseen': {
      cause: 'Of de app mail mag sturen, is niet te zien zonder er een te sturen.',
      cure: 'Kijk of Application Mail.Send op True staat voor het postvak.',
    },
  },
  setting: {
    PORT: 'de poort waarop de app luistert, een getal',
    PUBLIC_URL: 'het adres van de app, met https:// en zonder schuine streep aan het eind',
    TENANT_IDS: "de nummers van de tenants die erin mogen, uw eigen als eerste, met komma's ertussen",
    ADMINISTRATORS: "de object-id's van wie een netwerk mag beginnen, met komma's ertussen",
    BOT_APP_ID: 'het clientnummer van de beheerde identiteit die de bot is',
    TAB_APP_ID: 'het nummer van de app-registratie van het tabblad; een ander dan BOT_APP_ID',
    CATALOG_APP_ID: 'het nummer van de app in de catalogus van de organisatie',
    COSMOS_ENDPOINT: 'het https-adres van de database',
    COSMOS_DATABASE: 'de naam van de database',
    COSMOS_CONTAINER: 'de naam van de container',
    KEY_ID: 'https://<kluis>.vault.azure.net/keys/<naam>',
  },
  without: {
    'ChannelSettings.Read.Group': 'Zonder ChannelSettings.Read.Group wordt een kanaal dat er al is niet gevonden.',
    'Channel.Create.Group': 'Zonder Channel.Create.Group maakt de app geen privékanaal: maak het met de hand.',
    'TeamMember.Read.Group':
      'Zonder TeamMember.Read.Group ziet de app niet wie er in het team zit, en stopt het inrichten bij de leden.',
    'ChannelMember.ReadWrite.Group': 'Zonder ChannelMember.ReadWrite.Group komt niemand in het kanaal.',
    'TeamsAppInstallation.Read.Group':
      'Zonder TeamsAppInstallation.Read.Group ziet de app niet dat hij in het team staat, en stopt het inrichten bij de app.',
    'TeamsTab.Read.Group': 'Zonder TeamsTab.Read.Group stopt het inrichten bij het tabblad: voeg het met de hand toe.',
    'TeamsTab.Create.Group': 'Zonder TeamsTab.Create.Group komt er geen tabblad: voeg het met de hand toe.',
  },
};
