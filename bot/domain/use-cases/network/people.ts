/** Who takes part. Members end, they are never deleted: history must keep saying who did what. */
import { z } from 'zod';
import { administers, directsNetwork, readsContent } from '../../access.ts';
import {
  activeMember,
  normsOf,
  type Norms,
  type Organisation,
  type OrganisationKind,
  type Role,
} from '../../network.ts';
import { refuse } from '../../refusal.ts';
import { addDays } from '../../time.ts';
import { onNetwork } from '../../use-case.ts';
import { dayField, idField } from '../fields.ts';

const roles: readonly Role[] = [
  'casemanager',
  'coordinator',
  'partner',
  'participant',
  'lawyer',
  'privacyOfficer',
  'administrator',
  'steering',
];
const kinds: readonly OrganisationKind[] = [
  'HOUSING_ASSOCIATION',
  'PRIVATE_LANDLORD',
  'POLICE',
  'MUNICIPALITY',
  'WELFARE',
  'NEIGHBOURHOOD_TEAM',
  'MENTAL_HEALTH',
  'PUBLIC_HEALTH',
  'ADDICTION_CARE',
  'OTHER',
];

export const chooseLanguage = onNetwork({
  input: z.object({ language: z.enum(['nl', 'en']) }),
  may: (who, { network }) => who.kind === 'person' && network.members.some((m) => m.id === who.member),
  decide: ({ network }, { language }, { who, now }) =>
    who.kind !== 'person'
      ? refuse('not.allowed')
      : network.members.some((m) => m.id === who.member && m.language === language)
        ? []
        : [{ about: 'network', id: network.code, at: now, type: 'languageChosen', member: who.member, language }],
});

/** Adds an organisation, or says anew what it is and who is its contact. */
export const addOrganisation = onNetwork({
  input: z.object({
    id: idField,
    name: z.string().trim().min(1).max(80),
    kind: z.enum(kinds),
    coordinator: idField.optional(),
    deputy: idField.optional(),
  }),
  may: (who) => administers(who),
  decide: ({ network }, { id, name, kind, coordinator, deputy }, { now, today }) => {
    // Never dependent on one person (rule 4): a deputy is somebody else, of a coordinator who is there.
    if (deputy && (!coordinator || deputy === coordinator)) return refuse('input.invalid', 'deputy');
    // What is told to somebody who is not there is told to nobody.
    for (const contact of [coordinator, deputy]) {
      const told = contact ? activeMember(network, contact, today) : undefined;
      if (contact && !told) return refuse('member.unknown');
      if (told && told.organisation !== id) return refuse('member.notOfOrganisation');
    }
    const organisation: Organisation = {
      id,
      name,
      kind,
      ...(coordinator ? { coordinator } : {}),
      ...(deputy ? { deputy } : {}),
    };
    return [{ about: 'network', id: network.code, at: now, type: 'organisationAdded', organisation }];
  },
});

export const addMember = onNetwork({
  input: z.object({
    // As Entra writes them: a person is found again by these.
    tenantId: z.uuid().toLowerCase(),
    objectId: z.uuid().toLowerCase(),
    organisation: idField,
    roles: z.array(z.enum(roles)).min(1),
    name: z.string().trim().min(1).max(120),
    /** without one there is no invitation by mail */
    email: z.union([z.email(), z.literal('')]).default(''),
    language: z.enum(['nl', 'en']),
  }),
  may: (who) => administers(who),
  decide: ({ network }, input, { who, now, today, newId }) => {
    if (!network.organisations.some((o) => o.id === input.organisation)) return refuse('organisation.unknown');
    const known = network.members.find(
      (m) => m.person.objectId === input.objectId && m.person.tenantId === input.tenantId,
    );
    // Rule 13: nobody approves their own access alone.
    if (known && who.kind === 'person' && known.id === who.member) return refuse('not.allowed');
    return [
      {
        about: 'network',
        id: network.code,
        at: now,
        type: 'memberAdded',
        member: {
          id: known?.id ?? newId(),
          person: { tenantId: input.tenantId, objectId: input.objectId },
          organisation: input.organisation,
          roles: input.roles,
          from: known?.from ?? today,
          language: input.language,
        },
        secret: { name: input.name, email: input.email },
      },
    ];
  },
});

/** From the given day on the person sees nothing any more. */
export const endMember = onNetwork({
  input: z.object({ member: idField, lastDay: dayField }),
  may: (who) => administers(who),
  decide: ({ network }, { member, lastDay }, { now, today }) => {
    const found = network.members.find((m) => m.id === member);
    if (!found) return refuse('member.unknown');
    if (lastDay < addDays(today, -1)) return refuse('day.past', 'lastDay');
    // Rule 4: a network never depends on one person, and never on nobody.
    if (member === network.casemanager || member === network.deputy) return refuse('member.leads');
    return [
      {
        about: 'network',
        id: network.code,
        at: now,
        type: 'memberEnded',
        member,
        person: found.person,
        until: lastDay,
      },
    ];
  },
});

