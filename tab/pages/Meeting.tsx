import { Button, Checkbox } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { isConcluded } from '#domain/meeting.ts';
import type { MeetingView } from '#domain/see.ts';
import { showDay, showInstant, showTime } from '#domain/texts/moments.ts';
import { useHere, useLook, useNames } from '../here.ts';
import { focusOn } from '../parts/focus.ts';
import { AgendaEditor } from '../parts/meeting/AgendaEditor.tsx';
import { AttendanceList } from '../parts/meeting/AtTable.tsx';
import { JoinLink } from '../parts/meeting/JoinLink.tsx';
import { isAhead, isUntouched, missingOf, nextItem, stretches } from '../parts/meeting/agenda.ts';
import { Agreements, ItemPanel } from '../parts/meeting/ItemPanel.tsx';
import { KindTag } from '../parts/meeting/KindTag.tsx';
import { InCalendar, Planning } from '../parts/meeting/Planning.tsx';
import { Now } from '../parts/meeting/Now.tsx';
import { ReasonTags } from '../parts/meeting/ReasonTags.tsx';
import { Start, Step, Sure } from '../parts/meeting/Step.tsx';
import { Facts, Shown, Title } from '../parts/page.tsx';
import { MeetingStateTag, StateTag } from '../parts/tags.tsx';
import { settle, To, useRoute } from '../router.tsx';

type Props = Readonly<{ meeting: MeetingView }>;

const Steps = ({ meeting }: Props) => {
  const { t, w } = useHere();
  const [missed, setMissed] = useState<readonly string[]>([]);
  const untouched = meeting.agenda.filter(isUntouched).map((item) => item.case);
  const notReached = missed.filter((number) => untouched.includes(number));
  const incomplete = meeting.agenda
    .filter((item) => missingOf(item).length > 0 && !notReached.includes(item.case))
    .map((item) => item.case);
  const open = incomplete.length;
  if (meeting.state === 'PLANNED') {
    return (
      <div className="row">
        <Start meeting={meeting} />
        <Sure label={t.cancelMeeting} why={t.cancelSure}>
          <Step meeting={meeting} use="cancelMeeting" label={t.cancelYes} done={t.meetingCancelled} />
        </Sure>
      </div>
    );
  }
  if (meeting.state !== 'IN_SESSION') return null;
  const showResult = () => {
    settle({ page: 'meeting', network: meeting.network, id: meeting.id });
    focusOn('result');
  };
  return (
    <div className="stack tight">
      {meeting.callEnded && <p className="notice info">{t.callEnded(showTime(w, meeting.callEnded))}</p>}
      <p className="muted">{open === 0 ? t.allItemsComplete : t.itemsOpen(open)}</p>
      {untouched.length > 0 && (
        <details>
          <summary>
            {t.notReached} ({notReached.length})
          </summary>
          <fieldset className="ticks">
            <legend>{t.notReachedHint}</legend>
            <div className="row">
              {untouched.map((number) => (
                <Checkbox
                  key={number}
                  label={number}
                  checked={notReached.includes(number)}
                  onChange={(_, data) =>
                    setMissed((now) => (data.checked === true ? [...now, number] : now.filter((n) => n !== number)))
                  }
                />
              ))}
            </div>
          </fieldset>
        </details>
      )}
      <div className="row">
        <Step
          meeting={meeting}
          use="closeMeeting"
          label={t.closeMeeting}
          done={t.meetingClosed}
          primary={open === 0}
          notReached={notReached}
          given={incomplete.join(' ')}
          after={showResult}
        />
      </div>
    </div>
  );
};

const Agenda = ({ meeting, current }: Props & Readonly<{ current: string | undefined }>) => {
  const { t, w } = useHere();
  const [changing, setChanging] = useState(false);
  const times = stretches(meeting.agenda).map(({ from, to }) => `${showTime(w, from)}–${showTime(w, to)}`);
  const route = { page: 'meeting', network: meeting.network, id: meeting.id } as const;
  const hidden = meeting.items - meeting.agenda.length;
  if (changing) return <AgendaEditor meeting={meeting} close={() => setChanging(false)} />;
  return (
    <nav aria-label={t.agenda} className="agenda">
      <h2>{t.agenda}</h2>
      {!meeting.directs && isAhead(meeting) && meeting.items > 0 && (
        <p>{times.length > 0 ? t.yourTimes(times.join(', ')) : t.noneYours}</p>
      )}
      {meeting.directs && isAhead(meeting) && (
        <>
          {meeting.agendaMinutes > meeting.minutes && (
            <p className="notice warning">
              {t.totalMinutes(meeting.agendaMinutes, meeting.minutes)}{' '}
              {t.overBy(meeting.agendaMinutes - meeting.minutes)}
            </p>
          )}
          <Button onClick={() => setChanging(true)}>{t.changeAgenda}</Button>
        </>
      )}
      <ol>
        {meeting.agenda.map((item) => (
          <li key={item.case}>
            <To route={{ ...route, part: item.case }} current={item.case === current}>
              {item.case}
            </To>{' '}
            <StateTag state={item.state} />
            <p className="muted">
              {showTime(w, item.from)}–{showTime(w, item.to)}
              {meeting.current?.case === item.case && <strong> · {t.nowOn.replace(':', '')}</strong>}
            </p>
            <ReasonTags reasons={item.reasons} />
            {meeting.state === 'IN_SESSION' && (
              <p className="muted">
                {missingOf(item).length === 0 ? `✓ ${t.complete}` : t.notComplete} ·{' '}
                {t.agreedCount(item.actions.length)}
              </p>
            )}
          </li>
        ))}
      </ol>
      {hidden > 0 && <p className="muted">{t.hiddenItems(hidden)}</p>}
      {meeting.agenda.length === 0 && hidden === 0 && <p>{t.emptyAgenda}</p>}
    </nav>
  );
};

