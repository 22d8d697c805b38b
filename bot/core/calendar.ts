/** The calendar follows the meeting: one event, as the meeting says now. */
import { inCalendar, invitedTo, isConcluded, type Meeting } from '#domain/meeting.ts';
import { organiserOf, type Language, type Network } from '#domain/network.ts';
import type { SharedMeeting } from '#domain/see.ts';
import { addMinutes, type Day } from '#domain/time.ts';
import { clock, told } from './clock-deed.ts';
import type { Directory } from './directory.ts';
import type { Execute } from './execute.ts';
import { Refused, Unreachable, type EventPlace, type Workplace } from './ports.ts';
import type { Show } from './show.ts';

/** What a calendar event says: numbers and links only. */
export type Invitation = (
  view: SharedMeeting,
  network: { name: string },
  language: Language,
) => { subject: string; body: string; location: string };

type CalendarPorts = Readonly<{
  execute: Execute;
  show: Show;
  directory: Directory;
  workplace: Workplace;
  invitation: Invitation;
  language: Language;
  newId: () => string;
}>;

export const makeCalendar = ({ execute, show, directory, workplace, invitation, language, newId }: CalendarPorts) => {
  const placeOf = async (network: Network, m: Meeting): Promise<EventPlace> => ({
    organiser: organiserOf(network),
    transactionId: await guidOf(`${network.code}/${m.id}`),
    ...(m.event ? { known: { eventId: m.event.id, organiser: m.event.organiser ?? organiserOf(network) } } : {}),
    ...(m.organiser ? { before: [m.organiser] } : {}),
  });

  const keepEvent = async (network: Network, today: Day, m: Meeting): Promise<void> => {
    const view = await show.sharedMeeting(clock(network.code), m.id);
    if (!view || (inCalendar(m) && !m.eventProblem)) return;
    const roster = await directory.roster(network.code);
    const kept = await workplace.keepEvent({
      ...(await placeOf(network, m)),
      ...invitation(view, network, language),
      start: m.start,
      end: addMinutes(m.start, m.minutes),
      attendees: invitedTo(network, m, today).flatMap((id) => {
        const { name = '', email = '' } = roster.members[id] ?? {};
        return email ? [{ name, email }] : [];
      }),
    });
    const sequence = m.sequence ?? 0;
    await told(
      execute(clock(network.code), 'linkMeeting', { meeting: m.id, ...kept, sequence }, `link/${m.id}/${newId()}`),
    );
  };

  const withdrawEvent = async (network: Network, m: Meeting): Promise<void> => {
    await workplace.cancelEvent(await placeOf(network, m), '');
    await told(execute(clock(network.code), 'withdrawMeeting', { meeting: m.id }, `withdraw/${m.id}/${newId()}`));
  };

  /**
   * Brings the calendar to what the meeting says now, whatever was asked then: a plan whose answer was lost is found again by
   * the cancelling, and a cancelled meeting is not planned by a late repeat.
   */
  return async (network: Network, today: Day, id: string): Promise<void> => {
    const m = await show.plannedMeeting(network.code, id);
    if (!m || isConcluded(m)) return;
    try {
      // Also when it has begun: who is not in the room still needs the link.
      await (m.state === 'CANCELLED' ? withdrawEvent(network, m) : keepEvent(network, today, m));
    } catch (error) {
      // The meeting says what is the matter, and what to do. It is tried again all the same.
      const code = error instanceof Refused ? error.code : error instanceof Unreachable ? 'Unreachable' : undefined;
      if (code) await execute(clock(network.code), 'failMeetingLink', { meeting: id, code }, `fail/${id}/${newId()}`);
      throw error;
    }
  };
};

/** The same text gives the same GUID: a repeated planning is recognised by Graph's `transactionId`. */
const guidOf = async (text: string): Promise<string> => {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const hex = Buffer.from(hash).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
