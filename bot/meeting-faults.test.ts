/** Whatever Graph does wrong at whichever step of a meeting: afterwards there is one event, it is right, and everybody was told once. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, addMinutes, atLocal, dayOf, instantOf } from '#domain/time.ts';
import { eventCure } from '#domain/event-cure.ts';
import { textsOf } from '#domain/texts/index.ts';
import type { Store } from './core/ports.ts';
import { aLocalHouse, type ALocalHouse } from './fixtures/local.ts';
import { people } from './fixtures/people.ts';
import type { Fault, FaultMatch } from './local/graph.ts';

type Json = Readonly<Record<string, unknown>>;
type Event = ALocalHouse['graph']['state']['events'][number];

const today = dayOf(instantOf(Date.now()));
const far = '9999-01-01T00:00:00.000Z' as ReturnType<typeof instantOf>;
let house: ALocalHouse;
/** Called before each commit to the store; may throw: the process was killed before what it heard was on disk. */
let before: () => void = () => {};
const through = (store: Store): Store => ({
  ...store,
  commit: async (network, operations) => {
    before();
    return store.commit(network, operations);
  },
});
beforeAll(async () => {
  house = await aLocalHouse({ through, patience: { timeout: 100, wait: async () => {} } });
});
afterAll(() => house.close());
afterEach(() => {
  house.graph.heal();
  before = () => {};
});

const ok = (answer: Readonly<{ status: number; body: Json }>): Json => {
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};
const deed = async (what: string, input: Json): Promise<Json> => ok(await house.as('m01').do('WK', what, input));
const seen = async (meeting: string): Promise<Json> => ok(await house.as('m01').get(`/WK/meetings/${meeting}`));
const left = async () => (await house.house.store.due(far, 500)).filter((s) => s.document.type === 'commit').length;
/** The tick that comes when the power is back, as often as it takes. */
const resume = async () => {
  for (let round = 0; round < 6 && (await left()) > 0; round += 1) {
    house.later(70);
    await house.house.outbox.tick();
    await house.settled();
  }
  expect(await left()).toBe(0);
};

let days = 20;
const plan = async () => {
  const day = addDays(today, (days += 1));
  const at = { day, time: '10:00', minutes: 60, place: 'ONLINE' };
  return { day, meeting: String((await deed('scheduleMeeting', at))['meeting']) };
};
const settledPlan = async () => {
  const planned = await plan();
  await house.settled();
  return planned;
};
const mailsOf = ({ id }: Event) => house.graph.state.mailed.filter((m) => m.event === id).map((m) => m.to);
const startOf = ({ request }: Event) => (request['start'] as { dateTime: string }).dateTime;
const askedOf = ({ request }: Event) =>
  (request['attendees'] as { emailAddress: { address: string } }[]).map((a) => a.emailAddress.address).toSorted();
const emailOf = (member: string) => people.find((p) => p.id === member)?.email ?? '';

type Step = Readonly<{
  /** the requests of this step */
  calls: readonly FaultMatch[];
  /** Does it; gives the meeting, and looks afterwards whether everything is as it should be. */
  begin: () => Promise<Readonly<{ meeting: string; right: (events: readonly Event[]) => void }>>;
}>;
const events = /\/events$/;
const anEvent = /\/events\/[^/]+$/;

const steps: Readonly<Record<string, Step>> = {
  plan: {
    calls: [
      { method: 'GET', path: events },
      { method: 'POST', path: events },
    ],
    begin: async () => {
      const { day, meeting } = await plan();
      return {
        meeting,
        right: ([event, ...others]) => {
          expect(others).toEqual([]);
          expect(event && startOf(event)).toBe(atLocal(day, '10:00').replace('Z', ''));
          expect(event && mailsOf(event)).toEqual([expect.arrayContaining([emailOf('m05')])]);
        },
      };
    },
  },
  move: {
    calls: [
      { method: 'GET', path: anEvent },
      { method: 'PATCH', path: anEvent },
    ],
    begin: async () => {
      const { day, meeting } = await settledPlan();
      await deed('moveMeeting', { meeting, day, time: '15:00', minutes: 90, place: 'OFFICE' });
      return {
        meeting,
        right: ([event, ...others]) => {
          expect(others).toEqual([]);
          expect(event && startOf(event)).toBe(atLocal(day, '15:00').replace('Z', ''));
          expect(event?.request).toMatchObject({
            end: { dateTime: addMinutes(atLocal(day, '15:00'), 90).replace('Z', '') },
            location: { displayName: textsOf('nl').place.OFFICE },
          });
          // Asked, and told once of the move.
          expect(event && mailsOf(event)).toHaveLength(2);
        },
      };
    },
  },
  people: {
    calls: [
      { method: 'GET', path: anEvent },
      { method: 'PATCH', path: anEvent },
    ],
    begin: async () => {
      const { meeting } = await settledPlan();
      await deed('changeInvited', { meeting, members: ['m01', 'm05'] });
      return {
        meeting,
        right: ([event, ...others]) => {
          expect(others).toEqual([]);
          expect(event && askedOf(event)).toEqual([emailOf('m01'), emailOf('m05')].toSorted());
          const [, told = [], ...more] = event ? mailsOf(event) : [];
          expect(more).toEqual([]);
          // Who stays hears nothing.
          expect(told).not.toContain(emailOf('m05'));
        },
      };
    },
  },
  cancel: {
    calls: [
      { method: 'GET', path: anEvent },
      { method: 'POST', path: /\/cancel$/ },
    ],
    begin: async () => {
      const { meeting } = await settledPlan();
      await deed('cancelMeeting', { meeting });
      return { meeting, right: (left) => expect(left).toEqual([]) };
    },
  },
};

