import { Button } from '@fluentui/react-components';
import { useState, type ComponentType, type ReactNode } from 'react';
import { isOpen } from '#domain/case.ts';
import { householdOutcomes, legalGrounds, nuisanceOutcomes, type LegalGround, type Outcome } from '#domain/file.ts';
import type { CaseView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import { addDays, todayIs } from '../../days.ts';
import { useHere, useNames, useNetwork } from '../../here.ts';
import { Choice, choice, optionsOf, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Block, Facts } from '../page.tsx';

type Props = Readonly<{ view: CaseView }>;
type FormProps = Props & Readonly<{ close: () => void }>;

const WeighForm = ({ view, close }: FormProps) => {
  const { t } = useHere();
  const form = useForm({
    use: 'weigh',
    network: view.network,
    about: view.number,
    seen: view.file.edits ?? 0,
    start: { text: view.file.weighing ?? '' },
    input: ({ text }) => ({ case: view.number, text }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.save} name={t.weighing} cancel={close} opened>
      <Text form={form} name="text" label={t.weighing} hint={t.weighingHint} lines={5} required />
    </Form>
  );
};

const LegalBasisForm = ({ view, close }: FormProps) => {
  const { t, w } = useHere();
  const network = useNetwork(view.network);
  const form = useForm({
    use: 'recordLegalBasis',
    network: view.network,
    about: view.number,
    start: { organisation: '', ground: choice<LegalGround>(''), purpose: '' },
    input: (values) => ({ case: view.number, ...values }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.save} name={t.legalBasis} cancel={close} opened>
      <div className="fields">
        <Choice
          form={form}
          name="organisation"
          label={t.organisation}
          required
          options={(network?.organisations ?? []).map((o) => [o.id, o.name])}
        />
        <Choice form={form} name="ground" label={t.ground} required options={optionsOf(legalGrounds, w.legalGround)} />
      </div>
      <Text form={form} name="purpose" label={t.purpose} hint={t.purposeHint} lines={2} required />
    </Form>
  );
};

const InformingForm = ({ view, close }: FormProps) => {
  const { t } = useHere();
  const today = todayIs();
  const form = useForm({
    use: 'recordInforming',
    network: view.network,
    about: view.number,
    seen: view.file.edits ?? 0,
    start: { informed: choice<'yes' | 'no'>(''), how: '', on: today, recheck: '' },
    input: ({ informed, how, on, recheck }) => ({
      case: view.number,
      informed: informed === 'yes',
      how,
      on,
      recheck: informed === 'yes' ? '' : recheck,
    }),
    done: t.saved,
    after: close,
  });
  const answered = form.values.informed !== '';
  return (
    <Form form={form} submit={t.save} name={t.informing} cancel={close} opened>
      <Choice
        form={form}
        name="informed"
        label={t.wasInformed}
        required
        options={[
          ['yes', t.informedYes],
          ['no', t.informedNo],
        ]}
      />
      {answered && (
        <>
          <Text
            form={form}
            name="how"
            label={form.values.informed === 'yes' ? t.informedHow : t.notInformedWhy}
            lines={2}
            required
          />
          <div className="fields">
            <Text
              form={form}
              name="on"
              label={form.values.informed === 'yes' ? t.informedWhen : t.decidedWhen}
              type="date"
              max={today}
              required
            />
            {form.values.informed === 'no' && (
              <Text form={form} name="recheck" label={t.recheck} type="date" min={addDays(today, 1)} required />
            )}
          </div>
        </>
      )}
    </Form>
  );
};

const OutcomeForm = ({ view, close }: FormProps) => {
  const { t, w } = useHere();
  const { outcome } = view.file;
  const form = useForm({
    use: 'recordOutcome',
    network: view.network,
    about: view.number,
    seen: view.file.edits ?? 0,
    start: {
      nuisance: choice<Outcome['nuisance']>(outcome?.nuisance ?? ''),
      household: choice<Outcome['household']>(outcome?.household ?? ''),
      note: outcome?.note ?? '',
    },
    input: (values) => ({ case: view.number, ...values }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.save} name={t.outcome} cancel={close} opened>
      <div className="fields">
        <Choice
          form={form}
          name="nuisance"
          label={t.outcomeNuisance}
          required
          options={optionsOf(nuisanceOutcomes, w.nuisanceOutcome)}
        />
        <Choice
          form={form}
          name="household"
          label={t.outcomeHousehold}
          required
          options={optionsOf(householdOutcomes, w.householdOutcome)}
        />
      </div>
      <Text form={form} name="note" label={t.note} lines={3} />
    </Form>
  );
};

/** What was recorded, and a button for who may record it. */
const Recorded = ({
  name,
  button,
  view,
  children,
  Writing,
}: Props & Readonly<{ name: string; button: string; children: ReactNode; Writing: ComponentType<FormProps> }>) => {
  const [writing, setWriting] = useState(false);
  const may = view.directs && isOpen(view);
  return (
    <Block name={name} sensitive>
      {children}
      {may &&
        (writing ? (
          <Writing view={view} close={() => setWriting(false)} />
        ) : (
          <div>
            <Button onClick={() => setWriting(true)}>{button}</Button>
          </div>
        ))}
    </Block>
  );
};

/** Why this case is here and may be: weighing, legal bases, informing the subject; and in the end the outcome. */
export const Weighing = ({ view }: Props) => {
  const { t, w } = useHere();
  const names = useNames(view.network);
  const { weighing, legalBases, informing, outcome } = view.file;
  return (
    <>
      <Recorded view={view} name={t.weighing} button={weighing ? t.change : t.writeWeighing} Writing={WeighForm}>
        <p className="told">{weighing ?? t.notRecorded}</p>
      </Recorded>
      <Recorded view={view} name={t.legalBasis} button={t.addLegalBasis} Writing={LegalBasisForm}>
        {legalBases.length === 0 && <p>{t.notRecorded}</p>}
        <ul>
          {legalBases.map((basis) => (
            <li key={`${basis.organisation} ${basis.ground} ${basis.purpose}`}>
              {names.organisation(basis.organisation)}: {w.legalGround[basis.ground]}, {basis.purpose} (
              {showDay(w, basis.on)})
            </li>
          ))}
        </ul>
      </Recorded>
      <Recorded
        view={view}
        name={t.informing}
        button={informing ? t.change : t.recordInforming}
        Writing={InformingForm}
      >
        {informing ? (
          <Facts
            of={[
              [t.wasInformed, informing.informed ? t.informedYes : t.informedNo],
              [informing.informed ? t.informedHow : t.notInformedWhy, informing.how],
              [informing.informed ? t.informedWhen : t.decidedWhen, showDay(w, informing.on)],
              ...(informing.recheck ? ([[t.recheck, showDay(w, informing.recheck)]] as const) : []),
            ]}
          />
        ) : (
          <p>{t.notRecorded}</p>
        )}
      </Recorded>
      <Recorded view={view} name={t.outcome} button={outcome ? t.change : t.recordOutcome} Writing={OutcomeForm}>
        {outcome ? (
          <>
            <Facts
              of={[
                [t.outcomeNuisance, w.nuisanceOutcome[outcome.nuisance]],
                [t.outcomeHousehold, w.householdOutcome[outcome.household]],
              ]}
            />
            {outcome.note && <p className="told">{outcome.note}</p>}
          </>
        ) : (
          <p>{t.notRecorded}</p>
        )}
      </Recorded>
    </>
  );
};
