/** A meeting as a file for any calendar (RFC 5545): time, link and number of items, and no more. */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarEntry } from '#domain/see.ts';
import { addMinutes } from '#domain/time.ts';
import { invitation, type Links } from '../cards/index.ts';
import type { Membership } from '../core/directory.ts';
import { drawIn } from './room.ts';

/**
 * The same meeting always has the same UID, and a later file a higher SEQUENCE: opened again it moves the appointment, or takes
 * it away. Times are UTC, so that no time zone has to come along.
 */
export const calendarFile = ({ meeting, sequence }: CalendarEntry, { network, member }: Membership, links: Links) => {
  const { subject, body, location } = invitation(meeting, network, drawIn(links, member.language));
  const cancelled = meeting.state === 'CANCELLED';
  const calendar = ical({
    prodId: { company: 'Buurtrust', product: 'Buurtrust' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${meeting.id}@buurtrust`,
    sequence,
    stamp: new Date(meeting.changedAt),
    start: new Date(meeting.start),
    end: new Date(addMinutes(meeting.start, meeting.minutes)),
    summary: subject,
    description: body,
    location,
    url: meeting.joinUrl ?? links.meeting(meeting.network, meeting.id),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
};