const faults: Readonly<Record<string, Fault>> = {
  '403': { status: 403, code: 'ErrorAccessDenied' },
  '404': { status: 404, code: 'ErrorInvalidUser' },
  '409': { status: 409, code: 'Conflict' },
  '412': { status: 412, code: 'PreconditionFailed' },
  '429 Retry-After': { status: 429, retryAfter: 90 },
  '500': { status: 500 },
  '503': { status: 503, retryAfter: 90 },
  '504': { status: 504, retryAfter: 90 },
  silence: {},
};
const rows = Object.entries(steps).flatMap(([step, { calls }]) =>
  calls.flatMap((call) =>
    Object.keys(faults).flatMap((fault) =>
      (call.method === 'GET' ? [false] : [false, true]).map((afterEffect) => ({
        step,
        call,
        fault,
        afterEffect,
        name: `${step}, ${call.method} answers ${fault}${afterEffect ? ' although it was done' : ''}`,
      })),
    ),
  ),
);

const made = (known: ReadonlySet<string>) => house.graph.state.events.filter((e) => !known.has(e.id));
const present = () => new Set(house.graph.state.events.map((e) => e.id));

describe('Graph', () => {
  test.each(rows)('$name', async ({ step, call, fault, afterEffect }) => {
    const known = present();
    const { begin } = steps[step] as Step;
    // In force once the deed is done: what comes before it went well.
    const arm = () => house.graph.fail(call, { ...faults[fault], times: 99, ...(afterEffect ? { afterEffect } : {}) });
    if (step === 'plan') arm();
    const { meeting, right } = await begin();
    if (step !== 'plan') arm();
    await house.settled();

    // What is not as it should be can be read, with what to do.
    const view = await seen(meeting);
    if (await left()) {
      expect(view).toMatchObject({ problem: expect.stringMatching(/^[\w.-]+$/) });
      expect(textsOf('nl').eventCure[eventCure(String(view['problem']))]).toMatch(/[A-Z].*\.$/);
    } else expect(view).not.toHaveProperty('problem');

    house.graph.heal();
    await resume();
    right(made(known));
    const after = await seen(meeting);
    expect(after).not.toHaveProperty('problem');
    expect(after['inCalendar']).toBe(step !== 'cancel');
    house.later(600);
    await house.house.outbox.tick();
    await house.settled();
    right(made(known));
  });
});

describe('the power fails before what Graph answered is on disk', () => {
  test.each(Object.keys(steps))('%s', async (step) => {
    const known = present();
    const { meeting, right } = await (steps[step] as Step).begin();
    let calls = 0;
    before = () => {
      calls += 1;
      throw new Error('killed');
    };
    await house.settled();
    expect(calls).toBeGreaterThan(0);
    before = () => {};
    await resume();
    right(made(known));
    expect(await seen(meeting)).not.toHaveProperty('problem');
  });
});

describe('an event that nobody heard of', () => {
  const lost = async () => {
    house.graph.fail({ method: 'POST', path: events }, { status: 500, afterEffect: true, times: 9 });
    const planned = await settledPlan();
    house.graph.heal();
    return planned;
  };

  test('is cancelled with its meeting', async () => {
    const known = present();
    const { meeting } = await lost();
    expect(made(known)).toHaveLength(1);
    await deed('cancelMeeting', { meeting });
    await house.settled();
    expect(made(known)).toEqual([]);
    await resume();
    expect(made(known)).toEqual([]);
  });

  test('moves with its meeting', async () => {
    const known = present();
    const { meeting, day } = await lost();
    await deed('moveMeeting', { meeting, day, time: '16:00', minutes: 60, place: 'ONLINE' });
    await resume();
    expect(made(known).map(startOf)).toEqual([atLocal(day, '16:00').replace('Z', '')]);
    expect(await seen(meeting)).toMatchObject({ inCalendar: true });
  });

  test('stays one when another mailbox organises from then on', async () => {
    const known = present();
    const { meeting } = await lost();
    const mailbox = emailOf('m02');
    ok(await house.as('m10').do('WK', 'setOrganiser', { mailbox }));
    await resume();
    expect(made(known)).toHaveLength(1);
    await deed('cancelMeeting', { meeting });
    await resume();
    expect(made(known)).toEqual([]);
  });
});

test('an event that was deleted in Outlook: said, with what to do, and no second one', async () => {
  const known = present();
  const { meeting, day } = await settledPlan();
  const [event] = made(known);
  house.graph.state.events.splice(
    house.graph.state.events.findIndex((e) => e.id === event?.id),
    1,
  );
  await deed('moveMeeting', { meeting, day, time: '17:00', minutes: 60, place: 'ONLINE' });
  await house.settled();
  expect(await seen(meeting)).toMatchObject({ problem: 'EventDeleted' });
  await deed('cancelMeeting', { meeting });
  await resume();
  expect(made(known)).toEqual([]);
  expect(await seen(meeting)).not.toHaveProperty('problem');
});
