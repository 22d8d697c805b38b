import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Norms as Settings } from '#domain/network.ts';
import type { NetworkView } from '#domain/see.ts';
import type { MyNetwork } from '../../api.ts';
import { useHere } from '../../here.ts';
import { Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Facts } from '../page.tsx';

type Props = Readonly<{ network: NetworkView; mine: MyNetwork }>;

const namesOf = (norms: Settings) => Object.keys(norms) as (keyof Settings)[];

const NormsForm = ({ network, close }: Readonly<{ network: NetworkView; close: () => void }>) => {
  const { t } = useHere();
  const form = useForm({
    use: 'changeNorms',
    network: network.code,
    start: Object.fromEntries(namesOf(network.norms).map((name) => [name, String(network.norms[name])])) as Record<
      keyof Settings,
      string
    >,
    input: (values) => values,
    done: t.saved,
    after: close,
  });
  return (
    <div className="card">
      <Form form={form} submit={t.save} name={t.norms} cancel={close} opened>
        <div className="fields">
          {namesOf(network.norms).map((name) => (
            <Text key={name} form={form} name={name} label={t.norm[name]} type="number" min="1" required />
          ))}
        </div>
      </Form>
    </div>
  );
};

/** What the partners agreed on among themselves: settings, never constants. */
export const Norms = ({ network, mine }: Props) => {
  const { t } = useHere();
  const [changing, setChanging] = useState(false);
  const may = mine.administers || mine.directs || mine.roles.includes('coordinator');
  if (changing) return <NormsForm network={network} close={() => setChanging(false)} />;
  return (
    <>
      <Facts of={namesOf(network.norms).map((name) => [t.norm[name], network.norms[name]] as const)} />
      {may && <Button onClick={() => setChanging(true)}>{t.change}</Button>}
    </>
  );
};
