import { z } from 'zod';
import { directsNetwork, mayReport, sharesInGrants, takesPart } from '../../access.ts';
import { caseNumber, priorities, reporterKinds, type Grant } from '../../case.ts';
import type { CaseFact } from '../../fact.ts';
import { addMonths } from '../../time.ts';
import { refuse } from '../../refusal.ts';
import { onNetwork } from '../../use-case.ts';

/**
 * A partner brings a case to the network after the first steps failed. Only what Teams may know is asked here;
 * names, address and story follow in the file.
 */
export const reportCase = onNetwork({
  input: z.object({ kind: z.enum(reporterKinds), priority: z.enum(priorities) }),
  may: (who, { network }, today) => takesPart(network, who, today) && mayReport(network, who),
  decide: ({ network }, { kind, priority }, { who, now, today }) => {
    if (who.kind !== 'person') return refuse('not.allowed');
    const year = today.slice(0, 4);
    const sequence = (network.sequence[year] ?? 0) + 1;
    const id = caseNumber(network.code, year, sequence);
    const until = addMonths(today, network.norms.grantMonths);
    const granted = (to: Grant['to']): CaseFact => ({
      about: 'case',
      id,
      at: now,
      type: 'accessGranted',
      grant: { to, reason: 'REPORTER', from: today, until },
    });
    return [
      { about: 'network', id: network.code, at: now, type: 'caseNumbered', year, sequence },
      {
        about: 'case',
        id,
        at: now,
        type: 'caseReported',
        reporter: { member: who.member, organisation: who.organisation, kind },
        priority,
        casemanager: network.casemanager,
        deputy: network.deputy,
      },
      // The reporter's own report stays visible to the reporter's organisation, and to the reporter.
      granted({ organisation: who.organisation }),
      ...(directsNetwork(network, who) || sharesInGrants(who) ? [] : [granted({ member: who.member })]),
    ];
  },
});
