import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '#domain/network.ts';
import { problemOf, type Api, type Me } from './api.ts';
import { App } from './App.tsx';
import { fetchPage } from './pages/index.ts';
import { readRoute, type Route } from './route.ts';
import { go, goBack, settle, startRouter } from './router.tsx';
import type { Teams } from './teams.ts';
import { dutch, wordingOf, type Wording } from './texts/index.ts';
import { Themed } from './Themed.tsx';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no root');
/** What our page says while somebody waits, also when that takes long. */
const waiting = { __html: place.innerHTML };

/** The last resort says what to do, never what happened inside. */
const root = createRoot(place, { onUncaughtError: () => screen(dutch.t.broken) });

type Way = Readonly<{ label: string; go: () => Promise<void> }>;
type Said = Readonly<{ title: string; text: ReactNode; again: string; way?: Way | undefined }>;

/** A page before there is a tab: what is the matter, and the ways on. */
function screen({ title, text, again, way }: Said, teams?: Teams): void {
  root.render(
    <Themed teams={teams}>
      <main className="stack">
        <h1>{title}</h1>
        <p role="alert">{text}</p>
        {way && (
          <Button appearance="primary" onClick={() => void way.go().catch(noEntry)}>
            {way.label}
          </Button>
        )}
        <Button appearance={way ? 'secondary' : 'primary'} onClick={() => window.location.reload()}>
          {again}
        </Button>
      </main>
    </Themed>,
  );
}

const speak = (language: Language): Promise<Wording> => {
  document.documentElement.lang = language;
  return wordingOf(language);
};
const speakAs = (locale: string) => speak(locale.startsWith('en') ? 'en' : 'nl');

export const noEntry = async (): Promise<void> => {
  const { t } = await speakAs(navigator.language);
  screen({ title: t.broken.title, text: t.noEntry, again: t.tryAgain });
};

/** This is not Teams. `signIn` is the way in for who may sign in here. */
export const noTeams = async (signIn?: () => Promise<void>): Promise<void> => {
  const { t } = await speakAs(navigator.language);
  const { signIn: label, ...text } = t.notInTeams;
  screen({ ...text, way: signIn && { label, go: signIn } });
};

type Opening = Readonly<{ teams: Teams; api: Api; first: Route }>;

/** Who looks, and then the tab itself. */
export const openDesk = async ({ teams, api, first }: Opening): Promise<void> => {
  startRouter(first);
  teams.onBack(goBack);
  teams.onPlace((subPageId) => go(readRoute('', subPageId)));

  // Who looks is still being asked: meanwhile in the colours of Teams.
  root.render(
    <Themed teams={teams}>
      <div dangerouslySetInnerHTML={waiting} />
    </Themed>,
  );
  const show = (me: Me, wording: Wording): void =>
    root.render(
      <Themed teams={teams}>
        <App
          api={api}
          teams={teams}
          me={me}
          wording={wording}
          meet={async () => show(await api.look<Me>('/api/me'), wording)}
          onLanguage={(language) => void speak(language).then((other) => show({ ...me, language }, other))}
        />
      </Themed>,
    );
  const beside = async (me: Me): Promise<Route | undefined> => {
    if (teams.beside === undefined || teams.subPageId) return undefined;
    const { routeBeside } = await import('./beside.ts');
    return routeBeside(api, me, teams.beside);
  };
  const look = async (): Promise<void> => {
    const me = await api.look<Me>('/api/me');
    const [wording, route] = await Promise.all([speak(me.language), beside(me)]);
    if (route) settle(route);
    // Drawn in one go when it is there; without it the skeleton stands in for it, and it is fetched again.
    await fetchPage((route ?? first).page).catch(() => undefined);
    show(me, wording);
  };
  try {
    await look();
  } catch (error) {
    const { t } = await speakAs(teams.locale);
    const { kind, sentences = [t.problem[kind]], requestId } = problemOf(error);
    const text = [...sentences, ...(requestId ? [t.requestId, requestId] : [])].join(' ');
    const { agree } = teams;
    const way = kind === 'signedOut' && agree ? { label: t.agreeToSignIn, go: () => agree().then(look) } : undefined;
    screen({ title: way ? t.signInNeeded : t.broken.title, text, again: t.tryAgain, way }, teams);
    teams.failed();
  }
};
