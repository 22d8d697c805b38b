import { maxSeries, seriesOf } from '#domain/series.ts';
import { showDay } from '#domain/texts/moments.ts';
import { isDay } from '../../days.ts';
import { useHere, useNetwork } from '../../here.ts';
import { choice, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Notice } from '../page.tsx';
import { Despite, WhenAndWhere, type Appointment } from './Appointment.tsx';

type Rhythm = Readonly<{ day: string; weeks: string; count: string }>;
const within = (text: string, least: number, most: number): number | undefined => {
  const n = Number(text);
  return Number.isInteger(n) && n >= least && n <= most ? n : undefined;
};

/** The days as they will be planned, and which are left out: seen before anything is planned. */
const Days = ({ day, weeks, count }: Rhythm) => {
  const { t, w } = useHere();
  const [every, times] = [within(weeks, 1, 26), within(count, 2, maxSeries)];
  if (!isDay(day) || every === undefined || times === undefined) return <p className="muted">{t.seriesDaysFollow}</p>;
  const { days, leftOut } = seriesOf(day, every, times);
  return (
    <div aria-live="polite" className="stack tight">
      <h3>{t.seriesDays(days.length)}</h3>
      <ol>
        {days.map((on) => (
          <li key={on}>{showDay(w, on)}</li>
        ))}
      </ol>
      {leftOut.length > 0 && (
        <Notice kind="info">
          <p>{t.seriesLeftOut(leftOut.map((on) => showDay(w, on)))}</p>
        </Notice>
      )}
    </div>
  );
};

/** Meetings in the network's rhythm: each its own, at the same time of day. */
export const SeriesForm = ({ network, close }: Readonly<{ network: string; close: () => void }>) => {
  const { t } = useHere();
  const weeks = String(useNetwork(network)?.norms.meetingWeeks ?? 2);
  const start: Appointment & Rhythm = {
    day: '',
    time: '10:00',
    minutes: '60',
    place: choice('ONLINE'),
    despite: [],
    weeks,
    count: '6',
  };
  const form = useForm({
    use: 'scheduleSeries',
    network,
    start,
    input: (values) => ({ ...values, despite: [...values.despite] }),
    done: t.seriesPlanned,
    after: close,
  });
  return (
    <div className="card">
      <Form form={form} submit={t.planSeries} name={t.planSeries} cancel={close} opened>
        <div className="fields">
          <WhenAndWhere form={form} />
          <Text form={form} name="weeks" label={t.everyWeeks} type="number" min="1" max="26" required />
          <Text form={form} name="count" label={t.howMany} type="number" min="2" max={String(maxSeries)} required />
        </div>
        <p className="muted">{t.seriesHint}</p>
        <Days day={form.values.day} weeks={form.values.weeks} count={form.values.count} />
        <Despite form={form} />
      </Form>
    </div>
  );
};
