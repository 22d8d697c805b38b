/**
 * The first that runs, and small: it greets Teams and asks who looks and what they will see, while the desk, with all that
 * draws, is still on its way.
 */
import { createApi } from './api.ts';
import { asksFirst, fetchPage } from './pages/index.ts';
import { readRoute, type Route } from './route.ts';
import { startTeams, type Teams } from './teams.ts';
import { waitOnline } from './wait.ts';

/** It is on its way since the first line of our page; not put to work before the greeting and the questions are out. */
const desk = () => import('./desk.tsx');
/** What does not come now is asked for again when it is shown. */
const fetchAhead = ({ page }: Route): void => void fetchPage(page).catch(() => undefined);

const enter = async (teams: Teams): Promise<void> => {
  const api = createApi({
    token: teams.token,
    fetch: (path, init) => fetch(path, init),
    newId: () => crypto.randomUUID(),
    wait: waitOnline,
  });
  const first: Route = teams.configuring ? { page: 'config' } : readRoute(window.location.search, teams.subPageId);
  api.ahead(['/api/me', ...asksFirst(first)]);
  fetchAhead(first);
  // Dutch comes along. What they chose is only known with who they are; mostly it is what Teams speaks.
  if (teams.locale.startsWith('en')) import('./texts/en.ts').catch(() => undefined);
  const { openDesk } = await desk();
  return openDesk({ teams, api, first });
};

/** A partner whose organisation has no Teams signs in here. Loaded only then. */
const withoutTeams = async (): Promise<void> => {
  const { startBrowser } = await import('./sign-in.ts');
  await enter(await startBrowser());
};

const begin = async (): Promise<void> => {
  // On the way back from the sign-in page there is no Teams to wait for.
  const query = new URLSearchParams(window.location.search);
  const back = query.has('state') && (query.has('code') || query.has('error'));
  if (back || query.has('consent')) {
    const { askConsent, isConsent } = await import('./sign-in.ts');
    const { noEntry } = await desk();
    return (query.has('consent') || isConsent() ? askConsent() : withoutTeams()).catch(noEntry);
  }
  const teams = await startTeams();
  if (teams) return enter(teams);
  const { noTeams } = await desk();
  // Inside somebody's frame nobody should sign in.
  return noTeams(window.parent === window ? withoutTeams : undefined);
};

/** Not even what draws has come. */
begin().catch(() => {
  const lost = document.querySelector<HTMLTemplateElement>('#lost');
  if (lost) document.getElementById('root')?.replaceChildren(lost.content);
});
