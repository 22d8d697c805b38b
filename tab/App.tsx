import { Select } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Language } from '#domain/network.ts';
import type { Api, Me, MyNetwork } from './api.ts';
import { makeDrafts } from './drafts.ts';
import { HereContext, useHere, type Here } from './here.ts';
import { heard } from './live.ts';
import { fetchPage, pageNow } from './pages/index.ts';
import { Notice, ProblemText, Reply, Skeleton, Title, type Said } from './parts/page.tsx';
import type { Page } from './route.ts';
import { go, To, useRoute } from './router.tsx';
import type { Teams } from './teams.ts';
import type { Wording } from './texts/index.ts';

const Founding = lazy(() => import('./parts/network/Founding.tsx'));
const Readiness = lazy(() => import('./pages/Readiness.tsx'));

const Outside = () => {
  const { t, me } = useHere();
  return (
    <>
      <Title name={t.noNetworkTitle} />
      <Notice kind="info">
        <p>{t.noNetwork}</p>
        {me.networks.length > 0 && <To route={{ page: 'actions' }}>{t.toMyActions}</To>}
      </Notice>
      <Suspense fallback={<Skeleton />}>
        {me.founds && (
          <>
            <Founding />
            <Readiness />
          </>
        )}
      </Suspense>
    </>
  );
};

/** Each page's place in the menu. */
const menuOf: Readonly<Partial<Record<Page, Page>>> = {
  case: 'board',
  readings: 'board',
  meeting: 'meetings',
  minutes: 'meetings',
  poll: 'meetings',
};
const menu = ['board', 'actions', 'meetings', 'results', 'network', 'readiness'] as const;

const Menu = ({ mine, page }: Readonly<{ mine: MyNetwork; page: Page }>) => {
  const { t, me } = useHere();
  return (
    <header className="bar">
      <nav aria-label={t.menu}>
        {menu
          .filter((item) => item !== 'readiness' || me.founds || mine.administers)
          .map((item) => (
            <To
              key={item}
              route={{ page: item, network: mine.code }}
              className="tab"
              current={(menuOf[page] ?? page) === item}
            >
              {t.menuItem[item]}
            </To>
          ))}
      </nav>
      {me.networks.length > 1 && page !== 'actions' && (
        <Select
          aria-label={t.network}
          value={mine.code}
          onChange={(_, data) => go({ page: menuOf[page] ?? page, network: data.value })}
        >
          {me.networks.map((network) => (
            <option key={network.code} value={network.code}>
              {network.name}
            </option>
          ))}
        </Select>
      )}
    </header>
  );
};

/** The other language, remembered in each of somebody's networks: cards and letters follow it too. */
const LanguageSwitch = ({ onChosen }: Readonly<{ onChosen: (language: Language) => void }>) => {
  const { t, w, api, me, say } = useHere();
  const [said, setSaid] = useState<Said>();
  const other: Language = w.language === 'nl' ? 'en' : 'nl';
  const choose = async () => {
    const answers = await Promise.all(
      me.networks.map(({ code }) => api.do(code, 'chooseLanguage', { language: other })),
    );
    const no = answers.find((answer) => !answer.ok);
    setSaid(no);
    if (no) return;
    say(t.languageChosen);
    onChosen(other);
  };
  return (
    <>
      <button type="button" className="link" lang={other} onClick={() => void choose()}>
        {t.otherLanguage}
      </button>
      <Reply said={said} />
    </>
  );
};

const onVisibility = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
};

/**
 * The page, or that it cannot be had. Not by Suspense: what was once replaced by a skeleton, React keeps away for a third of
 * a second, also when it has come.
 */
const usePage = (page: Page) => {
  const [missing, setMissing] = useState<Page>();
  const [, setCome] = useState<Page>();
  useEffect(() => {
    if (pageNow(page)) return;
    fetchPage(page).then(
      () => setCome(page),
      () => setMissing(page),
    );
  }, [page]);
  return { Current: pageNow(page), missing: missing === page };
};

