/** What facts make of a network. */
import type { NetworkFact } from '../fact.ts';
import type { Network } from '../network.ts';

const without = <T>(list: readonly T[], unwanted: (x: T) => boolean): readonly T[] => list.filter((x) => !unwanted(x));

export const evolveNetwork = (n: Network, f: NetworkFact): Network => {
  switch (f.type) {
    case 'caseNumbered':
      return { ...n, sequence: { ...n.sequence, [f.year]: f.sequence } };
    case 'languageChosen':
      return { ...n, members: n.members.map((m) => (m.id === f.member ? { ...m, language: f.language } : m)) };
    case 'memberAdded':
      return { ...n, members: [...without(n.members, (m) => m.id === f.member.id), f.member] };
    case 'memberEnded':
      return { ...n, members: n.members.map((m) => (m.id === f.member ? { ...m, until: f.until } : m)) };
    case 'organisationAdded':
      return {
        ...n,
        organisations: n.organisations.some((o) => o.id === f.organisation.id)
          ? n.organisations.map((o) => (o.id === f.organisation.id ? f.organisation : o))
          : [...n.organisations, f.organisation],
      };
    case 'covenantSigned':
      return { ...n, covenant: { ...n.covenant, signed: { ...n.covenant.signed, [f.organisation]: f.on } } };
    case 'leadsNamed':
      return { ...n, casemanager: f.casemanager, deputy: f.deputy };
    case 'covenantRenewed': {
      const { version, validUntil, policeDesignated } = f;
      // Another text is another signature; more time for the same text is not.
      const signed = version === n.covenant.version ? n.covenant.signed : {};
      return { ...n, covenant: { version, validUntil, policeDesignated, signed } };
    }
    case 'organiserSet':
      return { ...n, organiser: f.mailbox };
    case 'absenceSet':
      return {
        ...n,
        members: n.members.map((m) =>
          m.id === f.member ? { ...m, absence: { from: f.from, until: f.until, replacement: f.replacement } } : m,
        ),
      };
    case 'normsChanged':
      return { ...n, norms: { ...n.norms, ...f.norms } };
    case 'setUpStarted':
      return {
        ...n,
        setUp: {
          teamId: f.teamId,
          tenantId: f.tenantId,
          serviceUrl: f.serviceUrl,
          by: f.by,
          done: n.setUp?.done ?? [],
        },
      };
    case 'setUpStepDone': {
      if (!n.setUp) return n;
      const { failed: _, ...setUp } = n.setUp;
      return {
        ...n,
        setUp: { ...setUp, done: [...without(setUp.done, (s) => s === f.step), f.step] },
        ...(f.channelId
          ? { channel: { conversation: f.channelId, serviceUrl: setUp.serviceUrl, tenantId: setUp.tenantId } }
          : {}),
      };
    }
    case 'setUpStepFailed':
      return n.setUp ? { ...n, setUp: { ...n.setUp, failed: { step: f.step, code: f.code, at: f.at } } } : n;
  }
};
