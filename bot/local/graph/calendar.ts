/**
 * Mailboxes, their events and what they send (learn.microsoft.com, "Create event", "Update event", "event: cancel",
 * "calendar: getSchedule", "user: sendMail").
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  type Answer,
  badRequest,
  type Call,
  filterValues,
  type Handler,
  one,
  page,
  refuse,
  withBody,
  withQuery,
} from './odata.ts';
import type { GraphState, Meeting, User } from './state.ts';

const time = z.strictObject({
  dateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/),
  timeZone: z.literal('UTC'),
});
const eventBody = z.strictObject({
  subject: z.string().max(255),
  body: z.strictObject({ contentType: z.enum(['text', 'html']), content: z.string() }),
  start: time,
  end: time,
  location: z.strictObject({ displayName: z.string() }).optional(),
  attendees: z
    .array(
      z.strictObject({
        type: z.enum(['required', 'optional', 'resource']),
        emailAddress: z.strictObject({ name: z.string().optional(), address: z.email() }),
      }),
    )
    .max(500)
    .optional(),
  isOnlineMeeting: z.boolean().optional(),
  onlineMeetingProvider: z.enum(['teamsForBusiness', 'unknown']).optional(),
  transactionId: z.string().optional(),
  singleValueExtendedProperties: z
    .array(z.strictObject({ id: z.string().regex(/^String \{[0-9a-f-]{36}\} Name \w+$/), value: z.string() }))
    .optional(),
});

const scheduleBody = z.strictObject({
  schedules: z.array(z.string()).min(1).max(20),
  startTime: time,
  endTime: time,
  availabilityViewInterval: z.number().int().min(5).max(1440).default(30),
});
const mailBody = z.strictObject({
  message: z.strictObject({
    subject: z.string().max(255),
    body: z.strictObject({ contentType: z.enum(['text', 'html']), content: z.string() }),
    toRecipients: z
      .array(z.strictObject({ emailAddress: z.strictObject({ name: z.string().optional(), address: z.email() }) }))
      .min(1)
      .max(500),
  }),
  saveToSentItems: z.boolean().optional(),
});
const longestDays = 62;
const digit = { tentative: '1', busy: '2', oof: '3' } as const;
/** What the app changes in an event. The body holds the link of the online meeting, and is left alone. */
const eventChange = eventBody.pick({ start: true, end: true, location: true, attendees: true }).partial().strict();
const eventTimes = z.object({ start: time, end: time });
const addressesOf = (request: unknown): readonly string[] =>
  z
    .object({ attendees: z.array(z.object({ emailAddress: z.object({ address: z.string() }) })).default([]) })
    .parse(request)
    .attendees.map((a) => a.emailAddress.address.toLowerCase());

