import { Button } from '@fluentui/react-components';
import { useId, useState, type ReactNode } from 'react';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import type { MeetingView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import { dayOfInstant, todayIs } from '../../days.ts';
import { useHere } from '../../here.ts';
import { focusOn } from '../focus.ts';
import { useForm } from '../use-form.ts';
import { Reply } from '../page.tsx';

type Props = Readonly<{ meeting: MeetingView }>;

type StepProps = Props &
  Readonly<{
    use: Extract<UseCaseName, 'startMeeting' | 'closeMeeting' | 'cancelMeeting'>;
    /** items the meeting did not get to */
    notReached?: readonly string[];
    label: string;
    done: string;
    primary?: boolean;
    /** what it hangs on: a "no" goes when this has changed */
    given?: string;
    after?: () => void;
  }>;

/** One step of a meeting, and the "no" to it. */
export const Step = ({ meeting, use, label, done, primary = false, given = '', notReached = [], after }: StepProps) => {
  const form = useForm({
    use,
    network: meeting.network,
    of: meeting.id,
    start: {},
    input: () => ({ meeting: meeting.id, notReached: [...notReached] }),
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

/** What there is no way back from is asked twice. */
export const Sure = ({
  label,
  why,
  primary = false,
  children,
}: Readonly<{ label: string; why: string; primary?: boolean; children: ReactNode }>) => {
  const { t } = useHere();
  const id = useId();
  const [asked, setAsked] = useState(false);
  const turn = () => {
    setAsked(!asked);
    focusOn(id);
  };
  if (!asked) {
    return (
      <Button id={id} appearance={primary ? 'primary' : 'secondary'} onClick={turn}>
        {label}
      </Button>
    );
  }
  return (
    <div className="row">
      <p id={id} tabIndex={-1} role="alert">
        {why}
      </p>
      {children}
      <Button appearance="subtle" onClick={turn}>
        {t.cancelNo}
      </Button>
    </div>
  );
};

/** A meeting of another day is rarely meant. */
export const Start = ({ meeting }: Props) => {
  const { t, w } = useHere();
  const day = dayOfInstant(meeting.start);
  const step = (label: string) => (
    <Step meeting={meeting} use="startMeeting" label={label} done={t.meetingStarted} primary />
  );
  if (day === todayIs()) return step(t.startMeeting);
  return (
    <Sure label={t.startMeeting} why={t.startSure(showDay(w, day))} primary>
      {step(t.startYes)}
    </Sure>
  );
};
