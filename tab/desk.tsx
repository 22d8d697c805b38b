import { FluentProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '#domain/network.ts';
import { createApi, problemOf, type Me } from './api.ts';
import { App, fetchAhead, themes } from './App.tsx';
import { readRoute } from './route.ts';
import { go, goBack, settle, startRouter } from './router.tsx';
import { startTeams, type Teams, type ThemeName } from './teams.ts';
import { dutch, wordingOf, type Wording } from './texts/index.ts';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no root');

/** The last resort says what to do, never what happened inside. */
const root = createRoot(place, { onUncaughtError: () => screen('light', dutch.t.broken) });

type Way = Readonly<{ label: string; go: () => Promise<void> }>;
type Said = Readonly<{ title: string; text: ReactNode; again: string; way?: Way | undefined }>;

/** A page before there is a tab: what is the matter, and the ways on. */
function screen(theme: ThemeName, { title, text, again, way }: Said): void {
  root.render(
    <FluentProvider theme={themes[theme]} className="app">
      <main className="stack">
        <h1>{title}</h1>
        <p role="alert">{text}</p>
        {way && (
          <button type="button" className="link" onClick={() => void way.go().catch(noEntry)}>
            {way.label}
          </button>
        )}
        <button type="button" className="link" onClick={() => window.location.reload()}>
          {again}
        </button>
      </main>
    </FluentProvider>,
  );
}

const speak = (language: Language): Promise<Wording> => {
  document.documentElement.lang = language;
  return wordingOf(language);
};
const speakAs = (locale: string) => speak(locale.startsWith('en') ? 'en' : 'nl');

/** Who looks, and then the tab itself. */
const enter = async (teams: Teams): Promise<void> => {
  const api = createApi({
    token: teams.token,
    fetch: (path, init) => fetch(path, init),
    newId: () => crypto.randomUUID(),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  const first = teams.configuring ? ({ page: 'config' } as const) : readRoute(window.location.search, teams.subPageId);
  startRouter(first);
  fetchAhead(first.page);
  teams.onBack(goBack);
  teams.onPlace((subPageId) => go(readRoute('', subPageId)));

  const show = (me: Me, wording: Wording): void =>
    root.render(
      <App
        api={api}
        teams={teams}
        me={me}
        wording={wording}
        meet={async () => show(await api.look<Me>('/api/me'), wording)}
        onLanguage={(language) => void speak(language).then((other) => show({ ...me, language }, other))}
      />,
    );
  const look = async (): Promise<void> => {
    const me = await api.look<Me>('/api/me');
    if (teams.beside !== undefined && !teams.subPageId) {
      const { routeBeside } = await import('./beside.ts');
      const route = await routeBeside(api, me, teams.beside);
      if (route) settle(route);
    }
    show(me, await speak(me.language));
  };
  try {
    await look();
  } catch (error) {
    const { t } = await speakAs(teams.locale);
    const { kind, sentences = [t.problem[kind]], requestId } = problemOf(error);
    const text = [...sentences, ...(requestId ? [t.requestId, requestId] : [])].join(' ');
    const { agree } = teams;
    const way = kind === 'signedOut' && agree ? { label: t.agreeToSignIn, go: () => agree().then(look) } : undefined;
    screen(teams.theme, { title: way ? t.signInNeeded : t.broken.title, text, again: t.tryAgain, way });
    teams.failed();
  }
};

/** A partner whose organisation has no Teams signs in here. Loaded only then. */
const withoutTeams = async (): Promise<void> => {
  const { startBrowser } = await import('./sign-in.ts');
  await enter(await startBrowser());
};

const noEntry = async (): Promise<void> => {
  const { t } = await speakAs(navigator.language);
  screen('light', { title: t.broken.title, text: t.noEntry, again: t.tryAgain });
};

const begin = async (): Promise<void> => {
  // On the way back from the sign-in page there is no Teams to wait for.
  const query = new URLSearchParams(window.location.search);
  const back = query.has('state') && (query.has('code') || query.has('error'));
  if (back || query.has('consent')) {
    const { askConsent, isConsent } = await import('./sign-in.ts');
    return (query.has('consent') || isConsent() ? askConsent() : withoutTeams()).catch(noEntry);
  }
  const teams = await startTeams();
  if (teams) return enter(teams);
  const { t } = await speakAs(navigator.language);
  // Inside somebody's frame nobody should sign in.
  const { signIn, ...text } = t.notInTeams;
  screen('light', { ...text, way: window.parent === window ? { label: signIn, go: withoutTeams } : undefined });
};

begin().catch(() => screen('light', dutch.t.broken));
