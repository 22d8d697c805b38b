import { Button, Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { readsContent } from '#domain/access.ts';
import { grantReasons, isOpen, type Grant, type GrantReason } from '#domain/case.ts';
import { showDay } from '#domain/texts/moments.ts';
import { addDays, todayIs } from '../../days.ts';
import { useHere, useNames, useNetwork } from '../../here.ts';
import { Choice, choice, optionsOf, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { To } from '../../router.tsx';
import type { OpenCase } from './part.ts';

type Props = Readonly<{ view: OpenCase }>;

const keyOf = (to: Grant['to']): string => ('member' in to ? `member-${to.member}` : `organisation-${to.organisation}`);

/** `member-m04` or `organisation-ggz`, as a use-case wants it. */
const grantee = (chosen: string) => {
  const [kind] = chosen.split('-', 1);
  const id = chosen.slice(`${kind}-`.length);
  return kind === 'member' ? { member: id } : { organisation: id };
};

const GrantForm = ({ view, close }: Props & Readonly<{ close: () => void }>) => {
  const { t, w } = useHere();
  const network = useNetwork(view.network);
  const today = todayIs();
  const form = useForm({
    use: 'grantAccess',
    network: view.network,
    about: view.number,
    start: { to: '', reason: choice<GrantReason>('NEEDED'), until: '' },
    input: ({ to, reason, until }) => ({ case: view.number, ...grantee(to), reason, until }),
    done: t.saved,
    after: close,
  });
  const organisationOf = (id: string) => network?.organisations.find((o) => o.id === id)?.name ?? '';
  return (
    <div className="card">
      <Form form={form} submit={t.grant} name={t.newGrant} cancel={close} opened>
        <div className="fields">
          <Field
            label={t.grantTo}
            required
            className="wide"
            {...(form.wrong('organisation') || form.wrong('member')
              ? { validationState: 'error', validationMessage: t.checkField }
              : {})}
          >
            <Select value={form.values.to} onChange={(_, data) => form.set('to', data.value)}>
              <option value="">{t.choose}</option>
              <optgroup label={t.organisations}>
                {(network?.organisations ?? []).map((o) => (
                  <option key={o.id} value={keyOf({ organisation: o.id })}>
                    {o.name}
                  </option>
                ))}
              </optgroup>
              <optgroup label={t.members}>
                {(network?.members ?? [])
                  .filter((m) => readsContent(m) && m.from <= today && (!m.until || today <= m.until))
                  .map((m) => (
                    <option key={m.id} value={keyOf({ member: m.id })}>
                      {m.name} ({organisationOf(m.organisation)})
                    </option>
                  ))}
              </optgroup>
            </Select>
          </Field>
          <Choice
            form={form}
            name="reason"
            label={t.reason}
            required
            options={optionsOf(grantReasons, w.grantReason)}
          />
          <Text
            form={form}
            name="until"
            label={t.until}
            hint={t.untilHint(network?.norms.grantMonths ?? 6)}
            type="date"
            min={today}
          />
        </div>
      </Form>
    </div>
  );
};

const EndForm = ({ view, to, close }: Props & Readonly<{ to: Grant['to']; close: () => void }>) => {
  const { t } = useHere();
  const today = todayIs();
  const form = useForm({
    use: 'endAccess',
    network: view.network,
    about: view.number,
    of: keyOf(to),
    start: { lastDay: addDays(today, -1) },
    input: ({ lastDay }) => ({ case: view.number, ...to, lastDay }),
    done: t.accessEnded,
    after: close,
  });
  return (
    <Form form={form} submit={t.endAccess} name={t.endAccess} cancel={close} opened>
      <Text form={form} name="lastDay" label={t.lastDay} hint={t.lastDayHint} type="date" required />
    </Form>
  );
};

const GrantLine = ({ view, grant }: Props & Readonly<{ grant: Grant }>) => {
  const { t, w } = useHere();
  const names = useNames(view.network);
  const [ending, setEnding] = useState(false);
  const over = grant.until < todayIs();
  return (
    <li className="card">
      <div className="row apart">
        <div>
          <h3>{'member' in grant.to ? names.member(grant.to.member) : names.organisation(grant.to.organisation)}</h3>
          <p className="muted">
            {w.grantReason[grant.reason]} ·{' '}
            {over ? t.accessOver(showDay(w, grant.until)) : t.accessUntil(showDay(w, grant.until))}
          </p>
        </div>
        {view.directs && !over && !ending && <Button onClick={() => setEnding(true)}>{t.endAccess}</Button>}
      </div>
      {ending && <EndForm view={view} to={grant.to} close={() => setEnding(false)} />}
    </li>
  );
};

/** Who sees this case, why, and until when. */
export const Parties = ({ view }: Props) => {
  const { t } = useHere();
  const [adding, setAdding] = useState(false);
  const today = todayIs();
  const line = (grant: Grant) => (
    <GrantLine key={`${keyOf(grant.to)} ${grant.reason} ${grant.from} ${grant.until}`} view={view} grant={grant} />
  );
  const over = view.grants.filter((g) => g.until < today);
  return (
    <>
      <p className="muted">{t.partiesHint}</p>
      {view.directs &&
        isOpen(view) &&
        (adding ? (
          <GrantForm view={view} close={() => setAdding(false)} />
        ) : (
          <div>
            <Button appearance="primary" onClick={() => setAdding(true)}>
              {t.newGrant}
            </Button>
          </div>
        ))}
      {view.directs && (
        <p>
          <To route={{ page: 'readings', network: view.network, id: view.number }}>{t.whoRead(view.number)}</To>
        </p>
      )}
      <ul className="plain stack">{view.grants.filter((g) => g.until >= today).map(line)}</ul>
      {over.length > 0 && (
        <details>
          <summary>{t.pastAccess(over.length)}</summary>
          <ul className="plain stack">{over.map(line)}</ul>
        </details>
      )}
    </>
  );
};