const marks = z.object({
  singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: z.string() })).default([]),
});
const itemNotFound = () => refuse(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

/** The handlers of everything under `/users`. */
export const calendarHandlers = (state: GraphState, pageSize: number) => {
  const show = ({ id, request, joinUrl, version }: Meeting, moment: 'made' | 'read') => {
    const visible = state.joinLink === 'at once' || (state.joinLink === 'later' && moment === 'read');
    const { singleValueExtendedProperties: _hidden, ...properties } = request;
    return {
      '@odata.etag': `W/"${id}.${version}"`,
      id,
      ...properties,
      onlineMeeting: request['isOnlineMeeting'] === true && visible ? { joinUrl } : null,
    };
  };
  const inMailbox =
    (then: (user: User, call: Call) => Answer): Handler =>
    (call) => {
      const name = call.at['user'] ?? '';
      const user = state.users.get(name) ?? [...state.users.values()].find(({ mail }) => mail === name);
      return user ? then(user, call) : refuse(404, 'ErrorInvalidUser', 'The requested user is invalid.');
    };
  /** Exchange opens one mailbox, or Entra opens them all: the two add up. */
  const inCalendar = (then: (user: User, call: Call) => Answer): Handler =>
    inMailbox((user, call) => {
      if (state.withoutMailbox.has(user.id))
        return refuse(
          404,
          'MailboxNotEnabledForRESTAPI',
          'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
        );
      if (state.closedMailboxes.has(user.id) && !state.roles.has('Calendars.ReadWrite'))
        return refuse(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
      return then(user, call);
    });
  const inEvent = (then: (event: Meeting, call: Call) => Answer): Handler =>
    inCalendar((user, call) => {
      const event = state.events.find(({ id, organiser }) => id === call.at['event'] && organiser === user.id);
      return event ? then(event, call) : itemNotFound();
    });

  /** Who hears of it by mail: of a change in people only, just those people. */
  const update = withBody(eventChange, (body, call) =>
    inEvent((event) => {
      const asked = call.headers['if-match'];
      if (asked !== undefined && asked !== `W/"${event.id}.${event.version}"`)
        return refuse(412, 'ErrorIrresolvableConflict', 'The change key does not match the current one.');
      const request: Record<string, unknown> = { ...event.request, ...body };
      const { start, end } = eventTimes.parse(request);
      if (end.dateTime < start.dateTime) return refuse(400, 'ErrorPropertyValidationFailure', 'End is before start.');
      const [before, now] = [addressesOf(event.request), addressesOf(request)];
      const onlyPeople = Object.keys(body).every((name) => name === 'attendees');
      const changed = [...new Set([...before, ...now])].filter((a) => before.includes(a) !== now.includes(a));
      state.mailed.push({ event: event.id, to: onlyPeople ? changed : [...new Set([...now, ...changed])] });
      const updated: Meeting = { ...event, request, version: event.version + 1 };
      state.events.splice(state.events.indexOf(event), 1, updated);
      return one(show(updated, 'read'), call);
    })(call),
  );

  const create = withBody(eventBody, (body, call) =>
    inCalendar((user) => {
      if (body.end.dateTime < body.start.dateTime)
        return refuse(400, 'ErrorPropertyValidationFailure', 'End is before start.');
      const first = state.events.find(
        ({ organiser, request }) =>
          body.transactionId !== undefined && organiser === user.id && request['transactionId'] === body.transactionId,
      );
      if (first && isDeepStrictEqual(first.request, body)) return one(show(first, 'made'), call, 201);
      if (first) {
        const { status, namesTheFirst } = state.duplicate;
        const message = 'The TransactionId specified in the request has already been used to create a different event.';
        return refuse(
          status,
          'ErrorDuplicateTransactionId',
          message,
          namesTheFirst ? { '@event.existingEventId': first.id } : {},
        );
      }
      const id = `AAMk${randomUUID().replaceAll('-', '')}=`;
      const joinUrl = `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${randomUUID()}%40thread.v2/0`;
      const event: Meeting = { id, organiser: user.id, request: body, joinUrl, version: 1 };
      state.events.push(event);
      state.mailed.push({ event: id, to: addressesOf(body) });
      return one(show(event, 'made'), call, 201);
    })(call),
  );

  const list = inCalendar((user, call) => {
    const form =
      /^singleValueExtendedProperties\/Any\(ep: ep\/id eq '((?:[^']|'')*)' and ep\/value eq '((?:[^']|'')*)'\)$/;
    const wanted = filterValues(call.query['$filter'], form);
    if (call.query['$filter'] !== undefined && !wanted) return badRequest('Invalid filter clause.');
    const own = state.events.filter(({ organiser }) => organiser === user.id);
    const marked = ({ request }: Meeting) =>
      marks
        .parse(request)
        .singleValueExtendedProperties.some(({ id, value }) => id === wanted?.[0] && value === wanted[1]);
    return page(
      (wanted ? own.filter(marked) : own).map((event) => show(event, 'read')),
      call,
      pageSize,
    );
  });

  const cancel = withBody(z.strictObject({ comment: z.string().optional() }), ({ comment = '' }, call) =>
    inEvent((event) => {
      state.events.splice(state.events.indexOf(event), 1);
      state.cancelled.push({ ...event, comment });
      state.mailed.push({ event: event.id, to: addressesOf(event.request) });
      return { status: 202 };
    })(call),
  );

  /** One person's day as a colleague sees it: digits, and never what it is about. */
  const scheduleOf = (mail: string, from: number, until: number, minutes: number) => {
    const own = state.busy.filter((time) => time.mail === mail);
    const slot = (at: number) =>
      own.find((time) => Date.parse(time.from) < at + minutes * 60_000 && at < Date.parse(time.until));
    const slots = Array.from({ length: Math.ceil((until - from) / (minutes * 60_000)) }, (_, n) =>
      slot(from + n * minutes * 60_000),
    );
    return {
      scheduleId: mail,
      availabilityView: slots.map((time) => (time ? digit[time.status] : '0')).join(''),
      scheduleItems: own.map(({ status, ...time }) => ({
        status,
        start: { dateTime: time.from.replace('Z', ''), timeZone: 'UTC' },
        end: { dateTime: time.until.replace('Z', ''), timeZone: 'UTC' },
      })),
    };
  };
  const unseen = (scheduleId: string) => ({
    scheduleId,
    availabilityView: '',
    scheduleItems: [],
    error: { message: 'The mailbox was not found.', responseCode: 'ErrorMailRecipientNotFound' },
  });
  const schedule = withBody(scheduleBody, ({ schedules, startTime, endTime, availabilityViewInterval }, call) =>
    inMailbox(() => {
      const [from, until] = [startTime, endTime].map(({ dateTime }) => Date.parse(`${dateTime}Z`)) as [number, number];
      if (!(from < until) || until - from > longestDays * 86_400_000)
        return refuse(400, 'ErrorInvalidParameter', 'The requested time duration is invalid.');
      const known = (mail: string) => [...state.users.values()].some((user) => user.mail === mail && !user.guest);
      const value = schedules.map((mail) =>
        known(mail) ? scheduleOf(mail, from, until, availabilityViewInterval) : unseen(mail),
      );
      return { status: 200, body: { value } };
    })(call),
  );

  const sendMail = withBody(mailBody, ({ message: { subject, body, toRecipients } }, call) =>
    inMailbox((user) => {
      for (const { emailAddress } of toRecipients)
        state.mails.push({ from: user.id, to: emailAddress.address, subject, content: body.content });
      return { status: 202 };
    })(call),
  );

  const showUser = ({ id, displayName, mail }: User) => ({ id, displayName, mail, userPrincipalName: mail });
  return {
    users: withQuery(['$select', '$top', '$skiptoken'], (call) =>
      page([...state.users.values()].map(showUser), call, pageSize),
    ),
    user: withQuery(
      ['$select'],
      inMailbox((user, call) => one(showUser(user), call)),
    ),
    events: withQuery(['$select', '$filter', '$top', '$skiptoken'], list),
    create,
    update,
    event: withQuery(
      ['$select'],
      inEvent((event, call) => one(show(event, 'read'), call)),
    ),
    cancel,
    schedule,
    sendMail,
  };
};
