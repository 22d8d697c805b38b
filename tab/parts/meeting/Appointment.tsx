import type { Meeting } from '#domain/meeting.ts';
import { todayIs } from '../../days.ts';
import { useHere } from '../../here.ts';
import { Choice, optionsOf, Text, Ticks } from '../fields.tsx';
import type { FormOf } from '../use-form.ts';

type Place = Meeting['place'];

/** What every form that plans or moves has in common. */
export type Appointment = Readonly<{
  day: string;
  time: string;
  minutes: string;
  place: Place | '';
  despite: readonly 'overlap'[];
}>;

/** When, how long and where. */
export const WhenAndWhere = ({ form }: Readonly<{ form: FormOf<Appointment> }>) => {
  const { t, w } = useHere();
  return (
    <>
      <Text form={form} name="day" label={t.day} type="date" min={todayIs()} required />
      <Text form={form} name="time" label={t.time} type="time" required />
      <Text form={form} name="minutes" label={t.howLongMinutes} type="number" min="15" max="480" required />
      <Choice form={form} name="place" label={t.where} required options={optionsOf(['ONLINE', 'OFFICE'], w.place)} />
    </>
  );
};

/** Asked only when the network already meets then: a warning, with a way to go on. */
export const Despite = ({ form }: Readonly<{ form: FormOf<Pick<Appointment, 'despite'>> }>) => {
  const { t } = useHere();
  const met = form.said !== undefined && 'refused' in form.said && form.said.refused === 'meeting.overlap';
  return met || form.values.despite.length > 0 ? (
    <Ticks form={form} name="despite" label={t.overlap} options={[['overlap', t.despiteOverlap]]} />
  ) : null;
};
