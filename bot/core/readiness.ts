/**
 * Is everything in place? One table of checks, each a look at one thing that somebody outside this program must have done.
 * Ids, codes, days and numbers only: never who somebody is, never what is in a case. What could not be seen is unknown, never fine.
 */
import type { Network } from '#domain/network.ts';
import type { Day } from '#domain/time.ts';
import type { Check, InNetwork, ReadinessPorts } from './readiness/check.ts';
import { installationChecks, networkChecks, ok, unused, type Finding } from './readiness/finding.ts';
import * as identity from './readiness/identity.ts';
import * as incoming from './readiness/incoming.ts';
import * as keys from './readiness/keys.ts';
import { listed, lookAt, stands } from './readiness/look.ts';
import * as mail from './readiness/mail.ts';
import * as network from './readiness/network.ts';
import * as store from './readiness/store.ts';
import * as team from './readiness/team.ts';

const installationTable: Readonly<Record<(typeof installationChecks)[number], Check<unknown>>> = {
  address: { look: incoming.address },
  clock: { look: incoming.clock },
  identity: { look: identity.identity },
  entra: { needs: ['identity'], look: identity.entra },
  rights: { needs: ['entra'], look: identity.rights },
  graph: { needs: ['entra'], look: identity.graph },
  signInKeys: { look: incoming.signInKeys },
  signIn: { look: incoming.signIn },
  botKeys: { look: incoming.botKeys },
  messages: { look: incoming.messages },
  database: { look: store.database },
  container: { needs: ['database'], look: store.container },
  writing: { needs: ['database'], look: store.writing },
  keys: { needs: ['identity'], look: keys.wrapping },
  keyGuard: { needs: ['keys'], look: keys.guard },
  networks: { needs: ['database'], look: async () => ok },
  outbox: { needs: ['database'], look: store.outbox },
};

const networkTable: Readonly<Record<(typeof networkChecks)[number], Check<InNetwork>>> = {
  leads: { look: network.leads },
  covenant: { look: network.covenant },
  signed: { needs: ['covenant'], look: network.signed },
  channel: { look: network.channel },
  teamRights: { needs: ['graph'], look: team.rights },
  catalogue: { needs: ['graph', 'channel'], look: team.catalogue },
  version: { needs: ['catalogue'], look: team.version },
  channelThere: { needs: ['graph', 'channel'], look: team.channelThere },
  botIn: { needs: ['identity', 'channel'], look: team.botIn },
  mailbox: { needs: ['graph', 'leads'], look: mail.mailbox },
  mail: { needs: ['mailbox'], look: mail.mail },
};

export type Readiness = ReturnType<typeof makeReadiness>;

/**
 * Looks at everything, or at the installation and the named networks. However many ask at once, the same question is asked of
 * the outside once.
 */
export const makeReadiness = (
  ports: ReadinessPorts &
    Readonly<{ networks: () => Promise<readonly string[]>; network: (code: string) => Promise<Network | undefined> }>,
) => {
  const running = new Map<string, Promise<readonly Finding[]>>();

  const look = async (today: Day, only?: readonly string[]): Promise<readonly Finding[]> => {
    const found = lookAt(installationTable, installationChecks, undefined, ports, new Map());
    const standing = await found.get('database');
    const reachable = standing !== undefined && stands(standing);
    const codes = reachable ? (only ?? (await ports.networks())) : [];
    const general = (await listed(installationChecks, found)).map((finding) =>
      finding.check === 'networks' && finding.verdict === 'ok' && codes.length === 0
        ? { ...finding, ...unused('networks.none') }
        : finding,
    );
    const each = await Promise.all(
      codes.map(async (code) => {
        const network = await ports.network(code);
        if (!network) return [];
        return listed(networkChecks, lookAt(networkTable, networkChecks, { network, today }, ports, found), code);
      }),
    );
    return [...general, ...each.flat()];
  };

  return {
    installation: ports.installation,
    look: (today: Day, only?: readonly string[]): Promise<readonly Finding[]> => {
      const key = JSON.stringify([today, only]);
      const known = running.get(key) ?? look(today, only).finally(() => running.delete(key));
      running.set(key, known);
      return known;
    },
  };
};