export const signCovenant = onNetwork({
  input: z.object({ organisation: idField, on: dayField }),
  may: (who, { network }) => administers(who) || directsNetwork(network, who),
  decide: ({ network }, { organisation, on }, { now }) =>
    network.organisations.some((o) => o.id === organisation)
      ? [{ about: 'network', id: network.code, at: now, type: 'covenantSigned', organisation, on }]
      : refuse('organisation.unknown'),
});

/** For oneself, or by who directs or administers. The replacement is a colleague: access goes by organisation. */
export const setAbsence = onNetwork({
  input: z.object({ member: idField, from: dayField, until: dayField, replacement: idField }),
  may: (who, { network }) => who.kind === 'person' && network.members.some((m) => m.id === who.member),
  decide: ({ network }, { member, from, until, replacement }, { who, now, today }) => {
    const found = activeMember(network, member, today);
    if (!found) return refuse('member.unknown');
    if (who.kind !== 'person' || (who.member !== member && !administers(who) && !directsNetwork(network, who)))
      return refuse('not.allowed');
    const other = activeMember(network, replacement, today);
    if (!other || replacement === member) return refuse('member.unknown');
    if (other.organisation !== found.organisation) return refuse('member.notOfOrganisation');
    if (until < from || until < today) return refuse('day.past', 'until');
    return [{ about: 'network', id: network.code, at: now, type: 'absenceSet', member, from, until, replacement }];
  },
});

/** Service norms are settings of the network, never constants in code. */
export const changeNorms = onNetwork({
  input: z.object({
    acknowledgeAction: z.coerce.number().int().min(1).max(30).optional(),
    actionDueDays: z.coerce.number().int().min(1).max(120).optional(),
    nudgeBefore: z.coerce.number().int().min(1).max(10).optional(),
    escalateOverdue: z.coerce.number().int().min(1).max(30).optional(),
    grantMonths: z.coerce.number().int().min(1).max(24).optional(),
    holdWeeks: z.coerce.number().int().min(1).max(26).optional(),
    feedbackWeeks: z.coerce.number().int().min(1).max(26).optional(),
    minutesCorrection: z.coerce.number().int().min(1).max(20).optional(),
    meetingWeeks: z.coerce.number().int().min(1).max(26).optional(),
    urgentMeeting: z.coerce.number().int().min(1).max(10).optional(),
    retentionMonths: z.coerce.number().int().min(1).max(240).optional(),
    retentionReturnedMonths: z.coerce.number().int().min(1).max(120).optional(),
  }),
  may: (who, { network }) =>
    administers(who) || directsNetwork(network, who) || (who.kind === 'person' && who.roles.includes('coordinator')),
  decide: ({ network }, input, { now }) => {
    const norms = Object.fromEntries(
      Object.entries(input).filter(
        ([name, value]) => value !== undefined && value !== normsOf(network)[name as keyof Norms],
      ),
    );
    return Object.keys(norms).length === 0
      ? []
      : [{ about: 'network', id: network.code, at: now, type: 'normsChanged', norms }];
  },
});

/** Who directs the network from now on: new cases are theirs, running ones stay with who has them. */
export const nameLeads = onNetwork({
  input: z.object({ casemanager: idField, deputy: idField }),
  may: (who) => administers(who) || (who.kind === 'person' && who.roles.includes('coordinator')),
  decide: ({ network }, { casemanager, deputy }, { now, today }) => {
    if (casemanager === deputy) return refuse('leads.same');
    for (const id of [casemanager, deputy]) {
      const member = activeMember(network, id, today);
      if (!member) return refuse('member.unknown');
      if (!readsContent(member)) return refuse('member.noContent');
    }
    if (network.casemanager === casemanager && network.deputy === deputy) return [];
    return [{ about: 'network', id: network.code, at: now, type: 'leadsNamed', casemanager, deputy }];
  },
});

/** A new covenant or a longer one, and who may read what comes from the police. Organisations sign it one by one. */
export const renewCovenant = onNetwork({
  input: z.object({
    version: z.string().trim().min(1).max(20),
    validUntil: dayField,
    policeDesignated: z.array(idField).max(200),
  }),
  may: (who) => administers(who) || (who.kind === 'person' && who.roles.includes('coordinator')),
  decide: ({ network }, { version, validUntil, policeDesignated }, { now, today }) => {
    if (validUntil < today) return refuse('day.past', 'validUntil');
    const members = policeDesignated.map((id) => activeMember(network, id, today));
    if (members.some((m) => m === undefined)) return refuse('member.unknown');
    if (members.some((m) => m && !readsContent(m))) return refuse('member.noContent');
    return [
      { about: 'network', id: network.code, at: now, type: 'covenantRenewed', version, validUntil, policeDesignated },
    ];
  },
});

/** The mailbox that organises the meetings: a shared mailbox's address or object id. */
export const setOrganiser = onNetwork({
  input: z.object({ mailbox: z.union([z.email(), z.uuid()]) }),
  may: (who) => administers(who),
  decide: ({ network }, { mailbox }, { now }) =>
    network.organiser === mailbox
      ? []
      : [{ about: 'network', id: network.code, at: now, type: 'organiserSet', mailbox }],
});
