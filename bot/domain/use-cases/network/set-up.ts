/** A channel for the network: asked for once, then done step by step by the clock. Nothing is ever deleted. */
import { z } from 'zod';
import { administers, directsNetwork, isClock } from '../../access.ts';
import { activeMember, setUpSteps } from '../../network.ts';
import { refuse } from '../../refusal.ts';
import { onNetwork } from '../../use-case.ts';

const about = (code: string) => ({ about: 'network', id: code }) as const;

/**
 * `teamId` is the team's Entra group id. Asking again continues where it stopped.
 * Where to talk from (service url, tenant) is filled in by the edge from the signed activity, not by the form.
 */
export const setUpChannel = onNetwork({
  input: z.object({ teamId: z.uuid(), tenantId: z.uuid(), serviceUrl: z.url() }),
  may: (who, { network }) => administers(who) || directsNetwork(network, who),
  decide: ({ network }, { teamId, tenantId, serviceUrl }, { who, now, today }) => {
    if (who.kind !== 'person') return refuse('not.allowed');
    const asker = activeMember(network, who.member, today);
    if (!asker) return refuse('not.allowed');
    if (network.setUp && network.setUp.teamId !== teamId) return refuse('channel.elsewhere');
    if (setUpSteps.every((step) => network.setUp?.done.includes(step))) return [];
    return [{ ...about(network.code), at: now, type: 'setUpStarted', teamId, tenantId, serviceUrl, by: asker.person }];
  },
});

export const channelStepDone = onNetwork({
  input: z.object({ step: z.enum(setUpSteps), channelId: z.string().max(200).optional() }),
  may: (who) => isClock(who),
  decide: ({ network }, { step, channelId }, { now }) =>
    network.setUp?.done.includes(step)
      ? []
      : [{ ...about(network.code), at: now, type: 'setUpStepDone', step, ...(channelId ? { channelId } : {}) }],
});

export const channelStepFailed = onNetwork({
  input: z.object({ step: z.enum(setUpSteps), code: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/) }),
  may: (who) => isClock(who),
  decide: ({ network }, { step, code }, { now }) =>
    network.setUp?.failed?.step === step && network.setUp.failed.code === code
      ? []
      : [{ ...about(network.code), at: now, type: 'setUpStepFailed', step, code }],
});
