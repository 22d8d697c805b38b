import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useHere } from '../../here.ts';
import { go } from '../../router.tsx';
import { Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useFields } from '../use-form.ts';
import { slugOf } from './slug.ts';

const BeginForm = ({ close }: Readonly<{ close: () => void }>) => {
  const { t, api, meet } = useHere();
  // Named as the server names them, so that its "no" finds the field.
  const start = { code: '', name: '', 'organisation.name': '', 'founder.name': '', 'founder.email': '' };
  const codeOf = (values: typeof start) => values.code.trim().toUpperCase();
  const form = useFields({
    form: 'found',
    network: '',
    start,
    put: (values) =>
      api.found({
        code: codeOf(values),
        name: values.name,
        organisation: { id: slugOf(values['organisation.name'], []), name: values['organisation.name'] },
        founder: { name: values['founder.name'], email: values['founder.email'] },
      }),
    done: t.networkBegun,
    after: () => {
      close();
      const network = codeOf(form.values);
      void meet()
        .catch(() => undefined)
        .then(() => go({ page: 'network', network }));
    },
  });
  return (
    <div className="card">
      <Form form={form} submit={t.beginNetwork} name={t.newNetwork} cancel={close} opened>
        <p className="muted">{t.newNetworkHint}</p>
        <div className="fields">
          <Text form={form} name="name" label={t.networkName} required />
          <Text form={form} name="code" label={t.networkCode} hint={t.networkCodeHint} required />
          <Text form={form} name="organisation.name" label={t.municipality} required />
          <Text form={form} name="founder.name" label={t.yourName} required />
          <Text form={form} name="founder.email" label={t.yourEmail} type="email" required />
        </div>
      </Form>
    </div>
  );
};

/** For who the installation names: a network of which one is then the administrator. */
export default function Founding() {
  const { t } = useHere();
  const [beginning, setBeginning] = useState(false);
  return (
    <section className="stack" aria-label={t.newNetwork}>
      <h2>{t.newNetwork}</h2>
      {beginning ? (
        <BeginForm close={() => setBeginning(false)} />
      ) : (
        <div>
          <Button onClick={() => setBeginning(true)}>{t.beginNetwork}</Button>
        </div>
      )}
    </section>
  );
}
