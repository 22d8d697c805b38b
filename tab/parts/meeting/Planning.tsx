import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { eventCure } from '#domain/event-cure.ts';
import type { InvitedView, MeetingView } from '#domain/see.ts';
import { dayOfInstant, timeOfInstant } from '../../days.ts';
import { useHere, useLook, useNames } from '../../here.ts';
import { Ticks } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { useDownload } from '../Download.tsx';
import { Notice, ProblemText, Shown } from '../page.tsx';
import { Despite, WhenAndWhere, type Appointment } from './Appointment.tsx';

type Props = Readonly<{ meeting: MeetingView }>;
type Opened = Props & Readonly<{ close: () => void }>;

const isAhead = ({ state }: MeetingView): boolean => state === 'PLANNED' || state === 'IN_SESSION';

/** How the calendar stands, where it does not say what stands here: what is the matter, and what to do. */
export const InCalendar = ({ meeting }: Props) => {
  const { t, w } = useHere();
  const { problem } = meeting;
  if (problem === undefined)
    return isAhead(meeting) && !meeting.inCalendar ? (
      <p className="muted">{meeting.joinUrl ? t.changeComing : t.invitationComing}</p>
    ) : null;
  const cure = eventCure(problem);
  const what = !isAhead(meeting) ? t.notWithdrawn : meeting.joinUrl ? t.notInCalendar : t.noCalendarEvent;
  return (
    <Notice kind={cure === 'silence' ? 'info' : 'warning'}>
      <p>{what}</p>
      <p>{w.eventCure[cure]}</p>
      {cure !== 'silence' && (
        <p>
          {t.codeForAdministrator} <code>{problem}</code>
        </p>
      )}
    </Notice>
  );
};

const MoveForm = ({ meeting, close }: Opened) => {
  const { t } = useHere();
  const start: Appointment = {
    day: dayOfInstant(meeting.start),
    time: timeOfInstant(meeting.start),
    minutes: String(meeting.minutes),
    place: meeting.place,
    despite: [],
  };
  const form = useForm({
    use: 'moveMeeting',
    network: meeting.network,
    of: meeting.id,
    start,
    input: (values) => ({ ...values, meeting: meeting.id, despite: [...values.despite] }),
    done: t.meetingMoved,
    after: close,
  });
  return (
    <Form form={form} submit={t.moveMeeting} name={t.moveMeeting} cancel={close} opened>
      <div className="fields">
        <WhenAndWhere form={form} />
      </div>
      <p className="muted">{t.moveHint}</p>
      <Despite form={form} />
    </Form>
  );
};

type Line = InvitedView['members'][number];

const InvitedForm = ({ meeting, members, close }: Opened & Readonly<{ members: readonly Line[] }>) => {
  const { t } = useHere();
  const names = useNames(meeting.network);
  const form = useForm({
    use: 'changeInvited',
    network: meeting.network,
    of: meeting.id,
    start: { members: members.filter((m) => m.invited).map((m) => m.member) as readonly string[] },
    input: (values) => ({ meeting: meeting.id, members: [...values.members] }),
    done: t.invitedChanged,
    after: close,
  });
  return (
    <Form form={form} submit={t.save} name={t.changeInvited} cancel={close} opened>
      <Ticks
        form={form}
        name="members"
        label={t.invited}
        hint={t.invitedHint}
        required
        options={members.map((m) => [
          m.member,
          `${names.member(m.member)} (${names.organisation(m.organisation)})${m.mail ? '' : `: ${t.noMail}`}`,
        ])}
      />
    </Form>
  );
};

const Invited = ({ meeting }: Props) => {
  const { t } = useHere();
  const names = useNames(meeting.network);
  const [changing, setChanging] = useState(false);
  const look = useLook<InvitedView>(`/api/${meeting.network}/meetings/${meeting.id}/invited`);
  return (
    <Shown of={look}>
      {({ members }) => {
        if (changing) return <InvitedForm meeting={meeting} members={members} close={() => setChanging(false)} />;
        const invited = members.filter((m) => m.invited);
        return (
          <details>
            <summary>{t.invitedCount(invited.length)}</summary>
            <ul>
              {invited.map((m) => (
                <li key={m.member}>
                  {names.member(m.member)} ({names.organisation(m.organisation)})
                  {!m.mail && <strong>: {t.noMail}</strong>}
                </li>
              ))}
            </ul>
            {meeting.directs && isAhead(meeting) && (
              <Button onClick={() => setChanging(true)}>{t.changeInvited}</Button>
            )}
          </details>
        );
      }}
    </Shown>
  );
};

/** Moving it, who is asked, and a file for one's own calendar. Nothing of the cases stands here. */
export const Planning = ({ meeting }: Props) => {
  const { t } = useHere();
  const [moving, setMoving] = useState(false);
  const file = useDownload(
    `/api/${meeting.network}/meetings/${meeting.id}/calendar.ics`,
    meeting.state === 'CANCELLED' ? t.calendarFileGone : t.calendarFile,
  );
  if (!isAhead(meeting) && meeting.state !== 'CANCELLED') return null;
  return (
    <section className="stack tight" aria-label={t.invitation}>
      {isAhead(meeting) && <Invited meeting={meeting} />}
      {moving ? (
        <div className="card">
          <MoveForm meeting={meeting} close={() => setMoving(false)} />
        </div>
      ) : (
        <div className="row">
          {meeting.directs && meeting.state === 'PLANNED' && (
            <Button onClick={() => setMoving(true)}>{t.moveMeeting}</Button>
          )}
          {file.button}
        </div>
      )}
      {file.problem && (
        <Notice kind="error">
          <ProblemText problem={file.problem} />
        </Notice>
      )}
    </section>
  );
};
