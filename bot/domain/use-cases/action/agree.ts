import { z } from 'zod';
import { canChange, directs } from '../../access.ts';
import { actionTitles, type Case } from '../../case.ts';
import type { CaseFact } from '../../fact.ts';
import { hasCovenant, type Network } from '../../network.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { addMonths, type Day, type Instant } from '../../time.ts';
import { onFile } from '../../use-case.ts';
import { caseField, dayField, idField } from '../fields.ts';

/** Rule 5: one organisation and a due day. The title comes from the closed catalogue, the detail goes into the file. */
export const agreement = {
  case: caseField,
  title: z.enum(actionTitles),
  organisation: idField,
  owner: idField.optional(),
  due: dayField,
  detail: z.string().trim().max(4000).default(''),
};

type Agreement = Readonly<{ organisation: string; owner?: string | undefined; due: Day }>;

/** Whether these can be agreed on; nothing when they can. */
export const hindersAgreement = (
  c: Case,
  network: Network,
  { organisation, owner, due }: Agreement,
  today: Day,
): Refusal | undefined => {
  if (!canChange(c)) return refuse('case.ended', c.number);
  if (due < today) return refuse('day.past', 'due');
  if (!network.organisations.some((o) => o.id === organisation)) return refuse('organisation.unknown');
  if (!hasCovenant(network, organisation, today)) return refuse('organisation.noCovenant');
  const member = network.members.find((m) => m.id === owner && (m.until === undefined || m.until >= today));
  if (owner && !member) return refuse('member.unknown');
  if (member && member.organisation !== organisation) return refuse('member.notOfOrganisation');
  return undefined;
};

/** Whoever has to act must be able to see: an agreement grants access, until the norm's term (rule 3). */
export const grantForAction = (
  c: Case,
  network: Network,
  organisation: string,
  today: Day,
  now: Instant,
): readonly CaseFact[] => {
  const until = addMonths(today, network.norms.grantMonths);
  const sees = c.grants.some(
    (g) => 'organisation' in g.to && g.to.organisation === organisation && g.until > addMonths(today, 1),
  );
  return sees
    ? []
    : [
        {
          about: 'case',
          id: c.number,
          at: now,
          type: 'accessGranted',
          grant: { to: { organisation }, reason: 'ACTION', from: today, until },
        },
      ];
};

/** `afspraak`: agreed outside a meeting. */
export const agreeAction = onFile({
  input: z.object(agreement),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c, network }, { case: _, detail, owner, ...rest }, { now, today, newId }) => {
    const no = hindersAgreement(c, network, { ...rest, owner }, today);
    if (no) return no;
    return [
      ...grantForAction(c, network, rest.organisation, today, now),
      {
        about: 'case',
        id: c.number,
        at: now,
        type: 'actionAgreed',
        action: newId(),
        ...rest,
        ...(owner ? { owner } : {}),
        agreedOn: today,
        secret: { detail },
      },
    ];
  },
});
