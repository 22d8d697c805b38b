import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { showInstant } from '#domain/texts/moments.ts';
import type { HistoryLine, Items } from '../../api.ts';
import { useHere, useLook, useNames } from '../../here.ts';
import { Shown } from '../page.tsx';
import { To } from '../../router.tsx';
import { sayDetails } from './history.ts';
import type { OpenCase } from './part.ts';

/** One page, and on request the one after it. */
const Page = ({ view, cursor }: Readonly<{ view: OpenCase; cursor?: string }>) => {
  const { t, w } = useHere();
  const names = useNames(view.network);
  const titleOf = (id: string) => {
    const action = view.actions.find((a) => a.id === id);
    return action && w.actionTitle[action.title];
  };
  const [more, setMore] = useState(false);
  const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
  const look = useLook<Items<HistoryLine>>(`/api/${view.network}/cases/${view.number}/history${query}`);
  return (
    <Shown of={look}>
      {({ items, cursor: next }) => (
        <>
          <ol className="plain timeline">
            {items.map((line) => {
              const details = sayDetails(line.details, w, names, titleOf);
              return (
                <li key={`${line.at} ${line.what} ${details}`}>
                  <p className="muted">{showInstant(w, line.at)}</p>
                  <p>
                    <strong>{t.happened[line.what]}</strong>
                    {details && `: ${details}`}
                  </p>
                  <p className="muted">
                    {line.name ?? t.system}
                    {line.organisation && `, ${names.organisation(line.organisation)}`}
                    {line.by && `, ${t.by[line.by]}`}
                  </p>
                </li>
              );
            })}
          </ol>
          {next &&
            (more ? <Page view={view} cursor={next} /> : <Button onClick={() => setMore(true)}>{t.older}</Button>)}
        </>
      )}
    </Shown>
  );
};

/** Every change; and for who directs the case, who looked. */
export const History = ({ view }: Readonly<{ view: OpenCase }>) => {
  const { t } = useHere();
  return (
    <>
      {view.directs && (
        <p>
          <To route={{ page: 'readings', network: view.network, id: view.number }}>{t.whoRead(view.number)}</To>
        </p>
      )}
      <Page view={view} />
    </>
  );
};
