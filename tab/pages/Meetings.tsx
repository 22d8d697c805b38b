import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { meetingKinds, type MeetingKind } from '#domain/meeting.ts';
import type { CaseLine, PollView, SharedMeeting } from '#domain/see.ts';
import { showDay, showInstant } from '#domain/texts/moments.ts';
import type { Items, MyNetwork } from '../api.ts';
import { todayIs } from '../days.ts';
import { useHere, useList, useLook, useNetwork } from '../here.ts';
import { Choice, choice, optionsOf, Ticks } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { useForm } from '../parts/use-form.ts';
import { Despite, WhenAndWhere } from '../parts/meeting/Appointment.tsx';
import { FindDate } from '../parts/meeting/FindDate.tsx';
import { InvitationTag } from '../parts/meeting/InvitationTag.tsx';
import { JoinLink } from '../parts/meeting/JoinLink.tsx';
import { KindTag } from '../parts/meeting/KindTag.tsx';
import { useOffered } from '../parts/meeting/proposed.ts';
import { SeriesForm } from '../parts/meeting/SeriesForm.tsx';
import { Shown, Title } from '../parts/page.tsx';
import { MeetingStateTag } from '../parts/tags.tsx';
import { go, To } from '../router.tsx';

type Lines = readonly CaseLine[];

const PlanForm = ({ network, lines, close }: Readonly<{ network: string; lines: Lines; close: () => void }>) => {
  const { t, w } = useHere();
  const today = todayIs();
  const norms = useNetwork(network)?.norms;
  const [day, setDay] = useState<string>(today);
  const { open, chosen } = useOffered(network, day, lines);
  const form = useForm({
    use: 'scheduleMeeting',
    network,
    start: {
      day: '',
      time: '10:00',
      minutes: '60',
      place: choice<SharedMeeting['place']>('ONLINE'),
      kind: choice<MeetingKind>('REGULAR'),
      despite: [] as readonly 'overlap'[],
      cases: chosen,
    },
    input: (values) => ({ ...values, cases: [...values.cases], despite: [...values.despite] }),
    done: t.meetingPlanned,
    after: (done) => {
      close();
      if (done.meeting) go({ page: 'meeting', network, id: done.meeting });
    },
  });
  // What is ticked by itself follows the day, until somebody ticks.
  if (form.values.day !== day && form.values.day >= today) setDay(form.values.day);
  return (
    <Form form={form} submit={t.planMeeting} name={t.planMeeting} cancel={close} opened>
      <div className="fields">
        <WhenAndWhere form={form} />
        <Choice
          form={form}
          name="kind"
          label={t.kindOfMeeting}
          hint={t.urgentHint(norms?.urgentMeeting ?? 2)}
          required
          options={optionsOf(meetingKinds, w.meetingKind)}
        />
      </div>
      <Ticks
        form={form}
        name="cases"
        label={t.agenda}
        hint={t.agendaHint}
        options={open.map((line) => [
          line.number,
          `${line.number} (${line.reviewDay ? w.review(showDay(w, line.reviewDay)) : w.noReview})`,
        ])}
      />
      <Despite form={form} />
    </Form>
  );
};

const Plan = ({ network, close }: Readonly<{ network: string; close: () => void }>) => {
  const look = useList<CaseLine>(`/api/${network}/cases`);
  return (
    <div className="card">
      <Shown of={look}>{(lines) => <PlanForm network={network} lines={lines} close={close} />}</Shown>
    </div>
  );
};

const Line = ({ line, network }: Readonly<{ line: SharedMeeting; network: string }>) => {
  const { t, w } = useHere();
  return (
    <li className="card">
      <div className="row apart">
        <h3>
          <To route={{ page: 'meeting', network, id: line.id }}>{showInstant(w, line.start)}</To>
        </h3>
        <span className="row tight">
          <KindTag kind={line.kind} />
          <InvitationTag line={line} />
          <MeetingStateTag state={line.state} />
        </span>
      </div>
      <p className="muted">
        {t.minutes(line.minutes)} · {w.place[line.place]} · {t.itemCount(line.items)}
      </p>
      {line.joinUrl && (line.state === 'PLANNED' || line.state === 'IN_SESSION') && <JoinLink url={line.joinUrl} />}
    </li>
  );
};

/** Dates that are looked for now: for who is asked, and for who directs. */
const Polls = ({ network }: Readonly<{ network: string }>) => {
  const { t, w } = useHere();
  const { data } = useLook<Items<PollView>>(`/api/${network}/polls`);
  if (!data || data.items.length === 0) return null;
  return (
    <section className="stack" aria-label={t.findingDate}>
      <h2>{t.findingDate}</h2>
      <ul className="plain stack">
        {data.items.map((poll) => {
          const [first] = poll.moments;
          const last = poll.moments.at(-1);
          const waits = poll.rows.some((row) => row.mine && poll.moments.some(({ at }) => !row.answers[at]));
          return (
            <li key={poll.id} className="card">
              <h3>
                <To route={{ page: 'poll', network, id: poll.id }}>
                  {first && last && t.between(showInstant(w, first.at), showInstant(w, last.at))}
                </To>
              </h3>
              <p className="muted">
                {t.peopleAnswered(poll.answered, poll.invited)}
                {waits && (
                  <>
                    {' · '}
                    <strong>{t.yourAnswerMissing}</strong>
                  </>
                )}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

export default function Meetings({ mine }: Readonly<{ mine: MyNetwork }>) {
  const { t } = useHere();
  const [planning, setPlanning] = useState<'one' | 'series' | 'date'>();
  const close = () => setPlanning(undefined);
  const look = useLook<Items<SharedMeeting>>(`/api/${mine.code}/meetings`);
  return (
    <>
      <div className="row apart">
        <Title name={t.meetingsTitle(mine.name)} />
        {mine.directs && !planning && (
          <div className="row">
            <Button appearance="primary" onClick={() => setPlanning('one')}>
              {t.planMeeting}
            </Button>
            <Button onClick={() => setPlanning('series')}>{t.planSeries}</Button>
            <Button onClick={() => setPlanning('date')}>{t.findDate}</Button>
          </div>
        )}
      </div>
      {planning === 'one' && <Plan network={mine.code} close={close} />}
      {planning === 'series' && <SeriesForm network={mine.code} close={close} />}
      {planning === 'date' && <FindDate mine={mine} close={close} />}
      <Polls network={mine.code} />
      <Shown of={look}>
        {({ items }) => {
          const isAhead = (m: SharedMeeting) => m.state === 'PLANNED' || m.state === 'IN_SESSION';
          const ahead = items.filter(isAhead).toSorted((a, b) => a.start.localeCompare(b.start));
          const past = items.filter((m) => !isAhead(m)).toSorted((a, b) => b.start.localeCompare(a.start));
          return (
            <>
              <section className="stack" aria-label={t.ahead}>
                <h2>{t.ahead}</h2>
                {ahead.length === 0 && <p className="empty">{t.noMeetings}</p>}
                <ul className="plain stack">
                  {ahead.map((line) => (
                    <Line key={line.id} line={line} network={mine.code} />
                  ))}
                </ul>
              </section>
              {past.length > 0 && (
                <section className="stack" aria-label={t.past}>
                  <h2>{t.past}</h2>
                  <ul className="plain stack">
                    {past.map((line) => (
                      <Line key={line.id} line={line} network={mine.code} />
                    ))}
                  </ul>
                </section>
              )}
            </>
          );
        }}
      </Shown>
    </>
  );
}
