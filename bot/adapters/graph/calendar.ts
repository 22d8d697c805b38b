/** Events in the organiser's calendar, and when people are busy. */
import { z } from 'zod';
import type { Busy } from '#domain/moments.ts';
import { addMinutes, type Instant } from '#domain/time.ts';
import { type CalendarEvent, type EventPlace, Refused, Unreachable } from '../../core/ports.ts';
import { type GraphClient, read } from '../graph-client.ts';
import { id, query, quoted } from './path.ts';

const inUtc = { prefer: 'outlook.timezone="UTC"' };
const utc = (at: Instant) => ({ dateTime: at.replace('Z', ''), timeZone: 'UTC' });
/** Our own mark on an event, because events cannot be found by `transactionId` (learn.microsoft.com, "Outlook extended properties overview"). */
const mark = 'String {6d3a3c1e-5b0f-4c55-9d0c-0f3f2a9f7b61} Name transaction';
const time = z.object({ dateTime: z.string() });
const eventShape = z.object({
  '@odata.etag': z.string(),
  id: z.string(),
  start: time,
  end: time,
  location: z.object({ displayName: z.string().nullish() }).nullish(),
  attendees: z.array(z.object({ emailAddress: z.object({ address: z.string().nullish() }) })).nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
});
type Found = z.infer<typeof eventShape>;
const eventFields = { $select: 'id,start,end,location,attendees,onlineMeeting' };

const graphAttendees = (event: CalendarEvent) =>
  event.attendees.map(({ name, email }) => ({ type: 'required', emailAddress: { name, address: email } }));

/** learn.microsoft.com, "Create event"; the times are UTC, as our instants are. */
const toGraph = (event: CalendarEvent) => ({
  subject: event.subject,
  body: { contentType: 'text', content: event.body },
  start: utc(event.start),
  end: utc(event.end),
  ...(event.location !== undefined && { location: { displayName: event.location } }),
  attendees: graphAttendees(event),
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
  transactionId: event.transactionId,
  singleValueExtendedProperties: [{ id: mark, value: event.transactionId }],
});

const addresses = (list: readonly (string | null | undefined)[]): string =>
  [...new Set(list.map((address) => (address ?? '').toLowerCase()))].toSorted().join(' ');

/**
 * What must change. Never the body: the link of the online meeting stands in it, and a body without it takes the meeting
 * away (learn.microsoft.com, "Update event"). People alone: then only they are told (the same page).
 */
const changes = (found: Found, event: CalendarEvent) => {
  const is = ({ dateTime }: Found['start'], at: Instant) => Date.parse(`${dateTime}Z`) === Date.parse(at);
  // Exchange adds words of its own to the place of an online meeting.
  const there = event.location === undefined || (found.location?.displayName ?? '').startsWith(event.location);
  const asked = (found.attendees ?? []).map((a) => a.emailAddress.address);
  return {
    ...(!is(found.start, event.start) && { start: utc(event.start) }),
    ...(!is(found.end, event.end) && { end: utc(event.end) }),
    ...(!there && { location: { displayName: event.location } }),
    ...(addresses(asked) !== addresses(event.attendees.map((a) => a.email)) && { attendees: graphAttendees(event) }),
  };
};

const mailboxOf = (organiser: string) => `/users/${id(organiser)}`;
const readEvent = (graph: GraphClient, organiser: string, eventId: string) =>
  graph.get(`${mailboxOf(organiser)}/events/${id(eventId)}?${query(eventFields)}`, inUtc);
const byMark = async (graph: GraphClient, organiser: string, transactionId: string): Promise<Found | undefined> => {
  const marked = `singleValueExtendedProperties/Any(ep: ep/id eq ${quoted(mark)} and ep/value eq ${quoted(transactionId)})`;
  const path = `${mailboxOf(organiser)}/events?${query({ ...eventFields, $filter: marked })}`;
  return (await graph.all(path, eventShape, inUtc))[0];
};

type Placed = Readonly<{ found: Found; organiser: string }>;

/**
 * By its id, else by our mark: in the mailbox where it is known to be, or in each where it may be. A mailbox of before that is
 * gone or closed to us holds nothing of ours that we could change.
 */
const findEvent = async (graph: GraphClient, place: EventPlace, noMailbox: 'says' | 'holds nothing') => {
  const { known, transactionId } = place;
  if (known) {
    const reply = await readEvent(graph, known.organiser, known.eventId);
    if (reply.ok) return { found: read(reply, eventShape), organiser: known.organiser };
    if (reply.refusal.status !== 404) throw reply.refusal;
  }
  const mailboxes = new Set(known ? [known.organiser] : [place.organiser, ...(place.before ?? [])]);
  for (const organiser of mailboxes) {
    const first = known !== undefined || organiser === place.organiser;
    const passes = first ? (known || noMailbox === 'says' ? [] : [404]) : [403, 404];
    const found = await byMark(graph, organiser, transactionId).catch((error: unknown) => {
      if (error instanceof Refused && passes.includes(error.status)) return undefined;
      throw error;
    });
    if (found) return { found, organiser } satisfies Placed;
  }
  return undefined;
};

