import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { OrganisationKind } from '#domain/network.ts';
import type { NetworkView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { MyNetwork } from '../../api.ts';
import { todayIs } from '../../days.ts';
import { useHere, useNames } from '../../here.ts';
import { Choice, choice, Form, optionsOf, Text, useForm } from '../form.tsx';
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

const Line = ({ network, mine, organisation }: Props & Readonly<{ organisation: OrganisationLine }>) => {
  const { t, w } = useHere();
  const names = useNames(network.code);
  const [signing, setSigning] = useState(false);
  const expired = network.covenant.validUntil < todayIs();
  const { signed } = organisation;
  return (
    <li className="card">
      <div className="row apart">
        <div>
          <h3>{organisation.name}</h3>
          <p className="muted">{w.organisationKind[organisation.kind]}</p>
          {organisation.coordinator && (
            <p>
              {t.contact}: {names.member(organisation.coordinator)}
            </p>
          )}
        </div>
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
      {!signed &&
        (mine.administers || mine.directs) &&
        (signing ? (
          <SignForm network={network} organisation={organisation.id} close={() => setSigning(false)} />
        ) : (
          <div>
            <Button onClick={() => setSigning(true)}>{t.recordSigned}</Button>
          </div>
        ))}
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
