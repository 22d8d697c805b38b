/** A channel for the network: made, filled with its people, our app and its tab. */
import { setUpSteps, type Language, type Network, type SetUpStep } from '#domain/network.ts';
import { clock, told } from '../clock-deed.ts';
import { Refused } from '../ports.ts';
import type { PerformPorts } from './ports.ts';

export const makeSetUp = ({ execute, directory, workplace, draw, tab, newId }: PerformPorts, language: Language) => {
  const steps: Readonly<Record<SetUpStep, (network: Network) => Promise<{ channelId?: string }>>> = {
    channel: (n) =>
      workplace.ensureChannel(n.setUp?.teamId ?? '', draw.channelName(n, language), '', n.setUp?.by.objectId ?? ''),
    members: async (n) => {
      const { missing } = await workplace.ensureMembers(
        n.setUp?.teamId ?? '',
        n.channel?.conversation ?? '',
        n.members
          .filter((m) => m.until === undefined && m.person.tenantId === n.setUp?.tenantId)
          .map((m) => m.person.objectId),
      );
      if (missing.length > 0) throw new Refused('graph', 403, 'MembersNotAdded');
      return {};
    },
    app: async (n) => {
      await workplace.ensureApp(n.setUp?.teamId ?? '', n.channel?.conversation ?? '', tab.catalogAppId);
      return {};
    },
    tab: async (n) => {
      await workplace.ensureTab(n.setUp?.teamId ?? '', n.channel?.conversation ?? '', {
        catalogAppId: tab.catalogAppId,
        entityId: `board-${n.code}`,
        name: 'Buurtrust',
        contentUrl: tab.contentUrl(n.code),
        websiteUrl: tab.websiteUrl(n.code),
      });
      return {};
    },
  };

  /** Step by step, each written down: what was done stays done, what failed is tried again. */
  return async (code: string): Promise<void> => {
    for (const step of setUpSteps) {
      const network = await directory.network(code);
      if (!network?.setUp || network.setUp.done.includes(step)) continue;
      try {
        const { channelId } = await steps[step](network);
        await told(
          execute(
            clock(code),
            'channelStepDone',
            { step, ...(channelId ? { channelId } : {}) },
            `step/${network.setUp.teamId}/${step}`,
          ),
        );
      } catch (error) {
        const reason = error instanceof Refused ? error.code : 'Unreachable';
        await execute(clock(code), 'channelStepFailed', { step, code: reason }, `step/${step}/failed/${newId()}`);
        throw error;
      }
    }
  };
};
