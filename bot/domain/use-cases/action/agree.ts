import { z } from 'zod';
import { canChange, directs, readsContent, sameGrantee, sharesInGrants } from '../../access.ts';
import { actionTitles } from '../../action.ts';
import type { Case, Grant } from '../../case.ts';
import { type CaseFact } from '../../fact.ts';
import { activeMember, hasCovenant, type Network } from '../../network.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { addMonths, type Day, type Instant } from '../../time.ts';
import { toldOf } from '../../told.ts';
import { onFile } from '../../use-case.ts';
import { caseField, dayField, idField, textOrNone } from '../fields.ts';

/** Rule 5: one organisation and a due day. The title comes from the closed catalogue, the detail goes into the file. */
export const agreement = {
  case: caseField,
  title: z.enum(actionTitles),
  organisation: idField,
  owner: idField.optional(),
  due: dayField,
  detail: textOrNone(4000),
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
  const member = owner ? activeMember(network, owner, today) : undefined;
  if (owner && !member) return refuse('member.unknown');
  if (member && member.organisation !== organisation) return refuse('member.notOfOrganisation');
  if (member && !readsContent(member)) return refuse('member.noContent');
  return undefined;
};

/**
 * Whoever has to act must be able to see (rule 3): the organisation, and by name who of it is told but has no part in its grants.
 * Until the norm's term; what they have is enough when it lasts a month and, within that term, until the work is due.
 */
export const grantsForActions = (
  c: Case,
  network: Network,
  agreements: readonly Agreement[],
  today: Day,
  now: Instant,
): readonly CaseFact[] => {
  const until = addMonths(today, network.norms.grantMonths);
  const month = addMonths(today, 1);
  const given: Grant[] = [];
  const grant = (to: Grant['to'], due: Day) => {
    const within = due < until ? due : until;
    const enough = within > month ? within : month;
    if (![...c.grants, ...given].some((g) => sameGrantee(g.to, to) && g.until >= enough))
      given.push({ to, reason: 'ACTION', from: today, until });
  };
  for (const a of agreements) {
    grant({ organisation: a.organisation }, a.due);
    for (const id of toldOf(network, a, today)) {
      const member = activeMember(network, id, today);
      const sees = !member || sharesInGrants(member) || id === c.casemanager || id === c.deputy;
      if (!sees && readsContent(member)) grant({ member: id }, a.due);
    }
  }
  return given.map((g) => ({ about: 'case', id: c.number, at: now, type: 'accessGranted', grant: g }));
};

/** `afspraak`: agreed outside a meeting. */
export const agreeAction = onFile({
  input: z.object(agreement),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c, network }, { case: _, detail, owner, ...rest }, { now, today, newId }) => {
    const no = hindersAgreement(c, network, { ...rest, owner }, today);
    if (no) return no;
    return [
      ...grantsForActions(c, network, [{ ...rest, owner }], today, now),
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
