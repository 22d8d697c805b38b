import { useEffect } from 'react';
import { presences } from '#domain/meeting.ts';
import type { MeetingView, MinutesView } from '#domain/see.ts';
import { showInstant } from '#domain/texts/moments.ts';
import { useHere, useLook, useNames } from '../here.ts';
import { Lock } from '../parts/case/Lock.tsx';
import { useFile } from '../parts/case/open-file.ts';
import { focusOn } from '../parts/focus.ts';
import { Decision } from '../parts/meeting/Decision.tsx';
import { DocumentBar, MinutesState } from '../parts/meeting/minutes.tsx';
import { Facts, Sensitive, Shown, Title } from '../parts/page.tsx';
import { To, useRoute } from '../router.tsx';

const itemId = (number: string): string => `item-${number}`;

/** The minutes of a closed meeting. They stand in the files of their cases: opened with a click, which is written down. */
export default function Minutes() {
  const { t, w } = useHere();
  const route = useRoute();
  const names = useNames(route.network);
  const path = `/api/${route.network}/meetings/${route.id}/minutes`;
  const meeting = useLook<MeetingView>(`/api/${route.network}/meetings/${route.id}`);
  const file = useFile<MinutesView>(path);
  const there = file.seen !== undefined;
  const view = file.last;
  useEffect(() => {
    if (there && route.part) focusOn(itemId(route.part));
  }, [there, route.part]);
  return (
    <>
      <Title name={t.minutesTitle} />
      <Shown of={meeting}>
        {({ network, id, start }) => (
          <div className="no-print stack tight">
            {!there && <Facts of={[[t.when, showInstant(w, start)]]} />}
            <p>
              <To route={{ page: 'meeting', network, id }}>{t.toMeeting}</To>
            </p>
            <Lock file={file} what={t.minutesInFiles} />
          </div>
        )}
      </Shown>
      {view && (
        <div className="stack" hidden={!there}>
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
        </div>
      )}
    </>
  );
}
