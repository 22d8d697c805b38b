import {
  FluentProvider,
  Select,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  webDarkTheme,
} from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore, type ComponentType } from 'react';
import type { Language } from '#domain/network.ts';
import type { Api, Me, MyNetwork } from './api.ts';
import { makeDrafts } from './drafts.ts';
import { HereContext, useHere, type Here } from './here.ts';
import { heard } from './live.ts';
import { Reply, type Said } from './parts/form.tsx';
import { Notice, Skeleton, Title } from './parts/page.tsx';
import type { Page } from './route.ts';
import { go, To, useRoute } from './router.tsx';
import type { Teams, ThemeName } from './teams.ts';
import type { Wording } from './texts/index.ts';

const Founding = lazy(() => import('./parts/network/Founding.tsx'));
const readiness = () => import('./pages/Readiness.tsx');
const Readiness = lazy(readiness);
type Fetch = () => Promise<{ default: ComponentType<{ mine: MyNetwork }> }>;
const later = (fetch: Fetch) => ({ fetch, Shown: lazy(fetch) });
const pages: Readonly<Record<Page, ReturnType<typeof later>>> = {
  board: later(() => import('./pages/Board.tsx')),
  actions: later(() => import('./pages/Actions.tsx')),
  case: later(() => import('./pages/Case.tsx')),
  meetings: later(() => import('./pages/Meetings.tsx')),
  meeting: later(() => import('./pages/Meeting.tsx')),
  minutes: later(() => import('./pages/Minutes.tsx')),
  poll: later(() => import('./pages/Poll.tsx')),
  results: later(() => import('./pages/Results.tsx')),
  network: later(() => import('./pages/Network.tsx')),
  readings: later(() => import('./pages/Readings.tsx')),
  config: later(() => import('./pages/Config.tsx')),
  readiness: later(readiness),
};

/** Fetches a page before it is known who looks: on a slow line the one need not wait for the other. */
export const fetchAhead = (page: Page): void => {
  // What does not come now is asked for again when it is shown.
  pages[page].fetch().catch(() => undefined);
};

export const themes: Readonly<Record<ThemeName, typeof webDarkTheme>> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

const Outside = () => {
  const { t, me } = useHere();
  return (
    <>
      <Title name={t.noNetworkTitle} />
      <Notice kind="info">
        <p>{t.noNetwork}</p>
      </Notice>
      {me.founds && (
        <>
          <Founding />
          <Readiness />
        </>
      )}
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
  const [theme, setTheme] = useState(teams.theme);
  const [said, setSaid] = useState<SaidAloud>({ text: '', nth: 0 });
  useEffect(() => teams.onTheme(setTheme), [teams]);
  useEffect(() => teams.ready(), [teams]);
  const drafts = useMemo(() => makeDrafts(api), [api]);
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
  const listening = visible ? mine?.code : undefined;
  useEffect(() => {
    if (listening) return api.hear(listening, (subjects) => heard(listening, subjects));
  }, [api, listening]);
  const Current = pages[route.page].Shown;
  const { t } = wording;
  const configuring = route.page === 'config';
  return (
    <FluentProvider theme={themes[theme]} className="app">
      <HereContext value={here}>
        <a className="skip" href="#main">
          {t.toContent}
        </a>
        {mine && !configuring && <Menu mine={mine} page={route.page} />}
        <main id="main" tabIndex={-1} className="stack">
          <Suspense fallback={<Skeleton />}>
            {mine ? <Current key={`${route.page} ${mine.code} ${route.id}`} mine={mine} /> : <Outside />}
          </Suspense>
        </main>
        <footer className="bar">{mine && !configuring && <LanguageSwitch onChosen={onLanguage} />}</footer>
        <SaidAloud said={said} hush={here.hush} />
      </HereContext>
    </FluentProvider>
  );
};
