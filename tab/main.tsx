import { FluentProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '#domain/network.ts';
import { createApi, problemOf, type Me } from './api.ts';
import { App, themes } from './App.tsx';
import { readRoute } from './route.ts';
import { goBack, startRouter } from './router.tsx';
import { startTeams, type ThemeName } from './teams.ts';
import { dutch, wordingOf } from './texts/index.ts';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no root');

/** The last resort says what to do, never what happened inside. */
const root = createRoot(place, { onUncaughtError: () => screen('light', dutch.t.broken) });

function screen(
  theme: ThemeName,
  { title, text, again }: Readonly<{ title: string; text: ReactNode; again: string }>,
): void {
  root.render(
    <FluentProvider theme={themes[theme]} className="app">
      <main className="stack">
        <h1>{title}</h1>
        <p role="alert">{text}</p>
        <p>
          <button type="button" className="link" onClick={() => window.location.reload()}>
            {again}
          </button>
        </p>
      </main>
    </FluentProvider>,
  );
}

const speak = (language: Language) => {
  document.documentElement.lang = language;
  return wordingOf(language);
};

const begin = async (): Promise<void> => {
  const teams = await startTeams();
  if (!teams) {
    const { t } = await speak(navigator.language.startsWith('en') ? 'en' : 'nl');
    return screen('light', t.notInTeams);
  }
  const api = createApi({
    token: teams.token,
    fetch: (path, init) => fetch(path, init),
    newId: () => crypto.randomUUID(),
  });
  const first = readRoute(window.location.search, teams.subPageId);
  startRouter(teams.configuring ? { page: 'config' } : first);
  teams.onBack(goBack);

  const show = (me: Me, wording: Awaited<ReturnType<typeof wordingOf>>): void =>
    root.render(
      <App
        api={api}
        teams={teams}
        me={me}
        wording={wording}
        onLanguage={(language) => void speak(language).then((other) => show({ ...me, language }, other))}
      />,
    );
  try {
    const me = await api.look<Me>('/api/me');
    show(me, await speak(me.language));
  } catch (error) {
    const { t } = await speak(teams.locale.startsWith('en') ? 'en' : 'nl');
    const problem = problemOf(error);
    screen(teams.theme, {
      title: t.broken.title,
      text: [
        ...(problem.sentences ?? [t.problem[problem.kind]]),
        ...(problem.requestId ? [`${t.requestId} ${problem.requestId}`] : []),
      ].join(' '),
      again: t.tryAgain,
    });
    teams.failed();
  }
};

begin().catch(() => screen('light', dutch.t.broken));