/** What came out of it, per case: catalogue titles and days, without opening a file. */
const Result = ({ meeting }: Props) => {
  const { t, w } = useHere();
  return (
    <section className="stack" aria-label={t.whatWasAgreed}>
      <h2 id="result" tabIndex={-1}>
        {t.whatWasAgreed}
      </h2>
      <p>
        <To route={{ page: 'minutes', network: meeting.network, id: meeting.id }}>{t.openMinutes}</To>
      </p>
      {meeting.agenda.map((item) => (
        <div key={item.case} className="card">
          <h3>{item.case}</h3>
          <Agreements meeting={meeting} item={item} />
          {item.nextReview && <p>{w.review(showDay(w, item.nextReview))}</p>}
          {item.notReached && <p>{t.goesOn}</p>}
        </div>
      ))}
    </section>
  );
};

export default function Meeting() {
  const { t, w, teams } = useHere();
  const route = useRoute();
  const names = useNames(route.network);
  const look = useLook<MeetingView>(`/api/${route.network}/meetings/${route.id}`, {
    refreshInterval: (meeting) => (meeting === undefined || isAhead(meeting) ? 30_000 : 0),
  });
  // Looking at an item reads its file: nobody but the chair in session opens one without asking.
  const { data } = look;
  const [follow, setFollow] = useState(false);
  const current = data?.state === 'IN_SESSION' ? data.current?.case : undefined;
  const begin =
    data?.directs && data.state === 'IN_SESSION' && !route.part
      ? (current ?? nextItem(data.agenda)?.case)
      : follow && current !== route.part
        ? current
        : undefined;
  useEffect(() => {
    if (begin) settle({ ...route, part: begin });
  }, [begin, route]);
  return (
    <>
      <Title name={t.meetingTitle} />
      <Shown of={look}>
        {(meeting) => {
          const item = meeting.agenda.find((one) => one.case === route.part);
          // Beside a meeting there is little room: first what is talked about now, then everything else.
          const narrow = teams.beside !== undefined && meeting.state === 'IN_SESSION';
          const now = meeting.state === 'IN_SESSION' && <Now meeting={meeting} follow={follow} setFollow={setFollow} />;
          const agenda = <Agenda meeting={meeting} current={item?.case} />;
          const attendance = isAhead(meeting) && <AttendanceList meeting={meeting} />;
          const planning = <Planning meeting={meeting} />;
          const about = (
            <>
              <Facts
                of={[
                  [t.when, showInstant(w, meeting.start)],
                  [t.howLong, t.minutes(meeting.minutes)],
                  [t.where, w.place[meeting.place]],
                  [t.chair, names.member(meeting.chair)],
                ]}
              />
              {meeting.joinUrl && isAhead(meeting) && <JoinLink url={meeting.joinUrl} />}
              <InCalendar meeting={meeting} />
            </>
          );
          return (
            <>
              <p>
                <MeetingStateTag state={meeting.state} /> <KindTag kind={meeting.kind} />
              </p>
              {!narrow && about}
              {narrow && now}
              {!narrow && meeting.directs && <Steps meeting={meeting} />}
              {!narrow && planning}
              {!narrow && now}
              {!narrow && attendance}
              <div className="split">
                {!narrow && agenda}
                {item && <ItemPanel key={item.case} meeting={meeting} item={item} />}
                {!item && isConcluded(meeting) && <Result meeting={meeting} />}
                {!item && !isConcluded(meeting) && meeting.agenda.length > 0 && <p className="muted">{t.pickItem}</p>}
              </div>
              {narrow && (
                <>
                  {agenda}
                  {attendance}
                  {meeting.directs && <Steps meeting={meeting} />}
                  {about}
                  {planning}
                </>
              )}
            </>
          );
        }}
      </Shown>
    </>
  );
}
