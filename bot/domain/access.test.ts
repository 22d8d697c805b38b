/** Rule 3, to the day: an unexpired grant, a signed covenant and a membership, all three. */
import { describe, expect, test } from '@jest/globals';
import { mayList, mayRead, maySee } from './access.ts';
import type { Grant } from './case.ts';
import { aCase, aNetwork, as, clock, today } from './example.ts';
import type { Member, Role } from './network.ts';
import { addDays, type Day } from './time.ts';

const yesterday = addDays(today, -1);
const tomorrow = addDays(today, 1);

const granted = (to: Grant['to'], from: Day, until: Day) => aCase({ grants: [{ to, reason: 'NEEDED', from, until }] });
const toCare = { organisation: 'care' };

test.each([
  ['until yesterday', yesterday, yesterday, false],
  ['until today', yesterday, today, true],
  ['for today alone', today, today, true],
  ['from tomorrow', tomorrow, tomorrow, false],
])('a grant %s: %s to %s', (_, from, until, sees) => {
  expect(maySee(aNetwork(), granted(toCare, from, until), as('care'), today)).toBe(sees);
  expect(maySee(aNetwork(), granted({ member: 'care' }, from, until), as('care'), today)).toBe(sees);
});

describe('a covenant', () => {
  const c = granted(toCare, today, today);
  const withCovenant = (signed: Readonly<Record<string, Day>>, validUntil: Day) =>
    aNetwork({ covenant: { ...aNetwork().covenant, signed, validUntil } });
  test.each([
    ['signed today, valid until today', { care: today }, today, true],
    ['signed tomorrow', { care: tomorrow }, tomorrow, false],
    ['valid until yesterday', { care: yesterday }, yesterday, false],
    ['signed by others only', { police: yesterday }, tomorrow, false],
  ])('%s', (_, signed, validUntil, sees) => {
    expect(maySee(withCovenant(signed, validUntil), c, as('care'), today)).toBe(sees);
  });
  test('is asked of the casemanager and the coordinator, too', () => {
    const network = withCovenant({ care: today }, today);
    for (const who of ['casemanager', 'deputy', 'coordinator'])
      expect([maySee, mayRead, mayList].map((may) => may(network, c, as(who), today))).toEqual([false, false, false]);
  });
});

describe('a membership', () => {
  const c = granted(toCare, today, today);
  const withMember = (change: Partial<Member>) =>
    aNetwork({ members: aNetwork().members.map((m) => (m.id === 'care' ? { ...m, ...change } : m)) });
  test.each([
    ['from tomorrow', { from: tomorrow }, false],
    ['until yesterday', { until: yesterday }, false],
    ['from today until today', { from: today, until: today }, true],
  ])('%s', (_, change, sees) => {
    expect(maySee(withMember(change), c, as('care'), today)).toBe(sees);
  });
});

describe('a grant, by role', () => {
  const roles: Readonly<Record<Role, Readonly<{ toOrganisation: boolean; toPerson: boolean }>>> = {
    // An organisation's grant is for its fixed partners and its lawyer; a grant by name for who works on cases.
    partner: { toOrganisation: true, toPerson: true },
    lawyer: { toOrganisation: true, toPerson: true },
    casemanager: { toOrganisation: false, toPerson: true },
    coordinator: { toOrganisation: false, toPerson: true },
    participant: { toOrganisation: false, toPerson: true },
    // Never content (model §5).
    privacyOfficer: { toOrganisation: false, toPerson: false },
    administrator: { toOrganisation: false, toPerson: false },
    steering: { toOrganisation: false, toPerson: false },
  };
  test.each(Object.entries(roles))('%s: %j', (role, { toOrganisation, toPerson }) => {
    const who = { ...as('care'), roles: [role as Role] };
    expect(maySee(aNetwork(), granted(toCare, today, today), who, today)).toBe(toOrganisation);
    expect(maySee(aNetwork(), granted({ member: 'care' }, today, today), who, today)).toBe(toPerson);
  });
  test('two roles are the rights of both', () => {
    const who = { ...as('care'), roles: ['administrator', 'partner'] as const };
    expect(maySee(aNetwork(), granted(toCare, today, today), who, today)).toBe(true);
  });
});

test.each([
  ['casemanager', { see: true, read: true, list: true }],
  ['deputy', { see: true, read: true, list: true }],
  // The coordinator may open a case (and that is written down) and lists them; the privacy officer lists only.
  ['coordinator', { see: false, read: true, list: true }],
  ['privacyOfficer', { see: false, read: false, list: true }],
  ['police', { see: true, read: true, list: true }],
  ['lawyer', { see: true, read: true, list: true }],
  ['participant', { see: true, read: true, list: true }],
  ['other', { see: false, read: false, list: false }],
  ['colleague', { see: false, read: false, list: false }],
  ['team', { see: false, read: false, list: false }],
  ['administrator', { see: false, read: false, list: false }],
  ['steering', { see: false, read: false, list: false }],
  ['unsigned', { see: false, read: false, list: false }],
  ['ended', { see: false, read: false, list: false }],
])('%s: %j', (id, { see, read, list }) => {
  const [network, c, who] = [aNetwork(), aCase(), as(id)];
  expect(maySee(network, c, who, today)).toBe(see);
  expect(mayRead(network, c, who, today)).toBe(read);
  expect(mayList(network, c, who, today)).toBe(list);
});

test('the clock sees every case of its network, to remind and to show', () => {
  expect(maySee(aNetwork(), aCase(), clock(), today)).toBe(true);
});
