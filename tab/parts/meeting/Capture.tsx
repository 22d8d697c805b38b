/** Writing down an agreement while people speak: a few letters per field, Enter, and the next. */
import { Field, Input } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { actionTitles } from '#domain/action.ts';
import type { MeetingView } from '#domain/see.ts';
import { showDay, showLongDay } from '#domain/texts/moments.ts';
import { todayIs } from '../../days.ts';
import { useHere, useNetwork } from '../../here.ts';
import { agreed, newAgreement, ownersOf } from '../agreement.tsx';
import { focusIn } from '../focus.ts';
import { optionsOf, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import type { Item } from './agenda.ts';
import { Pick } from './Pick.tsx';
import type { readDay } from './spoken-day.ts';

/** The reader of days comes when a form is there to type in. */
const useDayReader = (): typeof readDay | undefined => {
  const [reader, setReader] = useState<{ read: typeof readDay }>();
  useEffect(() => {
    let here = true;
    // Without it a date still goes as it was typed: 2026-12-05.
    import('./spoken-day.ts').then(
      ({ readDay: read }) => here && setReader({ read }),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  return reader?.read;
};

export const Capture = ({ meeting, item }: Readonly<{ meeting: MeetingView; item: Item }>) => {
  const { t, w } = useHere();
  const network = useNetwork(meeting.network);
  const read = useDayReader();
  const today = todayIs();
  const form = useForm({
    use: 'proposeAction',
    network: meeting.network,
    about: item.case,
    of: meeting.id,
    start: newAgreement(network),
    input: (values) => ({
      meeting: meeting.id,
      case: item.case,
      ...agreed({ ...values, due: read?.(values.due, today, w.language) ?? values.due }, network),
    }),
    done: t.added,
    // The next agreement can be typed at once.
    after: () => focusIn('add'),
  });
  const { due, organisation } = form.values;
  const day = read?.(due, today, w.language);
  const past = day !== undefined && day < today;
  const unclear = read !== undefined && due.trim() !== '' && day === undefined;
  // Half a word is no mistake yet.
  const [typing, setTyping] = useState(false);
  const wrong = past ? t.dayPast : unclear && !typing ? t.dayUnclear : form.wrong('due');
  const signed = (network?.organisations ?? []).filter(
    (o) => o.signed !== undefined && today <= (network?.covenant.validUntil ?? today),
  );
  return (
    <div id="add">
      <Form form={form} submit={t.add} name={t.newAction}>
        <div className="fields">
          <Pick
            form={form}
            name="title"
            label={t.actionTitle}
            required
            options={optionsOf(actionTitles, w.actionTitle)}
          />
          <Pick
            form={form}
            name="organisation"
            label={t.organisation}
            required
            options={signed.map((o) => [o.id, o.name])}
          />
          <Pick
            form={form}
            name="owner"
            label={t.owner}
            placeholder={t.nobodyInParticular}
            options={ownersOf(network, organisation)}
          />
          <Field
            label={t.due}
            required
            className="wide"
            hint={day && !past ? showLongDay(w, day) : t.dueHint}
            {...(wrong ? { validationState: 'error', validationMessage: wrong } : {})}
          >
            <Input
              value={!typing && day === due ? showDay(w, day) : due}
              autoComplete="off"
              onFocus={(event) => event.target.select()}
              onBlur={() => setTyping(false)}
              onChange={(_, data) => {
                setTyping(true);
                form.set('due', data.value);
              }}
            />
          </Field>
          <Text form={form} name="detail" label={t.detail} />
        </div>
      </Form>
    </div>
  );
};
