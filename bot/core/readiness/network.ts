/** What the network itself must have in order: its leads, its covenant, and its channel as far as we set it up. */
import { activeMember, hasCovenant, setUpSteps } from '#domain/network.ts';
import type { InNetwork, Look } from './check.ts';
import { no, ok, unknown } from './finding.ts';

export const leads: Look<InNetwork> = async (_, { network, today }) => {
  const { casemanager, deputy } = network;
  if (!casemanager || !deputy) return no('leads.none');
  const there = [casemanager, deputy].every((id) => activeMember(network, id, today));
  return there ? ok : no('leads.left');
};

export const covenant: Look<InNetwork> = async (_, { network, today }) =>
  today <= network.covenant.validUntil ? ok : no('covenant.expired', { day: network.covenant.validUntil });

export const signed: Look<InNetwork> = async (_, { network, today }) => {
  const without = network.organisations.filter(
    ({ id }) =>
      !hasCovenant(network, id, today) &&
      network.members.some((m) => m.organisation === id && activeMember(network, m.id, today)),
  );
  return without.length === 0 ? ok : no('signed.missing', { organisations: without.map((o) => o.name).join(', ') });
};

export const channel: Look<InNetwork> = async (_, { network }) => {
  const { setUp, channel } = network;
  if (setUp?.failed && !setUp.done.includes(setUp.failed.step))
    return no('channel.failed', { step: setUp.failed.step, code: setUp.failed.code });
  if (!channel && !setUp) return no('channel.none');
  return setUp && setUpSteps.some((step) => !setUp.done.includes(step)) ? unknown('channel.busy') : ok;
};
