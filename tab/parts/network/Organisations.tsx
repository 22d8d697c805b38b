import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { OrganisationKind } from '#domain/network.ts';
import type { NetworkView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { MyNetwork } from '../../api.ts';
import { todayIs } from '../../days.ts';
import { useHere, useNames } from '../../here.ts';
import { Choice, choice, type Option, optionsOf, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { slugOf } from './slug.ts';

type OrganisationLine = NetworkView['organisations'][number];
type Props = Readonly<{ network: NetworkView; mine: MyNetwork }>;

const AddForm = ({ network, close }: Readonly<{ network: NetworkView; close: () => void }>) => {
  const { t, w } = useHere();
  const form = useForm({
    use: 'addOrganisation',
    network: network.code,
    start: { name: '', kind: choice<OrganisationKind>('') },
    input: ({ name, kind }) => ({
      id: slugOf(
        name,
        network.organisations.map((o) => o.id),
      ),
      name,
      kind,
    }),
    done: t.saved,
    after: close,
  });
  return (
    <div className="card">
      <Form form={form} submit={t.add} name={t.addOrganisation} cancel={close} opened>
        <div className="fields">
          <Text form={form} name="name" label={t.name} required />
          <Choice
            form={form}
            name="kind"
            label={t.kind}
            required
            options={optionsOf(Object.keys(w.organisationKind) as OrganisationKind[], w.organisationKind)}
          />
        </div>
      </Form>
    </div>
  );
};

const SignForm = ({
  network,
  organisation,
  close,
}: Readonly<{ network: NetworkView; organisation: string; close: () => void }>) => {
  const { t } = useHere();
  const form = useForm({
    use: 'signCovenant',
    network: network.code,
    of: organisation,
    start: { on: todayIs() },
    input: ({ on }) => ({ organisation, on }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.recordSigned} name={t.recordSigned} cancel={close} opened>
      <Text form={form} name="on" label={t.signedOn} type="date" max={todayIs()} required />
    </Form>
  );
};

/** Who is told of this organisation's actions. Only who takes part for it can be. */
const ContactForm = ({
  network,
  organisation,
  close,
}: Readonly<{ network: NetworkView; organisation: OrganisationLine; close: () => void }>) => {
  const { t } = useHere();
  const { id, name, kind, coordinator = '', deputy = '' } = organisation;
  const form = useForm({
    use: 'addOrganisation',
    network: network.code,
    of: id,
    start: { coordinator, deputy },
    input: (values) => {
      const first = values.coordinator;
      const second = first && values.deputy !== first ? values.deputy : '';
      return { id, name, kind, ...(first ? { coordinator: first } : {}), ...(second ? { deputy: second } : {}) };
    },
    done: t.saved,
    after: close,
  });
  const today = todayIs();
  const people = network.members
    .filter((m) => m.organisation === id && m.from <= today && (!m.until || today <= m.until))
    .map((m): Option => [m.id, m.name]);
  return (
    <Form form={form} submit={t.save} name={t.changeContact} cancel={close} opened>
      <Choice
        form={form}
        name="coordinator"
        label={t.contact}
        hint={t.contactHint}
        empty={t.nobodyInParticular}
        options={people}
      />
      {form.values.coordinator && (
        <Choice
          form={form}
          name="deputy"
          label={t.deputy}
          hint={t.contactDeputyHint}
          empty={t.nobodyInParticular}
          options={people.filter(([member]) => member !== form.values.coordinator)}
        />
      )}
    </Form>
  );
};

const Line = ({ network, mine, organisation }: Props & Readonly<{ organisation: OrganisationLine }>) => {
  const { t, w } = useHere();
  const names = useNames(network.code);
  const [open, setOpen] = useState<'contact' | 'sign'>();
  const close = () => setOpen(undefined);
  const expired = network.covenant.validUntil < todayIs();
  const { signed, coordinator, deputy } = organisation;
  const maySign = !signed && (mine.administers || mine.directs);
  return (
    <li className="card">
      <div>
        <h3>{organisation.name}</h3>
        <p className="muted">{w.organisationKind[organisation.kind]}</p>
        <p>
          {t.contact}: {coordinator ? names.member(coordinator) : t.notNamed}
        </p>
        {deputy && (
          <p>
            {t.deputy}: {names.member(deputy)}
          </p>
        )}
      </div>
      <div>
        {signed && !expired ? (
          <Badge appearance="tint" color="success">
            {t.covenantSigned(showDay(w, signed))}
          </Badge>
        ) : (
          <Badge appearance="filled" color="danger">
            {expired ? t.covenantExpired : t.covenantNotSigned}
          </Badge>
        )}
      </div>
      {open === undefined && (maySign || mine.administers) && (
        <div className="row tight">
          {maySign && (
            <Button size="small" onClick={() => setOpen('sign')}>
              {t.recordSigned}
            </Button>
          )}
          {mine.administers && (
            <Button size="small" onClick={() => setOpen('contact')}>
              {t.changeContact}
            </Button>
          )}
        </div>
      )}
      {open === 'sign' && <SignForm network={network} organisation={organisation.id} close={close} />}
      {open === 'contact' && <ContactForm network={network} organisation={organisation} close={close} />}
    </li>
  );
};

export const Organisations = ({ network, mine }: Props) => {
  const { t } = useHere();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <ul className="plain cards">
        {network.organisations.map((o) => (
          <Line key={o.id} network={network} mine={mine} organisation={o} />
        ))}
      </ul>
      {mine.administers &&
        (adding ? (
          <AddForm network={network} close={() => setAdding(false)} />
        ) : (
          <div>
            <Button onClick={() => setAdding(true)}>{t.addOrganisation}</Button>
          </div>
        ))}
    </>
  );
};
