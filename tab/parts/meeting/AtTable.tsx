/** Who is there, who stays at an item and who leaves it, and who joins for one item. For the chair. */
import { Button, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { presences, type Presence } from '#domain/meeting.ts';
import type { MeetingView } from '#domain/see.ts';
import type { Answer, Done } from '../../api.ts';
import { todayIs } from '../../days.ts';
import { useHere, useNames, useNetwork } from '../../here.ts';
import { refresh } from '../../live.ts';
import { Choice } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { Reply } from '../page.tsx';
import type { Item } from './agenda.ts';

type Props = Readonly<{ meeting: MeetingView }>;
type Attending = Readonly<{ id: string; name: string; organisation: string }>;

/** Who may read content: the others have nothing to do at the table. */
const useTable = (code: string): readonly Attending[] => {
  const today = todayIs();
  return (useNetwork(code)?.members ?? []).filter(
    (m) =>
      m.from <= today &&
      (!m.until || today <= m.until) &&
      m.roles.some((r) => r !== 'administrator' && r !== 'privacyOfficer' && r !== 'steering'),
  );
};

const isThere = (meeting: MeetingView, id: string): boolean =>
  meeting.attendance.some((a) => a.member === id && a.is !== 'ABSENT');

export const AttendanceList = ({ meeting }: Props) => {
  const { t, w, api } = useHere();
  const names = useNames(meeting.network);
  const table = useTable(meeting.network);
  const [no, setNo] = useState<Exclude<Answer, Done>>();
  const there = table.filter((m) => isThere(meeting, m.id)).length;
  const note = async (member: string, is: Presence) => {
    const answer = await api.do(meeting.network, 'noteAttendance', { meeting: meeting.id, member, is });
    setNo(answer.ok ? undefined : answer);
    await refresh().catch(() => undefined);
  };
  return (
    <details>
      <summary>{t.attendanceCount(there)}</summary>
      <ul className="plain stack tight">
        {table.map((m) => {
          const known = meeting.attendance.find((a) => a.member === m.id);
          return (
            <li key={m.id} className="row apart">
              <span>
                {m.name}, <span className="muted">{names.organisation(m.organisation)}</span>
                {known?.by === 'TEAMS' && <span className="muted"> ({t.seenByTeams})</span>}
              </span>
              {meeting.directs ? (
                <Select
                  aria-label={t.attendanceOf(m.name)}
                  value={known?.is ?? ''}
                  onChange={(_, data) => {
                    const is = presences.find((p) => p === data.value);
                    if (is) void note(m.id, is);
                  }}
                >
                  <option value="" disabled>
                    {t.notNoted}
                  </option>
                  {presences.map((is) => (
                    <option key={is} value={is}>
                      {w.presence[is]}
                    </option>
                  ))}
                </Select>
              ) : (
                <span>{known ? w.presence[known.is] : t.notNoted}</span>
              )}
            </li>
          );
        })}
      </ul>
      <Reply said={no} />
    </details>
  );
};

/** Names stand here only, in the tab, and only for the chair: involvement itself is sensitive. */
export const AtThisItem = ({ meeting, item }: Props & Readonly<{ item: Item }>) => {
  const { t } = useHere();
  const names = useNames(meeting.network);
  const table = useTable(meeting.network);
  const [inviting, setInviting] = useState(false);
  const stays = item.takesPart ?? [];
  const named = (list: readonly Attending[]) =>
    list.map((m) => `${m.name} (${names.organisation(m.organisation)})`).join(', ');
  const leaving = table.filter((m) => isThere(meeting, m.id) && !stays.includes(m.id));
  const staying = table.filter((m) => stays.includes(m.id));
  return (
    <div className="stack tight">
      {leaving.length > 0 && (
        <p className="notice warning">
          <strong>{t.leaveAtItem}</strong> {named(leaving)}
        </p>
      )}
      <details>
        <summary>{t.staysCount(staying.length)}</summary>
        <p>{named(staying)}</p>
        {inviting ? (
          <Invite
            meeting={meeting}
            item={item}
            who={table.filter((m) => !stays.includes(m.id))}
            close={() => setInviting(false)}
          />
        ) : (
          <Button onClick={() => setInviting(true)}>{t.inviteToItem}</Button>
        )}
      </details>
    </div>
  );
};

const Invite = ({
  meeting,
  item,
  who,
  close,
}: Props & Readonly<{ item: Item; who: readonly Attending[]; close: () => void }>) => {
  const { t } = useHere();
  const names = useNames(meeting.network);
  const form = useForm({
    use: 'inviteToItem',
    network: meeting.network,
    of: `${meeting.id}-${item.case}`,
    start: { member: '' },
    input: ({ member }) => ({ meeting: meeting.id, case: item.case, member }),
    done: t.invitedToItem,
    after: close,
  });
  return (
    <Form form={form} submit={t.inviteToItem} name={t.inviteToItem} cancel={close} opened>
      <Choice
        form={form}
        name="member"
        label={t.whoForItem}
        hint={t.whoForItemHint}
        required
        options={who.map((m) => [m.id, `${m.name} (${names.organisation(m.organisation)})`])}
      />
    </Form>
  );
};
