import { readsContent } from '#domain/access.ts';
import { showInstant, showTime } from '#domain/texts/moments.ts';
import type { Items, MyNetwork, ReadingLine } from '../api.ts';
import { useHere, useLook, useNames } from '../here.ts';
import { Shown, Title } from '../parts/page.tsx';
import { sittings } from '../parts/sittings.ts';
import { To, useRoute } from '../router.tsx';

const isHandle = (by: string, words: Readonly<Record<string, string>>) => Object.hasOwn(words, by);

/** Who read the file of a case: for the privacy officer, who reads none, and for who directs it. */
export default function Readings({ mine }: Readonly<{ mine: MyNetwork }>) {
  const { t, w } = useHere();
  const { id = '' } = useRoute();
  const names = useNames(mine.code);
  /** From when until when, unless the clock says the same. */
  const spanOf = (from: string, until: string) => (from.endsWith(until) ? from : t.readBetween(from, until));
  const look = useLook<Items<ReadingLine>>(`/api/${mine.code}/cases/${id}/readings`);
  return (
    <>
      <Title name={t.readingsTitle(id)} />
      <p className="muted">{t.readingsHint}</p>
      {readsContent(mine) && (
        <p>
          <To route={{ page: 'case', network: mine.code, id, part: 'history' }}>{t.openCase}</To>
        </p>
      )}
      <Shown of={look}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{t.noReadings}</p>
          ) : (
            <ol className="plain timeline">
              {sittings(items).map(({ first, last: line, all }, i) => (
                <li key={`${line.at} ${i}`}>
                  <p className="muted">{spanOf(showInstant(w, first.at), showTime(w, line.at))}</p>
                  <p>
                    <strong>{line.name ?? t.formerMember}</strong>, {names.organisation(line.organisation)},{' '}
                    {isHandle(line.by, t.by) ? t.by[line.by as keyof typeof t.by] : line.by}
                    {line.what !== 'file' && ` · ${t.readWhat[line.what]}`}
                  </p>
                  {all.length > 1 && (
                    <details>
                      <summary>{t.readTimes(all.length)}</summary>
                      <ul className="plain">
                        {all.map(({ at }, n) => (
                          <li key={`${at} ${n}`}>{showInstant(w, at)}</li>
                        ))}
                      </ul>
                    </details>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </Shown>
    </>
  );
}
