/**
 * The calendar and the channels, through Microsoft Graph v1.0 as the app itself. Every method may be called again after
 * any failure: it looks before it makes, or Graph does. Nothing is ever deleted.
 */
import { z } from 'zod';
import type { Busy } from '#domain/moments.ts';
import { addMinutes, type Instant } from '#domain/time.ts';
import { type CalendarEvent, type EventPlace, type Mail, Refused, Unreachable, type Workplace } from '../core/ports.ts';
import { type GraphClient, graphClient, type GraphOptions, read } from './graph-client.ts';

export type { GraphOptions } from './graph-client.ts';

const id = encodeURIComponent;
/** a text inside an OData filter */
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const query = (options: Readonly<Record<string, string>>) =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

// ── calendar ────────────────────────────────────────────────────────────────────────────────────────────────────────

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

const keepEvent = async (graph: GraphClient, event: CalendarEvent) => {
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

const cancelEvent = async (graph: GraphClient, place: EventPlace, comment: string) => {
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
const freeBusy = async (
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

/** learn.microsoft.com, "user: sendMail". */
const sendMail = async (graph: GraphClient, sender: string, { to, subject, body }: Mail) => {
  const message = {
    subject,
    body: { contentType: 'text', content: body },
    toRecipients: [{ emailAddress: { name: to.name, address: to.email } }],
  };
  const reply = await graph.post(`/users/${id(sender)}/sendMail`, { message, saveToSentItems: false });
  if (!reply.ok) throw reply.refusal;
};

const made = z.object({ id: z.string() });

// ── channels ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** learn.microsoft.com, "Limits and specifications for Microsoft Teams": channel names. */
const nameAllowed = (name: string) =>
  /^[^~#%&*{}+/\\:<>?|'"._ ][^~#%&*{}+/\\:<>?|'"\p{Cc}]*$/u.test(name) && name.length <= 50 && !/[. ]$/.test(name);

const channelShape = z.object({ id: z.string(), displayName: z.string(), membershipType: z.string().nullish() });
const memberShape = z.object({ userId: z.string().nullish() });
const tabShape = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  configuration: z.object({ entityId: z.string().nullish() }).nullish(),
  teamsApp: z.object({ id: z.string() }).nullish(),
});

const member = (graph: GraphClient, user: string, roles: readonly string[]) => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  roles,
  'user@odata.bind': `${graph.root}/users(${quoted(user)})`,
});

/** Names are compared in one case, as Teams does. A channel that everybody in the team can read is never taken for ours. */
const findChannel = async (graph: GraphClient, team: string, name: string) => {
  const channels = await graph.all(
    `${team}/channels?${query({ $select: 'id,displayName,membershipType' })}`,
    channelShape,
  );
  const found = channels.find((channel) => channel.displayName.toLowerCase() === name.toLowerCase());
  if (found && found.membershipType !== 'private') throw new Refused('graph', 409, 'channelIsNotPrivate');
  return found && { channelId: found.id };
};

const ensureChannel = async (graph: GraphClient, teamId: string, name: string, description: string, owner: string) => {
  if (!nameAllowed(name)) throw new Refused('graph', 400, 'channelNameNotAllowed');
  const team = `/teams/${id(teamId)}`;
  const known = await findChannel(graph, team, name);
  if (known) return known;
  const reply = await graph.post(`${team}/channels`, {
    displayName: name,
    description,
    membershipType: 'private',
    members: [member(graph, owner, ['owner'])],
  });
  if (reply.ok) return { channelId: read(reply, made).id };
  // a name that is taken is documented as 409 and seen as 400: somebody, perhaps we, was first
  const first = [400, 409].includes(reply.refusal.status) ? await findChannel(graph, team, name) : undefined;
  if (!first) throw reply.refusal;
  return first;
};

/** Adds to a team or a channel whoever is not in it yet. `refused` are those who are still not in it afterwards. */
const addMembers = async (graph: GraphClient, place: string, users: readonly string[]) => {
  const absentees = async (of: readonly string[]) => {
    const present = new Set(
      (await graph.all(`${place}/members`, memberShape)).map(({ userId }) => userId?.toLowerCase()),
    );
    return of.filter((user) => !present.has(user.toLowerCase()));
  };
  const added: string[] = [];
  const refused: string[] = [];
  for (const user of await absentees(users)) {
    const reply = await graph.post(`${place}/members`, member(graph, user, []));
    if (!reply.ok && reply.refusal.status === 401) throw reply.refusal;
    (reply.ok ? added : refused).push(user);
  }
  return { added, refused: refused.length > 0 ? await absentees(refused) : [] };
};

