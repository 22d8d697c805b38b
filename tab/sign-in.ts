/**
 * For partners without Teams: sign in with Entra in a plain browser, by authorization code with PKCE (RFC 7636).
 * Only the way back is kept in the browser while it is away at the sign-in page; tokens live in memory.
 */
import * as oauth from 'oauth4webapi';
import { app, authentication } from '@microsoft/teams-js';
import { thrown } from './api.ts';
import { copyAddress, type Teams, type ThemeName } from './teams.ts';

type SignIn = Readonly<{ issuer: string; authorize: string; token: string; clientId: string; scope: string }>;

const kept = 'sign-in';
const redirect = (): string => `${window.location.origin}/tab/`;
/** The local run signs in over http on this machine; anywhere else that is refused. */
const local = ['localhost', '127.0.0.1'].includes(window.location.hostname);
const insecure = local ? { [oauth.allowInsecureRequests]: true } : {};

const leave = async ({ authorize, clientId, scope }: SignIn, prompt?: 'consent'): Promise<never> => {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  sessionStorage.setItem(kept, JSON.stringify({ verifier, state, search: window.location.search }));
  const url = new URL(authorize);
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirect(),
    scope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(prompt ? { prompt } : {}),
  }).toString();
  window.location.assign(url);
  // The page is on its way out: nothing after this may run.
  return new Promise<never>(() => {});
};

type Tokens = Readonly<{ access: string; until: number; refresh?: string }>;
const tokensOf = (answer: oauth.TokenEndpointResponse): Tokens => ({
  access: answer.access_token,
  until: Date.now() + ((answer.expires_in ?? 300) - 60) * 1000,
  ...(answer.refresh_token ? { refresh: answer.refresh_token } : {}),
});

/** The person's theme and language as the browser tells them; no host, so nothing to tell a host. */
const asTeams = (token: Teams['token'], agree: () => Promise<void>): Teams => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const forced = window.matchMedia('(forced-colors: active)');
  const theme = (): ThemeName => (forced.matches ? 'contrast' : dark.matches ? 'dark' : 'light');
  return {
    subPageId: '',
    configuring: false,
    tenantId: '',
    locale: navigator.language,
    theme: theme(),
    onTheme: (listen) => {
      for (const query of [dark, forced]) query.addEventListener('change', () => listen(theme()));
    },
    token,
    agree,
    ready: () => {},
    failed: () => {},
    open: (url) => void window.open(url, '_blank', 'noopener'),
    share: ({ search }) => copyAddress(search),
    onPlace: () => {},
    onBack: () => {},
  };
};

type Before = Readonly<{ verifier: string; state: string; search: string }> | null;
const before = (): Before => JSON.parse(sessionStorage.getItem(kept) ?? 'null') as Before;
const consenting = '?consent';

/** This window was opened by Teams for somebody to agree in, and is on its way back from the sign-in page. */
export const isConsent = (): boolean => before()?.search === consenting;

const settingsOf = async (): Promise<SignIn> => (await (await fetch('/api/sign-in')).json()) as SignIn;

/**
 * In the window that Teams opened: to the sign-in page, and back to tell Teams how it went. The token itself Teams then gets.
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-code#consent-for-additional-graph-permissions
 */
export const askConsent = async (): Promise<void> => {
  const settings = await settingsOf();
  const asked = before();
  const here = new URL(window.location.href);
  if (!asked || !here.searchParams.has('state')) return leave(settings, 'consent');
  sessionStorage.removeItem(kept);
  await app.initialize();
  try {
    oauth.validateAuthResponse({ issuer: settings.issuer }, { client_id: settings.clientId }, here, asked.state);
    authentication.notifySuccess();
  } catch {
    authentication.notifyFailure('refused');
  }
};

/** Signs in, leaving the page when that is needed. Rejects when the sign-in page said no. */
export const startBrowser = async (): Promise<Teams> => {
  const settings = await settingsOf();
  const server: oauth.AuthorizationServer = {
    issuer: settings.issuer,
    authorization_endpoint: settings.authorize,
    token_endpoint: settings.token,
  };
  const client: oauth.Client = { client_id: settings.clientId };

  const arrive = async (): Promise<Tokens> => {
    const asked = before();
    const here = new URL(window.location.href);
    if (!asked || !(here.searchParams.has('code') || here.searchParams.has('error'))) return leave(settings);
    sessionStorage.removeItem(kept);
    window.history.replaceState(null, '', `/tab/${asked.search}`);
    const answer = oauth.validateAuthResponse(server, client, here, asked.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      answer,
      redirect(),
      asked.verifier,
      insecure,
    );
    return tokensOf(await oauth.processAuthorizationCodeResponse(server, client, response));
  };

  const renew = async (refresh: string): Promise<Tokens> => {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh, insecure);
    return tokensOf(await oauth.processRefreshTokenResponse(server, client, response));
  };

  let tokens = await arrive();
  let renewing: Promise<Tokens> | undefined;
  const token = async (fresh: boolean): Promise<string> => {
    if (!fresh && Date.now() <= tokens.until) return tokens.access;
    const { refresh } = tokens;
    if (!refresh) throw new Error('signed out');
    // Whoever asks meanwhile waits for the same answer.
    renewing ??= renew(refresh).finally(() => (renewing = undefined));
    try {
      tokens = { refresh, ...(await renewing) };
    } catch (error) {
      // Only a "no" of the sign-in page ends it; without a line one waits.
      throw error instanceof oauth.ResponseBodyError ? error : thrown({ kind: 'offline' });
    }
    return tokens.access;
  };
  // Never by itself: somebody may be typing.
  return asTeams(token, () => leave(settings));
};