/** No line, or the server has a newer tab since: a browser may remember that a file did not come, so all is loaded anew. */
const Missing = () => {
  const { t } = useHere();
  return (
    <>
      <Title name={t.broken.title} />
      <Notice kind="error">
        <ProblemText problem={{ kind: 'offline' }} />
        <button type="button" className="link" onClick={() => window.location.reload()}>
          {t.tryAgain}
        </button>
      </Notice>
    </>
  );
};

type SaidAloud = Readonly<{ text: string; nth: number; undo?: () => void }>;

/** What was done, for a moment. What can be taken back here can also be taken back where it was done: nobody has to hurry. */
const SaidAloud = ({ said, hush }: Readonly<{ said: SaidAloud; hush: () => void }>) => {
  const { t } = useHere();
  const { text, nth, undo } = said;
  const takeBack = () => {
    hush();
    undo?.();
  };
  return (
    <output className="said">
      {text && (
        <span key={nth} className={undo ? 'slow' : ''}>
          {text}
          {undo && (
            <button type="button" className="link" onClick={takeBack}>
              {t.undo}
            </button>
          )}
        </span>
      )}
    </output>
  );
};

/** Without a move: for Back, an address with a `#` would be a place of its own. */
const skip = (event: { preventDefault: () => void }) => {
  event.preventDefault();
  document.getElementById('main')?.focus();
};

type AppProps = Readonly<{
  api: Api;
  teams: Teams;
  me: Me;
  wording: Wording;
  onLanguage: (language: Language) => void;
  /** look again who this is */
  meet: () => Promise<void>;
}>;

/** The tab once we know who looks and in which language. */
export const App = ({ api, teams, me, wording, onLanguage, meet }: AppProps) => {
  const route = useRoute();
  const [said, setSaid] = useState<SaidAloud>({ text: '', nth: 0 });
  useEffect(() => teams.ready(), [teams]);
  const drafts = useMemo(() => makeDrafts(api), [api]);
  useEffect(() => {
    const flush = () => drafts.flush();
    const hidden = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', flush);
    window.addEventListener('online', flush);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('online', flush);
    };
  }, [drafts]);
  const here = useMemo<Here>(
    () => ({
      api,
      drafts,
      teams,
      me,
      ...wording,
      say: (text, undo) => setSaid(({ nth }) => ({ text, nth: nth + 1, ...(undo ? { undo } : {}) })),
      hush: () => setSaid(({ nth }) => ({ text: '', nth })),
      meet,
    }),
    [api, drafts, teams, me, wording, meet],
  );
  const mine = route.network ? me.networks.find((n) => n.code === route.network) : me.networks[0];
  // Teams keeps tabs alive that nobody sees; those need not hear anything.
  const visible = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
  const listening = visible && mine !== undefined;
  // My actions are those of all my networks.
  const network = route.page === 'actions' ? undefined : mine?.code;
  useEffect(() => {
    if (listening) return api.hear(network, heard);
  }, [api, listening, network]);
  const { Current, missing } = usePage(route.page);
  const { t } = wording;
  const configuring = route.page === 'config';
  return (
    <>
      <HereContext value={here}>
        <a className="skip" href="#main" onClick={skip}>
          {t.toContent}
        </a>
        {mine && !configuring && <Menu mine={mine} page={route.page} />}
        <main id="main" tabIndex={-1} className="stack">
          {!mine && <Outside />}
          {mine && Current && <Current key={`${route.page} ${mine.code} ${route.id}`} mine={mine} />}
          {mine && !Current && (missing ? <Missing /> : <Skeleton />)}
        </main>
        <footer className="bar">{mine && !configuring && <LanguageSwitch onChosen={onLanguage} />}</footer>
        <SaidAloud said={said} hush={here.hush} />
      </HereContext>
    </>
  );
};
