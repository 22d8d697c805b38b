/** What we ask of Teams, and what Teams tells us. The only file of the tab that knows teams-js, next to its people picker. */
import { app, authentication, FrameContexts, HostClientType, pages } from '@microsoft/teams-js';

import { thrown } from './api.ts';

export type ThemeName = 'light' | 'dark' | 'contrast';

export type Teams = Readonly<{
  /** a place inside the tab that a deep link pointed at, or nothing */
  subPageId: string;
  /** the tab is being added to a channel */
  configuring: boolean;
  /** the tab stands beside a meeting: the chat of that meeting, as far as Teams says it */
  beside?: string;
  tenantId: string;
  locale: string;
  theme: ThemeName;
  onTheme: (listen: (theme: ThemeName) => void) => void;
  /** An access token for our own server. Rejects when the person must first agree, or said no. */
  token: (fresh: boolean) => Promise<string>;
  /** A window of its own in which the person signs in or agrees, when `token` rejected. Rejects when they did not. */
  agree?: () => Promise<void>;
  /** Hands on the way to a place in the tab: ids only, and a label that may stand in any chat. */
  share: (place: Readonly<{ subPageId: string; label: string; search: string }>) => Promise<'host' | 'copied'>;
  /** Teams points at another place while the tab is open. */
  onPlace: (listen: (subPageId: string) => void) => void;
  /** The page is there: Teams takes its own loader away. */
  ready: () => void;
  failed: () => void;
  open: (url: string) => void;
  /** The back button of Teams: `goBack` says whether there was a way back inside the tab. */
  onBack: (goBack: () => boolean) => void;
}>;

const themeOf = (name: string): ThemeName => {
  if (name === 'dark' || name === 'glass') return 'dark';
  return name === 'contrast' ? 'contrast' : 'light';
};

/** To the tab by its address, for hosts that have no links of their own. */
export const copyAddress = async (search: string): Promise<'copied'> => {
  await navigator.clipboard.writeText(`${window.location.origin}/tab/${search}`);
  return 'copied';
};

const after = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));

/** Somebody may have to agree first, in a window of Teams; longer than this it never answers, in ms. */
const longestToken = 90_000;
const inTime = async (asked: Promise<string>): Promise<string> => {
  const token = await Promise.race([asked, after(longestToken)]);
  if (token === undefined) throw thrown({ kind: 'offline' });
  return token;
};

/**
 * Nothing when this is not Teams. teams-js itself waits a minute for a host that never answers; people do not.
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-overview
 */
export const startTeams = async (patience = 8000): Promise<Teams | undefined> => {
  let last: Promise<string> | undefined;
  const ask = (): Promise<string> => {
    last = inTime(authentication.getAuthToken());
    return last;
  };
  const token = (fresh: boolean): Promise<string> => {
    const asked = (fresh ? undefined : last) ?? ask();
    // A refusal is told and not remembered: the next question may be answered.
    asked.catch(() => {
      if (last === asked) last = undefined;
    });
    return asked;
  };
  const greet = async () => {
    await app.initialize();
    // Everybody who is here needs one soon; whoever asks for it first also hears a refusal.
    ask().catch(() => undefined);
    return app.getContext();
  };
  const context = await Promise.race([greet().catch(() => undefined), after(patience)]);
  if (!context) return undefined;
  app.notifyAppLoaded();

  return {
    subPageId: context.page.subPageId ?? '',
    configuring: context.page.frameContext === FrameContexts.settings,
    ...(context.page.frameContext === FrameContexts.sidePanel ? { beside: context.chat?.id ?? '' } : {}),
    tenantId: context.user?.tenant?.id ?? '',
    locale: context.app.locale,
    theme: themeOf(context.app.theme),
    onTheme: (listen) => app.registerOnThemeChangeHandler((name) => listen(themeOf(name))),
    token,
    agree: async () => {
      await authentication.authenticate({ url: `${window.location.origin}/tab/?consent`, width: 600, height: 640 });
      last = undefined;
    },
    share: async ({ subPageId, label, search }) => {
      // "Does not yet work on mobile hosts" (teams-js, pages.shareDeepLink).
      const { clientType } = context.app.host;
      if (clientType === HostClientType.android || clientType === HostClientType.ios) return copyAddress(search);
      const subPageWebUrl = `${window.location.origin}/tab/${search}`;
      pages.shareDeepLink({ subPageId, subPageLabel: label, subPageWebUrl });
      return 'host';
    },
    // Mostly Teams loads the tab anew. Its own event for when it does not is Microsoft's alone, so we ask.
    onPlace: (listen) => {
      let known = context.page.subPageId;
      window.addEventListener('focus', () => {
        const ask = async () => {
          const { subPageId } = (await app.getContext()).page;
          if (subPageId && subPageId !== known) listen(subPageId);
          known = subPageId;
        };
        // A host that does not answer has nothing to point at.
        ask().catch(() => undefined);
      });
    },
    ready: () => {
      // Not every host answers; nothing waits for it.
      app.notifySuccess().catch(() => undefined);
    },
    failed: () => app.notifyFailure({ reason: app.FailedReason.Other }),
    open: (url) => {
      app.openLink(url).catch(() => window.open(url, '_blank', 'noopener'));
    },
    onBack: (goBack) => {
      if (pages.backStack.isSupported()) pages.backStack.registerBackButtonHandler(goBack);
    },
  };
};

/** The page on which a channel's owner says what the tab shows. `settings` are read when they press Save. */
export const configureTab = (
  settings: () => { name: string; search: string; id: string },
): Readonly<{ valid: (is: boolean) => void }> => {
  pages.config.registerOnSaveHandler((save) => {
    const { name, search, id } = settings();
    const url = `${window.location.origin}/tab/${search}`;
    pages.config
      .setConfig({ entityId: id, suggestedDisplayName: name, contentUrl: url, websiteUrl: url })
      .then(() => save.notifySuccess())
      .catch(() => save.notifyFailure());
  });
  return { valid: (is) => pages.config.setValidityState(is) };
};
