/** What pages are made of: headings that receive the focus, notices, and what stands there while we wait. */
import { Badge } from '@fluentui/react-components';
import { LockClosedRegular } from '../icons.ts';
import { useEffect, useRef, type ReactNode } from 'react';
import { problemOf, type Answer, type Done, type Problem } from '../api.ts';
import { useHere } from '../here.ts';
import { refresh } from '../live.ts';
import { lastMove } from '../router.tsx';

/** The page's one h1. After a move it receives the focus, so that a screen reader and the Tab key begin here. */
export const Title = ({ children, name }: Readonly<{ children?: ReactNode; name: string }>) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name} · Buurtrust`;
    if (lastMove() === 'page') heading.current?.focus({ preventScroll: true });
  }, [name]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {name}
      {children}
    </h1>
  );
};

/** The heading of the part of a page that was just opened. */
export const PartTitle = ({ name, sensitive = false }: Readonly<{ name: string; sensitive?: boolean }>) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (lastMove() === 'part') heading.current?.focus();
  }, []);
  return (
    <div className="row apart">
      <h2 ref={heading} tabIndex={-1}>
        {name}
      </h2>
      {sensitive && <Sensitive />}
    </div>
  );
};

/** Says of what stands below that it is about people, and stays here. */
export const Sensitive = () => {
  const { t } = useHere();
  return (
    <Badge appearance="outline" color="informative" icon={<LockClosedRegular />} className="sensitive">
      {t.sensitive}
    </Badge>
  );
};

/** A part of a page with its own heading. */
export const Block = ({
  name,
  sensitive = false,
  level = 3,
  children,
}: Readonly<{ name: string; sensitive?: boolean; level?: 2 | 3; children: ReactNode }>) => (
  <section className="block" aria-label={name}>
    <div className="row apart">
      {level === 2 ? <h2>{name}</h2> : <h3>{name}</h3>}
      {sensitive && <Sensitive />}
    </div>
    {children}
  </section>
);

export const Skeleton = () => {
  const { t } = useHere();
  return (
    <output className="skeleton">
      <span className="unseen">{t.loading}</span>
      <span className="bone" />
      <span className="bone" />
      <span className="bone short" />
    </output>
  );
};

export const Notice = ({ kind, children }: Readonly<{ kind: 'error' | 'warning' | 'info'; children: ReactNode }>) => (
  <div className={`notice ${kind}`} role={kind === 'error' ? 'alert' : undefined}>
    {children}
  </div>
);

/** What went wrong, what to do, and the number to hand on. */
export const ProblemText = ({ problem }: Readonly<{ problem: Problem }>) => {
  const { t, teams } = useHere();
  const { agree } = teams;
  // What was looked for in vain is looked for again.
  const signIn = () => void agree?.().then(refresh, () => undefined);
  return (
    <>
      {problem.sentences ? problem.sentences.map((s) => <p key={s}>{s}</p>) : <p>{t.problem[problem.kind]}</p>}
      {problem.requestId && (
        <p>
          {t.requestId} <code>{problem.requestId}</code>
        </p>
      )}
      {problem.kind === 'signedOut' && agree && (
        <button type="button" className="link" onClick={signIn}>
          {t.agreeToSignIn}
        </button>
      )}
    </>
  );
};

/** A "no" or a failure. */
export type Said = Exclude<Answer, Done>;

/** A "no" in the server's words, or a failure with what to do. */
export const Reply = ({ said }: Readonly<{ said: Said | undefined }>) => {
  const { t } = useHere();
  if (!said) return undefined;
  return (
    <Notice kind="error">
      {'sentences' in said ? (
        said.sentences.map((s) => <p key={s}>{s}</p>)
      ) : (
        <>
          <ProblemText problem={said.problem} />
          <p>{t.typedStays}</p>
        </>
      )}
    </Notice>
  );
};

export type Look<T> = Readonly<{ data: T | undefined; error?: unknown; mutate: () => Promise<unknown> }>;

/** What was looked up, once it is there. An older view stays on screen while the connection is away, never after a "no". */
export const Shown = <T,>({ of, children }: Readonly<{ of: Look<T>; children: (data: T) => ReactNode }>) => {
  const { t } = useHere();
  const problem = of.error === undefined ? undefined : problemOf(of.error);
  const gone = problem?.kind === 'notFound' || problem?.kind === 'signedOut';
  return (
    <>
      {problem && (
        <Notice kind={gone || of.data === undefined ? 'error' : 'warning'}>
          <ProblemText problem={problem} />
          {problem.kind !== 'notFound' && (
            <button type="button" className="link" onClick={() => void of.mutate()}>
              {t.tryAgain}
            </button>
          )}
        </Notice>
      )}
      {!gone && of.data !== undefined && children(of.data)}
      {!problem && of.data === undefined && <Skeleton />}
    </>
  );
};

/** Pairs of a name and a value. */
export const Facts = ({ of }: Readonly<{ of: readonly (readonly [string, ReactNode])[] }>) => (
  <dl className="facts">
    {of.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
