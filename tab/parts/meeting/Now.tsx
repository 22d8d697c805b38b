/** Where the meeting is: the item that is talked about, and how long already. */
import { Button, Switch } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { MeetingView } from '#domain/see.ts';
import type { Instant } from '#domain/time.ts';
import { useHere } from '../../here.ts';
import { useForm } from '../use-form.ts';
import { Reply } from '../page.tsx';
import { To } from '../../router.tsx';
import type { Item } from './agenda.ts';

/** `4:05`; the clocks of two machines may differ a little, and time is never negative. */
export const elapsed = (since: Instant, now: number): string => {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const Clock = ({ since, minutes }: Readonly<{ since: Instant; minutes: number | undefined }>) => {
  const { t } = useHere();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  const late = minutes !== undefined && now - Date.parse(since) > minutes * 60_000;
  return (
    <span role="timer" className={late ? 'late' : 'muted'}>
      {elapsed(since, now)}
      {minutes !== undefined && ` ${t.ofMinutes(minutes)}`}
      {late && `, ${t.timeIsUp}`}
    </span>
  );
};

type Props = Readonly<{ meeting: MeetingView; follow: boolean; setFollow: (on: boolean) => void }>;

export const Now = ({ meeting, follow, setFollow }: Props) => {
  const { t } = useHere();
  const { current } = meeting;
  const item = meeting.agenda.find((one) => one.case === current?.case);
  return (
    <div className="row apart notice info">
      <span className="row" aria-live="polite">
        <strong>{t.nowOn}</strong>
        {!current && <span>{t.nothingOpened}</span>}
        {current && !item && <span>{t.notYourItem}</span>}
        {item && (
          <To route={{ page: 'meeting', network: meeting.network, id: meeting.id, part: item.case }}>{item.case}</To>
        )}
      </span>
      {current && <Clock since={current.since} minutes={item?.minutes} />}
      {!meeting.directs && <Switch label={t.follow} checked={follow} onChange={(_, data) => setFollow(data.checked)} />}
    </div>
  );
};

/** The chair takes everyone to this item. */
export const OpenItem = ({
  meeting,
  item,
  label,
  after,
}: Readonly<{ meeting: MeetingView; item: Item; label: string; after?: () => void }>) => {
  const { t } = useHere();
  const form = useForm({
    use: 'openItem',
    network: meeting.network,
    of: `${meeting.id}-${item.case}`,
    start: {},
    input: () => ({ meeting: meeting.id, case: item.case }),
    done: t.itemOpened(item.case),
    ...(after ? { after } : {}),
  });
  return (
    <>
      <Button disabledFocusable={form.busy} onClick={form.submit}>
        {label}
      </Button>
      <Reply said={form.said} />
    </>
  );
};
