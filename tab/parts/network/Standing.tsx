import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { readsContent } from '#domain/access.ts';
import type { NetworkView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { MyNetwork } from '../../api.ts';
import { todayIs } from '../../days.ts';
import { useHere, useNames } from '../../here.ts';
import { Text, Choice, Ticks, type Option } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Facts } from '../page.tsx';

type FormProps = Readonly<{ network: NetworkView; close: () => void }>;

/** Who may have a file in their hands: only they can lead, or be designated. */
const readersIn = ({ members }: NetworkView): readonly Option[] => {
  const today = todayIs();
  return members
    .filter((m) => readsContent(m) && m.from <= today && (!m.until || today <= m.until))
    .map((m) => [m.id, m.name]);
};

const LeadsForm = ({ network, close }: FormProps) => {
  const { t } = useHere();
  const form = useForm({
    use: 'nameLeads',
    network: network.code,
    start: { casemanager: network.casemanager, deputy: network.deputy },
    input: (values) => values,
    done: t.leadsNamed,
    after: close,
  });
  const readers = readersIn(network);
  return (
    <Form form={form} submit={t.save} name={t.nameLeads} cancel={close} opened>
      <p className="muted">{t.leadsHint}</p>
      <div className="fields">
        <Choice form={form} name="casemanager" label={t.casemanager} required options={readers} />
        <Choice form={form} name="deputy" label={t.deputy} required options={readers} />
      </div>
    </Form>
  );
};

const CovenantForm = ({ network, close }: FormProps) => {
  const { t } = useHere();
  const form = useForm({
    use: 'renewCovenant',
    network: network.code,
    start: {
      version: network.covenant.version,
      validUntil: network.covenant.validUntil,
      policeDesignated: network.settings?.policeDesignated ?? [],
    },
    input: (values) => ({ ...values, policeDesignated: [...values.policeDesignated] }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.save} name={t.renewCovenant} cancel={close} opened>
      <div className="fields">
        <Text form={form} name="version" label={t.covenantVersion} hint={t.covenantVersionHint} required />
        <Text form={form} name="validUntil" label={t.validUntil} type="date" min={todayIs()} required />
      </div>
      <Ticks
        form={form}
        name="policeDesignated"
        label={t.policeDesignated}
        hint={t.policeDesignatedHint}
        options={readersIn(network)}
      />
    </Form>
  );
};

const OrganiserForm = ({ network, close }: FormProps) => {
  const { t } = useHere();
  const form = useForm({
    use: 'setOrganiser',
    network: network.code,
    start: { mailbox: network.settings?.organiser ?? '' },
    input: ({ mailbox }) => ({ mailbox: mailbox.trim() }),
    done: t.organiserSet,
    after: close,
  });
  return (
    <Form form={form} submit={t.save} name={t.setOrganiser} cancel={close} opened>
      <Text form={form} name="mailbox" label={t.mailbox} hint={t.mailboxHint} required />
    </Form>
  );
};

const forms = { nameLeads: LeadsForm, renewCovenant: CovenantForm, setOrganiser: OrganiserForm } as const;
const named = ['nameLeads', 'renewCovenant', 'setOrganiser'] as const;

/** Who leads the network and under which covenant, and the ways to change that for who may. */
export const Standing = ({ network, mine }: Readonly<{ network: NetworkView; mine: MyNetwork }>) => {
  const { t, w } = useHere();
  const names = useNames(network.code);
  const [open, setOpen] = useState<(typeof named)[number]>();
  const coordinates = mine.administers || mine.roles.includes('coordinator');
  const may = named.filter((deed) => (deed === 'setOrganiser' ? mine.administers : coordinates));
  const Open = open && forms[open];
  const leader = (id: string) => (id ? names.member(id) : t.notNamed);
  return (
    <>
      <Facts
        of={[
          [t.casemanager, leader(network.casemanager)],
          [t.deputy, leader(network.deputy)],
          [t.areas, network.areas.join(', ')],
          [t.covenant, t.covenantFacts(network.covenant.version, showDay(w, network.covenant.validUntil))],
        ]}
      />
      {Open ? (
        <div className="card">
          <Open network={network} close={() => setOpen(undefined)} />
        </div>
      ) : (
        may.length > 0 && (
          <div className="row">
            {may.map((deed) => (
              <Button key={deed} onClick={() => setOpen(deed)}>
                {t[deed]}
              </Button>
            ))}
          </div>
        )
      )}
    </>
  );
};
