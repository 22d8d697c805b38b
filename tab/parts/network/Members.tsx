import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Language, Role } from '#domain/network.ts';
import type { NetworkView } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { MyNetwork } from '../../api.ts';
import { addDays, todayIs } from '../../days.ts';
import { useHere, useNames } from '../../here.ts';
import { canPick, pickPerson } from '../../people.ts';
import { useRoute } from '../../router.tsx';
import { Choice, choice, optionsOf, Text, Ticks } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';

type MemberLine = NetworkView['members'][number];
type Props = Readonly<{ network: NetworkView; mine: MyNetwork }>;

const AddForm = ({ network, close }: Readonly<{ network: NetworkView; close: () => void }>) => {
  const { t, w, teams } = useHere();
  const form = useForm({
    use: 'addMember',
    network: network.code,
    start: {
      name: '',
      email: '',
      objectId: '',
      tenantId: teams.tenantId,
      organisation: '',
      roles: ['partner'] as readonly Role[],
      language: choice<Language>('nl'),
    },
    input: (values) => ({ ...values, roles: [...values.roles] }),
    done: t.saved,
    after: close,
  });
  const pick = async () => {
    const person = await pickPerson(t.pickPerson);
    if (!person) return;
    form.set('name', person.name);
    form.set('email', person.email);
    form.set('objectId', person.objectId);
  };
  return (
    <div className="card">
      <Form form={form} submit={t.add} name={t.addMember} cancel={close} opened>
        {canPick() && (
          <div>
            <Button onClick={() => void pick()}>{t.pickPerson}</Button>
          </div>
        )}
        <div className="fields">
          <Text form={form} name="name" label={t.name} required />
          <Text form={form} name="email" label={t.email} type="email" required />
          <Choice
            form={form}
            name="organisation"
            label={t.organisation}
            required
            options={network.organisations.map((o) => [o.id, o.name])}
          />
          <Choice
            form={form}
            name="language"
            label={t.language}
            required
            options={[
              ['nl', 'Nederlands'],
              ['en', 'English'],
            ]}
          />
          <Text form={form} name="objectId" label={t.objectId} hint={t.objectIdHint} required />
          <Text form={form} name="tenantId" label={t.tenantId} hint={t.tenantIdHint} required />
        </div>
        <Ticks
          form={form}
          name="roles"
          label={t.roles}
          required
          options={optionsOf(Object.keys(w.role) as Role[], w.role)}
        />
      </Form>
    </div>
  );
};

const EndForm = ({
  network,
  member,
  close,
}: Readonly<{ network: NetworkView; member: MemberLine; close: () => void }>) => {
  const { t } = useHere();
  const today = todayIs();
  const form = useForm({
    use: 'endMember',
    network: network.code,
    of: member.id,
    start: { lastDay: today },
    input: ({ lastDay }) => ({ member: member.id, lastDay }),
    done: t.saved,
    after: close,
  });
  return (
    <Form form={form} submit={t.endMember} name={t.endMember} cancel={close} opened>
      <Text
        form={form}
        name="lastDay"
        label={t.lastDay}
        hint={t.endMemberHint}
        type="date"
        min={addDays(today, -1)}
        required
      />
    </Form>
  );
};

/** Holiday or illness: a colleague of the same organisation stands in, and nothing waits. */
const AbsenceForm = ({
  network,
  member,
  close,
}: Readonly<{ network: NetworkView; member: MemberLine; close: () => void }>) => {
  const { t } = useHere();
  const today = todayIs();
  const form = useForm({
    use: 'setAbsence',
    network: network.code,
    of: member.id,
    start: { from: today, until: '', replacement: '' },
    input: (values) => ({ member: member.id, ...values }),
    done: t.saved,
    after: close,
  });
  const colleagues = network.members.filter(
    (m) => m.id !== member.id && m.organisation === member.organisation && (!m.until || today <= m.until),
  );
  return (
    <Form form={form} submit={t.setAbsence} name={t.setAbsence} cancel={close} opened>
      <div className="fields">
        <Text form={form} name="from" label={t.from} type="date" required />
        <Text form={form} name="until" label={t.until} type="date" min={today} required />
        <Choice
          form={form}
          name="replacement"
          label={t.replacement}
          hint={t.replacementHint}
          required
          options={colleagues.map((m) => [m.id, m.name])}
        />
      </div>
    </Form>
  );
};

const Line = ({ network, mine, member }: Props & Readonly<{ member: MemberLine }>) => {
  const { t, w } = useHere();
  const names = useNames(network.code);
  const { absence } = member;
  const comes = absence !== undefined && todayIs() < absence.from;
  // Who was sent here to say that they are away need not look for the place.
  const sent = useRoute().part === 'away' && mine.member === member.id;
  const [open, setOpen] = useState<'end' | 'absence' | undefined>(sent ? 'absence' : undefined);
  const close = () => setOpen(undefined);
  const maySetAbsence = mine.member === member.id || mine.administers || mine.directs;
  const leads = member.id === network.casemanager || member.id === network.deputy;
  const mayEnd = mine.administers && !leads;
  return (
    <li className="card">
      <div>
        <h3>{member.name}</h3>
        <p className="muted">
          {network.organisations.find((o) => o.id === member.organisation)?.name} ·{' '}
          {member.roles.map((role) => w.role[role]).join(', ')}
          {member.until && ` · ${t.memberUntil(showDay(w, member.until))}`}
        </p>
        {absence && absence.until >= todayIs() && (
          <p>
            {t.away(showDay(w, absence.until), names.member(absence.replacement), comes && showDay(w, absence.from))}
          </p>
        )}
      </div>
      {!member.until && !open && (maySetAbsence || mayEnd) && (
        <div className="row tight">
          {maySetAbsence && (
            <Button size="small" onClick={() => setOpen('absence')}>
              {t.setAbsence}
            </Button>
          )}
          {mayEnd && (
            <Button size="small" onClick={() => setOpen('end')}>
              {t.endMember}
            </Button>
          )}
        </div>
      )}
      {open === 'end' && <EndForm network={network} member={member} close={close} />}
      {open === 'absence' && <AbsenceForm network={network} member={member} close={close} />}
    </li>
  );
};

export const Members = ({ network, mine }: Props) => {
  const { t } = useHere();
  const { part } = useRoute();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <ul className="plain cards">
        {network.members.map((member) => (
          <Line key={`${member.id} ${part}`} network={network} mine={mine} member={member} />
        ))}
      </ul>
      {mine.administers &&
        (adding ? (
          <AddForm network={network} close={() => setAdding(false)} />
        ) : (
          <div>
            <Button onClick={() => setAdding(true)}>{t.addMember}</Button>
          </div>
        ))}
    </>
  );
};
