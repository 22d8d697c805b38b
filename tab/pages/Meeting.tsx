import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { isConcluded } from '#domain/meeting.ts';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import type { MeetingView } from '#domain/see.ts';
import { showDay, showInstant } from '#domain/texts/index.ts';
import { useHere, useLook, useNames } from '../here.ts';
import { focusOn } from '../parts/focus.ts';
import { Reply, useForm } from '../parts/form.tsx';
import { JoinLink } from '../parts/meeting/JoinLink.tsx';
import { missingOf, nextItem } from '../parts/meeting/agenda.ts';
import { Agreements, ItemPanel } from '../parts/meeting/ItemPanel.tsx';
import { KindTag } from '../parts/meeting/KindTag.tsx';
import { InCalendar, Planning } from '../parts/meeting/Planning.tsx';
import { Facts, Shown, Title } from '../parts/page.tsx';
import { MeetingStateTag, StateTag } from '../parts/tags.tsx';
import { settle, To, useRoute } from '../router.tsx';

type Props = Readonly<{ meeting: MeetingView }>;

type StepProps = Props &
  Readonly<{
    use: Extract<UseCaseName, 'startMeeting' | 'closeMeeting' | 'cancelMeeting'>;
    label: string;
    done: string;
    primary?: boolean;
    /** what it hangs on: a "no" goes when this has changed */
    given?: string;
    after?: () => void;
  }>;

const Step = ({ meeting, use, label, done, primary = false, given = '', after }: StepProps) => {
  const form = useForm({
    use,
    network: meeting.network,
    of: meeting.id,
    start: {},
    input: () => ({ meeting: meeting.id, notReached: [] }),
    done,
    ...(after ? { after } : {}),
  });
  const [asked, setAsked] = useState(given);
  const ask = () => {
    setAsked(given);
    form.submit();
  };
  return (
    <>
      <Button appearance={primary ? 'primary' : 'secondary'} disabledFocusable={form.busy} onClick={ask}>
        {label}
      </Button>
      <Reply said={asked === given ? form.said : undefined} />
    </>
  );
};

/** There is no way back, and the invitation goes too: asked twice. */
const Cancel = ({ meeting }: Props) => {
  const { t } = useHere();
  const [asked, setAsked] = useState(false);
  if (!asked) return <Button onClick={() => setAsked(true)}>{t.cancelMeeting}</Button>;
  return (
    <div className="row">
      <p role="alert">{t.cancelSure}</p>
      <Step meeting={meeting} use="cancelMeeting" label={t.cancelYes} done={t.meetingCancelled} />
      <Button appearance="subtle" onClick={() => setAsked(false)}>
        {t.cancelNo}
      </Button>
    </div>
  );
};

const Steps = ({ meeting }: Props) => {
  const { t } = useHere();
  const incomplete = meeting.agenda.filter((item) => missingOf(item).length > 0).map((item) => item.case);
  const open = incomplete.length;
  if (meeting.state === 'PLANNED') {
    return (
      <div className="row">
        <Step meeting={meeting} use="startMeeting" label={t.startMeeting} done={t.meetingStarted} primary />
        <Cancel meeting={meeting} />
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
      <p className="muted">{open === 0 ? t.allItemsComplete : t.itemsOpen(open)}</p>
      <div className="row">
        <Step
          meeting={meeting}
          use="closeMeeting"
          label={t.closeMeeting}
          done={t.meetingClosed}
          primary={open === 0}
          given={incomplete.join(' ')}
          after={showResult}
        />
      </div>
    </div>
  );
};

const Agenda = ({ meeting, current }: Props & Readonly<{ current: string | undefined }>) => {
  const { t } = useHere();
  const route = { page: 'meeting', network: meeting.network, id: meeting.id } as const;
  const hidden = meeting.items - meeting.agenda.length;
  return (
    <nav aria-label={t.agenda} className="agenda">
      <h2>{t.agenda}</h2>
      <ol>
        {meeting.agenda.map((item) => (
          <li key={item.case}>
            <To route={{ ...route, part: item.case }} current={item.case === current}>
              {item.case}
            </To>{' '}
            <StateTag state={item.state} />
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
        </div>
      ))}
    </section>
  );
};

const isAhead = ({ state }: Pick<MeetingView, 'state'>): boolean => state === 'PLANNED' || state === 'IN_SESSION';

export default function Meeting() {
  const { t, w } = useHere();
  const route = useRoute();
  const names = useNames(route.network);
  const look = useLook<MeetingView>(`/api/${route.network}/meetings/${route.id}`, {
    refreshInterval: (meeting) =>
      meeting === undefined || meeting.state === 'PLANNED' || meeting.state === 'IN_SESSION' ? 4000 : 0,
  });
  // Looking at an item reads its file: nobody but the chair in session opens one without asking.
  const { data } = look;
  const begin = data?.directs && data.state === 'IN_SESSION' && !route.part ? nextItem(data.agenda)?.case : undefined;
  useEffect(() => {
    if (begin) settle({ ...route, part: begin });
  }, [begin, route]);
  return (
    <>
      <Title name={t.meetingTitle} />
      <Shown of={look}>
        {(meeting) => {
          const item = meeting.agenda.find((one) => one.case === route.part);
          return (
            <>
              <p>
                <MeetingStateTag state={meeting.state} /> <KindTag kind={meeting.kind} />
              </p>
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
              {meeting.directs && <Steps meeting={meeting} />}
              <Planning meeting={meeting} />
              <div className="split">
                <Agenda meeting={meeting} current={item?.case} />
                {item && <ItemPanel key={item.case} meeting={meeting} item={item} />}
                {!item && isConcluded(meeting) && <Result meeting={meeting} />}
                {!item && !isConcluded(meeting) && meeting.agenda.length > 0 && <p className="muted">{t.pickItem}</p>}
              </div>
            </>
          );
        }}
      </Shown>
    </>
  );
}
