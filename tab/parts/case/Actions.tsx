import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { isOpen } from '#domain/case.ts';
import { useHere, useNetwork } from '../../here.ts';
import { useRoute } from '../../router.tsx';
import { ActionItem, headingOf } from '../ActionItem.tsx';
import { agreed, AgreementFields, newAgreement } from '../agreement.tsx';
import { focusOn } from '../focus.ts';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { arrangeActions } from './arrange.ts';
import type { OpenCase } from './part.ts';

const AddAction = ({ view, close }: Readonly<{ view: OpenCase; close: () => void }>) => {
  const { t } = useHere();
  const network = useNetwork(view.network);
  const form = useForm({
    use: 'agreeAction',
    network: view.network,
    about: view.number,
    start: newAgreement(network),
    input: (values) => ({ case: view.number, ...agreed(values, network) }),
    done: t.agreed,
    after: close,
  });
  return (
    <div className="card">
      <Form form={form} submit={t.agree} name={t.newAction} cancel={close} opened>
        <AgreementFields form={form} network={view.network} lines={3} />
        <p className="muted">{t.agreementGrants}</p>
      </Form>
    </div>
  );
};

export const Actions = ({ view }: Readonly<{ view: OpenCase }>) => {
  const { t } = useHere();
  const [adding, setAdding] = useState(false);
  // A link may lead to one of them: `action-` and its id, as its heading is called.
  const { part } = useRoute();
  useEffect(() => {
    if (part?.startsWith('action-')) focusOn(part);
  }, [part]);
  const { shown, ended } = arrangeActions(view);
  const place = {
    network: view.network,
    case: view.number,
    ...('file' in view ? { edits: view.file.edits ?? 0 } : {}),
  };
  const item = (action: OpenCase['actions'][number]) => (
    <ActionItem key={action.id} action={action} place={place} inCase />
  );
  return (
    <>
      {view.directs &&
        isOpen(view) &&
        (adding ? (
          <AddAction view={view} close={() => setAdding(false)} />
        ) : (
          <Button appearance="primary" onClick={() => setAdding(true)}>
            {t.newAction}
          </Button>
        ))}
      {view.actions.length === 0 && <p>{t.noActions}</p>}
      <ul className="plain stack">{shown.map(item)}</ul>
      {ended.length > 0 && (
        <details open={ended.some((action) => headingOf(action) === part)}>
          <summary>{t.endedActions(ended.length)}</summary>
          <ul className="plain stack">{ended.map(item)}</ul>
        </details>
      )}
    </>
  );
};
