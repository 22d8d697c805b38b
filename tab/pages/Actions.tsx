import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { ActionLine } from '#domain/see.ts';
import type { Items } from '../api.ts';
import { todayIs } from '../days.ts';
import { useHere, useLook } from '../here.ts';
import { ActionItem } from '../parts/ActionItem.tsx';
import { actionGroups, deedsInList, groupActions, type ActionGroup } from '../parts/groups.ts';
import { Shown, Title } from '../parts/page.tsx';

const Group = ({ group, lines }: Readonly<{ group: ActionGroup; lines: readonly ActionLine[] }>) => {
  const { t } = useHere();
  const list = (
    <ul className="plain stack">
      {lines.map((line) => (
        <ActionItem key={line.id} action={{ ...line, can: deedsInList(line, todayIs()) }} place={line} />
      ))}
    </ul>
  );
  const name = `${t.group[group]} (${lines.length})`;
  if (lines.length === 0) return null;
  return group === 'done' ? (
    <details>
      <summary>
        <h2>{name}</h2>
      </summary>
      {list}
    </details>
  ) : (
    <section className="stack" aria-label={name}>
      <h2>{name}</h2>
      {list}
    </section>
  );
};

/** What my organisation has to do, over all my networks. */
export default function Actions() {
  const { t, me } = useHere();
  const [which, setWhich] = useState<'mine' | 'all'>('mine');
  const look = useLook<Items<ActionLine>>(`/api/actions?which=${which}`);
  const directs = me.networks.some((n) => n.directs);
  return (
    <>
      <div className="row apart">
        <Title name={t.myActions} />
        {directs && (
          <Field label={t.show} className="narrow">
            <Select value={which} onChange={(_, data) => setWhich(data.value === 'all' ? 'all' : 'mine')}>
              <option value="mine">{t.ofMyOrganisation}</option>
              <option value="all">{t.ofAll}</option>
            </Select>
          </Field>
        )}
      </div>
      <Shown of={look}>
        {({ items }) => {
          const groups = groupActions(items, todayIs());
          const nothingToDo = groups.late.length + groups.week.length + groups.later.length === 0;
          return (
            <>
              {nothingToDo && <p className="empty">{t.nothingToDo}</p>}
              {actionGroups.map((group) => (
                <Group key={group} group={group} lines={groups[group]} />
              ))}
            </>
          );
        }}
      </Shown>
    </>
  );
}