/**
 * Graph answers a repeated `transactionId` with the first event (201) while the contents are the same, and otherwise
 * with `ErrorDuplicateTransactionId`, seen as 400 and as 409, which may or may not name the first event. Not documented;
 * seen at blog.rykoma.net/2020/10/05/1559 and in public code.
 */
const makeEvent = async (graph: GraphClient, event: CalendarEvent): Promise<Placed> => {
  const { organiser } = event;
  const reply = await graph.post(`${mailboxOf(organiser)}/events`, toGraph(event), {
    repeatable: true,
    headers: inUtc,
  });
  if (reply.ok || reply.refusal.code !== 'ErrorDuplicateTransactionId')
    return { found: read(reply, eventShape), organiser };
  const named = reply.error?.['@event.existingEventId'];
  const found = named
    ? read(await readEvent(graph, organiser, named), eventShape)
    : await byMark(graph, organiser, event.transactionId);
  if (!found) throw reply.refusal;
  return { found, organiser };
};

export const keepEvent = async (graph: GraphClient, event: CalendarEvent) => {
  const placed = await findEvent(graph, event, 'says');
  // Somebody deleted it by hand: a new one under the same id would be taken for the old one.
  if (!placed && event.known) throw new Refused('graph', 404, 'EventDeleted');
  const { found, organiser } = placed ?? (await makeEvent(graph, event));
  const look = async () => read(await readEvent(graph, organiser, found.id), eventShape);
  const follow = async (now: Found, tries: number): Promise<void> => {
    const change = changes(now, event);
    if (Object.keys(change).length === 0) return;
    const path = `${mailboxOf(organiser)}/events/${id(now.id)}`;
    const reply = await graph.patch(path, change, now['@odata.etag'], inUtc);
    if (reply.ok) return;
    // Somebody answered the invitation between our look and our change.
    if (reply.refusal.status !== 412 || tries === 0) throw reply.refusal;
    await follow(await look(), tries - 1);
  };
  await follow(found, 2);
  const joinUrl = found.onlineMeeting?.joinUrl ?? (await look()).onlineMeeting?.joinUrl;
  if (!joinUrl) throw new Unreachable('graph', undefined, { cause: new Error('the event has no join link yet') });
  return { eventId: found.id, joinUrl, organiser };
};

export const cancelEvent = async (graph: GraphClient, place: EventPlace, comment: string) => {
  const placed = await findEvent(graph, place, 'holds nothing');
  if (!placed) return;
  const path = `${mailboxOf(placed.organiser)}/events/${id(placed.found.id)}/cancel`;
  const reply = await graph.post(path, { comment }, { repeatable: true });
  if (reply.ok) return;
  // Cancelling moves the event away: gone is what we wanted, if it is gone.
  const gone = reply.refusal.status === 404 && !(await findEvent(graph, place, 'holds nothing'));
  if (!gone) throw reply.refusal;
};

/** as many as Graph takes in one question */
const schedulesAtOnce = 20;
const slotMinutes = 30;
const scheduleShape = z.object({
  scheduleId: z.string().nullish(),
  availabilityView: z.string().nullish(),
  error: z.object({}).nullish(),
});

/** One digit a slot: 0 free, 1 tentative, 2 busy, 3 out of office, 4 working elsewhere (learn.microsoft.com, "scheduleInformation"). */
const busyIn = (view: string, from: Instant): readonly Busy[] =>
  [...view.matchAll(/[123]+/g)].map(({ index, 0: slots }) => ({
    from: addMinutes(from, index * slotMinutes),
    until: addMinutes(from, (index + slots.length) * slotMinutes),
  }));

/** Only when people are busy is read, never with what: the details that come along are dropped here. */
export const freeBusy = async (
  graph: GraphClient,
  organiser: string,
  addresses: readonly string[],
  from: Instant,
  until: Instant,
) => {
  const seen = new Map<string, readonly Busy[]>();
  const wanted = [...new Set(addresses)];
  for (let first = 0; first < wanted.length; first += schedulesAtOnce) {
    const schedules = wanted.slice(first, first + schedulesAtOnce);
    const asked = { schedules, startTime: utc(from), endTime: utc(until), availabilityViewInterval: slotMinutes };
    const choice = { repeatable: true, headers: inUtc };
    const reply = await graph.post(`/users/${id(organiser)}/calendar/getSchedule`, asked, choice);
    for (const { scheduleId, availabilityView, error } of read(reply, z.object({ value: z.array(scheduleShape) }))
      .value)
      if (scheduleId && availabilityView && !error) seen.set(scheduleId.toLowerCase(), busyIn(availabilityView, from));
  }
  return seen;
};
