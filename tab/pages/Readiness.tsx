import { Button } from '@fluentui/react-components';
import { showInstant } from '#domain/texts/moments.ts';
import type { ReadinessLine, ReadinessView, Verdict } from '../api.ts';
import { useHere, useLook } from '../here.ts';
import { Notice, Shown, Title } from '../parts/page.tsx';

const signs: Readonly<Record<Verdict, string>> = { ok: '✓', broken: '✗', unknown: '?', unused: '–' };

/** A page to go to, or what to type or look for. */
const Where = ({ at }: Readonly<{ at: string }>) =>
  /^https:\S+$/.test(at) ? (
    <a href={at} target="_blank" rel="noreferrer">
      {at}
    </a>
  ) : (
    <code>{at}</code>
  );

const Name = ({ of }: Readonly<{ of: ReadinessLine }>) => (
  <>
    <span aria-hidden="true">{signs[of.verdict]}</span> {of.name}
    {of.network && ` (${of.network})`}
  </>
);

const ToDo = ({ line, view }: Readonly<{ line: ReadinessLine; view: ReadinessView }>) => (
  <Notice kind={line.verdict === 'broken' ? 'warning' : 'info'}>
    <h2>
      <Name of={line} />: {view.verdicts[line.verdict].toLowerCase()}
    </h2>
    <p>{line.cause}</p>
    <p>
      <strong>{view.labels.cure}:</strong> {line.cure}
    </p>
    {line.where && (
      <p>
        <strong>{view.labels.where}:</strong> <Where at={line.where} />
      </p>
    )}
  </Notice>
);

const Folded = ({ name, lines }: Readonly<{ name: string; lines: readonly ReadinessLine[] }>) =>
  lines.length > 0 && (
    <details>
      <summary>
        {name} ({lines.length})
      </summary>
      <ul className="plain">
        {lines.map((line) => (
          <li key={`${line.check} ${line.network}`}>
            <Name of={line} />
            {line.cause && <span className="muted">: {line.cause}</span>}
          </li>
        ))}
      </ul>
    </details>
  );

/** Whether everything is in place: what somebody must do comes first, with its cause and its cure. For administrators. */
export default function Readiness() {
  const { t, w } = useHere();
  const look = useLook<ReadinessView>(`/api/readiness?language=${w.language}`, { revalidateOnFocus: false });
  return (
    <>
      <Title name={t.readinessTitle} />
      <p className="muted">{t.readinessHint}</p>
      <Shown of={look}>
        {(view) => {
          const toDo = view.items.filter(
            ({ verdict, cure }) => cure && (verdict === 'broken' || verdict === 'unknown'),
          );
          const others = (verdict: Verdict) => view.items.filter((i) => i.verdict === verdict && !toDo.includes(i));
          return (
            <>
              <div className="row apart">
                <p>
                  {view.summary} <span className="muted">{showInstant(w, view.at)}</span>
                </p>
                <Button disabled={look.isValidating} onClick={() => void look.mutate()}>
                  {look.isValidating ? t.busy : t.lookAgain}
                </Button>
              </div>
              <ul className="plain stack findings">
                {toDo.map((line) => (
                  <li key={`${line.check} ${line.network}`}>
                    <ToDo line={line} view={view} />
                  </li>
                ))}
              </ul>
              <Folded name={t.notLooked} lines={others('unknown')} />
              <Folded name={view.verdicts.unused} lines={others('unused')} />
              <Folded name={view.verdicts.ok} lines={others('ok')} />
            </>
          );
        }}
      </Shown>
    </>
  );
}
