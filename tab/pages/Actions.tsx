import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { ActionLine } from '#domain/see.ts';
import type { Items } from '../api.ts';
import { todayIs } from '../days.ts';
import { useHere, useLook, useNetwork } from '../here.ts';
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

/** The organisations of a network that I direct. */
const OrganisationsOf = ({ code, name }: Readonly<{ code: string; name: string }>) => (
  <optgroup label={name}>
    {useNetwork(code)?.organisations.map((o) => (
      <option key={o.id} value={`${code} ${o.id}`}>
        {o.name}
      </option>
    ))}
  </optgroup>
);

/** What my organisation has to do, over all my networks; for who directs one, what others have to do as well. */
export default function Actions() {
  const { t, me } = useHere();
  // `mine`, `all`, or a network and an organisation in it
  const [shown, setShown] = useState('mine');
  const which = shown === 'mine' ? 'mine' : 'all';
  const look = useLook<Items<ActionLine>>(`/api/actions?which=${which}`);
  const directed = me.networks.filter((n) => n.directs);
  return (
    <>
      <div className="row apart">
        <Title name={t.myActions} />
        {directed.length > 0 && (
          <Field label={t.show} className="narrow">
            <Select value={shown} onChange={(_, data) => setShown(data.value)}>
              <option value="mine">{t.ofMyOrganisation}</option>
              <option value="all">{t.ofAll}</option>
              {directed.map(({ code, name }) => (
                <OrganisationsOf key={code} code={code} name={name} />
              ))}
            </Select>
          </Field>
        )}
      </div>
      <Shown of={look}>
        {({ items }) => {
          const fits = (line: ActionLine) => shown === which || shown === `${line.network} ${line.organisation}`;
          const groups = groupActions(items.filter(fits), todayIs());
          const nothingToDo = groups.late.length + groups.week.length + groups.later.length === 0;
          return (
            <>
              {nothingToDo && <p className="empty">{which === 'mine' ? t.nothingToDo : t.nothingRuns}</p>}
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
