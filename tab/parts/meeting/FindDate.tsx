/** Asking for a date: moments that were proposed and may be changed, and whom to ask. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Suggestions } from '#domain/moments.ts';
import type { NetworkView, PollView } from '#domain/see.ts';
import { showWeekday } from '#domain/texts/moments.ts';
import type { MyNetwork } from '../../api.ts';
import { dayOfInstant, isDay, timeOfInstant, todayIs } from '../../days.ts';
import { useHere, useLook } from '../../here.ts';
import { go } from '../../router.tsx';
import { Choice, choice, optionsOf, Text, Ticks } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Notice, Shown } from '../page.tsx';
import { askable, mostMoments, usual } from './poll.ts';

type Asked = Readonly<{ minutes: string; invited: readonly string[] }>;
type Props = Readonly<{ network: NetworkView; suggested: Suggestions; ask: (asked: Asked) => void; close: () => void }>;

// Fields by the names in which the server says what is wrong with them.
const rows = [0, 1, 2, 3, 4, 5, 6] as const;
type Moments = Record<`moments.${(typeof rows)[number]}` | `time.${(typeof rows)[number]}`, string>;

const AskForm = ({ network, suggested, ask, close }: Props) => {
  const { t, w } = useHere();
  const people = askable(network, todayIs());
  const [shown, setShown] = useState(suggested.moments.length);
  const proposed = (n: number) => suggested.moments[n]?.start;
  const form = useForm({
    use: 'startPoll',
    network: network.code,
    start: {
      minutes: '60',
      place: choice<PollView['place']>('ONLINE'),
      invited: people.filter(usual).map((m) => m.id) as readonly string[],
      ...(Object.fromEntries(
        rows.flatMap((n) => {
          const start = proposed(n);
          return [
            [`moments.${n}`, start ? dayOfInstant(start) : ''],
            [`time.${n}`, start ? timeOfInstant(start) : '10:00'],
          ];
        }),
      ) as Moments),
    },
    input: (values) => ({
      minutes: values.minutes,
      place: values.place,
      invited: [...values.invited],
      moments: rows
        .map((n) => ({ day: values[`moments.${n}`], time: values[`time.${n}`] }))
        .filter(({ day }) => day !== ''),
    }),
    done: t.dateAsked,
    after: (done) => {
      close();
      if (done.poll) go({ page: 'poll', network: network.code, id: done.poll });
    },
  });
  /** The day of the week; and what calendars say of the moment that was proposed, not of what it was changed into. */
  const known = (n: (typeof rows)[number]): string => {
    const [day, time, moment] = [form.values[`moments.${n}`], form.values[`time.${n}`], suggested.moments[n]];
    const same = moment && day === dayOfInstant(moment.start) && time === timeOfInstant(moment.start);
    return [
      ...(isDay(day) ? [showWeekday(w, day)] : []),
      ...(moment && same ? [t.availability(moment.free, moment.busy, moment.unknown)] : []),
    ].join(' · ');
  };
  return (
    <Form form={form} submit={t.askDate} name={t.findDate} cancel={close} opened>
      {suggested.calendars !== 'SEEN' && (
        <Notice kind="warning">
          <p>{t.calendarsUnseen[suggested.calendars]}</p>
        </Notice>
      )}
      <div className="fields">
        <Text form={form} name="minutes" label={t.howLongMinutes} type="number" min="15" max="480" required />
        <Choice form={form} name="place" label={t.where} required options={optionsOf(['ONLINE', 'OFFICE'], w.place)} />
      </div>
      <Ticks
        form={form}
        name="invited"
        label={t.whomToAsk}
        hint={t.whomToAskHint}
        required
        options={people.map((m) => [m.id, m.text])}
      />
      <div>
        <Button onClick={() => ask({ minutes: form.values.minutes, invited: form.values.invited })}>
          {t.suggestAgain}
        </Button>
      </div>
      <fieldset className="stack tight">
        <legend>{t.momentsToAsk}</legend>
        <p className="muted">{t.momentsHint}</p>
        {suggested.calendars === 'SEEN' && suggested.moments.some(({ unknown }) => unknown > 0) && (
          <p className="muted">{t.unknownCalendars}</p>
        )}
        {rows.slice(0, shown).map((n) => (
          <div key={n} className="fields">
            <Text form={form} name={`moments.${n}`} label={t.dayNumber(n + 1)} type="date" min={todayIs()} />
            <Text form={form} name={`time.${n}`} label={t.timeNumber(n + 1)} type="time" />
            <p className="muted grow">{known(n)}</p>
          </div>
        ))}
        {shown < mostMoments && (
          <div>
            <Button onClick={() => setShown(shown + 1)}>{t.addMoment}</Button>
          </div>
        )}
      </fieldset>
    </Form>
  );
};

/** Asks the server for proposals first; again when length or people have changed and who asks wants that. */
export const FindDate = ({ mine, close }: Readonly<{ mine: MyNetwork; close: () => void }>) => {
  const network = useLook<NetworkView>(`/api/${mine.code}`);
  const [asked, setAsked] = useState<Asked>();
  const about = asked ?? {
    minutes: '60',
    invited: network.data
      ? askable(network.data, todayIs())
          .filter(usual)
          .map((m) => m.id)
      : [],
  };
  const query = new URLSearchParams({ minutes: about.minutes, invited: about.invited.join(',') });
  const suggested = useLook<Suggestions>(network.data && `/api/${mine.code}/suggestions?${query.toString()}`, {
    keepPreviousData: true,
    // What was proposed stays as it is while somebody chooses.
    revalidateOnFocus: false,
    revalidateIfStale: false,
  });
  return (
    <div className="card">
      <Shown of={network}>
        {(view) => (
          <Shown of={suggested}>
            {(found) => <AskForm network={view} suggested={found} ask={setAsked} close={close} />}
          </Shown>
        )}
      </Shown>
    </div>
  );
};
