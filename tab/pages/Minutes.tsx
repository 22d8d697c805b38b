import { useEffect } from 'react';
import { presences } from '#domain/meeting.ts';
import type { MinutesView } from '#domain/see.ts';
import { showInstant } from '#domain/texts/index.ts';
import { useHere, useLook, useNames } from '../here.ts';
import { focusOn } from '../parts/focus.ts';
import { Decision } from '../parts/meeting/Decision.tsx';
import { DocumentBar, MinutesState } from '../parts/meeting/minutes.tsx';
import { Facts, Sensitive, Shown, Title } from '../parts/page.tsx';
import { To, useRoute } from '../router.tsx';

const itemId = (number: string): string => `item-${number}`;

/** The minutes of a closed meeting. Opening them reads the files of the cases on them, and that is written down. */
export default function Minutes() {
  const { t, w } = useHere();
  const route = useRoute();
  const names = useNames(route.network);
  const path = `/api/${route.network}/meetings/${route.id}/minutes`;
  // Not one reading for each time the window gets the focus.
  const look = useLook<MinutesView>(path, { revalidateOnFocus: false });
  const there = look.data !== undefined;
  useEffect(() => {
    if (there && route.part) focusOn(itemId(route.part));
  }, [there, route.part]);
  return (
    <>
      <Title name={t.minutesTitle} />
      <Shown of={look}>
        {(view) => (
          <>
            <div className="row apart">
              <MinutesState of={view} />
              <Sensitive />
            </div>
            <Facts
              of={[
                [t.network, view.name],
                [t.when, showInstant(w, view.start)],
                [t.where, w.place[view.place]],
                [t.chair, names.member(view.chair)],
                ...presences.flatMap((is) => {
                  const who = view.attendance.filter((a) => a.is === is).map((a) => names.member(a.member));
                  return who.length > 0 ? [[t.were[is], who.join(', ')] as const] : [];
                }),
              ]}
            />
            <p className="no-print">
              <To route={{ page: 'meeting', network: view.network, id: view.id }}>{t.toMeeting}</To>
            </p>
            <DocumentBar path={`${path}.docx`} />
            {view.items > view.decisions.length && (
              <p className="notice info">{t.hiddenItems(view.items - view.decisions.length)}</p>
            )}
            {view.decisions.map((decision) => (
              <Decision
                key={decision.case}
                of={decision}
                network={view.network}
                id={itemId(decision.case)}
                title={decision.case}
                to={{ page: 'case', network: view.network, id: decision.case, part: 'decisions' }}
              />
            ))}
          </>
        )}
      </Shown>
    </>
  );
}
