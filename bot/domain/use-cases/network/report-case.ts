import { z } from 'zod';
import { caseNumber, priorities, reporterKinds } from '../../case.ts';
import { mayReport, takesPart } from '../../access.ts';
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
      // The reporter's own report stays visible to the reporter's organisation.
      {
        about: 'case',
        id,
        at: now,
        type: 'accessGranted',
        grant: { to: { organisation: who.organisation }, reason: 'REPORTER', from: today, until },
      },
    ];
  },
});