const ensureMembers = async (graph: GraphClient, teamId: string, channelId: string, objectIds: readonly string[]) => {
  const team = `/teams/${id(teamId)}`;
  const users = [...new Set(objectIds)];
  const inTeam = await addMembers(graph, team, users);
  const welcome = users.filter((user) => !inTeam.refused.includes(user));
  const inChannel = await addMembers(graph, `${team}/channels/${id(channelId)}`, welcome);
  // a channel learns of new team members some minutes later, and until then calls them unknown
  if (inChannel.refused.some((user) => inTeam.added.includes(user)))
    throw new Unreachable('graph', undefined, {
      cause: new Error('new team members are not known to the channel yet'),
    });
  return { missing: [...inTeam.refused, ...inChannel.refused] };
};

const boundApp = (graph: GraphClient, catalogAppId: string) => ({
  'teamsApp@odata.bind': `${graph.root}/appCatalogs/teamsApps/${id(catalogAppId)}`,
});

/**
 * Installs the app in the team. In v1.0 it cannot be put into a private channel by Graph: `enabledApps` takes shared
 * channels only (learn.microsoft.com, "channel: add enabledApps"), so an owner adds it there by hand.
 */
const ensureApp = async (graph: GraphClient, teamId: string, catalogAppId: string) => {
  const installed = `/teams/${id(teamId)}/installedApps`;
  const ours = query({ $expand: 'teamsApp', $filter: `teamsApp/id eq ${quoted(catalogAppId)}` });
  if ((await graph.all(`${installed}?${ours}`, made)).length > 0) return;
  const reply = await graph.post(installed, boundApp(graph, catalogAppId));
  if (!reply.ok && reply.refusal.status !== 409) throw reply.refusal;
};

const ensureTab = async (
  graph: GraphClient,
  teamId: string,
  channelId: string,
  tab: Parameters<Workplace['ensureTab']>[2],
) => {
  const tabs = `/teams/${id(teamId)}/channels/${id(channelId)}/tabs`;
  const all = await graph.all(`${tabs}?${query({ $expand: 'teamsApp' })}`, tabShape);
  const ours = all.filter(({ teamsApp }) => teamsApp?.id === tab.catalogAppId);
  const known =
    ours.find(({ configuration }) => configuration?.entityId === tab.entityId) ??
    ours.find(({ displayName }) => displayName === tab.name);
  if (known) return { tabId: known.id };
  const { entityId, contentUrl, websiteUrl } = tab;
  const reply = await graph.post(tabs, {
    displayName: tab.name,
    ...boundApp(graph, tab.catalogAppId),
    configuration: { entityId, contentUrl, websiteUrl },
  });
  return { tabId: read(reply, made).id };
};

/** The workplace of one Microsoft 365 tenant. `credential` is the app's own: nobody is signed in when the clock works. */
export const graphWorkplace = (options: GraphOptions): Workplace => {
  const graph = graphClient(options);
  return {
    keepEvent: (event) => keepEvent(graph, event),
    cancelEvent: (place, comment) => cancelEvent(graph, place, comment),
    freeBusy: (...asked) => freeBusy(graph, ...asked),
    sendMail: (...asked) => sendMail(graph, ...asked),
    ensureChannel: (...asked) => ensureChannel(graph, ...asked),
    ensureMembers: (...asked) => ensureMembers(graph, ...asked),
    ensureApp: (teamId, _channelId, catalogAppId) => ensureApp(graph, teamId, catalogAppId),
    ensureTab: (...asked) => ensureTab(graph, ...asked),
    ping: async () => {
      const reply = await graph.get(`/users?${query({ $top: '1', $select: 'id' })}`);
      // we hold no right to list people: being told so proves that Graph is there and knows us
      if (!reply.ok && reply.refusal.status !== 403) throw reply.refusal;
    },
  };
};
