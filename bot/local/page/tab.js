/**
 * Plays the Teams client for the tab: the messages of teams-js 2.x over `window.postMessage`. The tab is served from this
 * very origin, which teams-js takes for a genuine host. Calls: args of the request → args of the answer.
 */
import { post } from './api.js';
import { $ } from './dom.js';

/** Where the tab can be opened; `entity` is what the manifest calls the place. */
export const pages = {
  channel: {
    label: 'Kanaaltab',
    frame: 'content',
    where: 'channel',
    entity: 'board',
    path: '/tab/?network={network}&page=board',
  },
  personal: {
    label: 'Mijn afspraken',
    frame: 'content',
    where: 'personal',
    entity: 'home',
    path: '/tab/?page=actions',
  },
  meeting: {
    label: 'Overleg (zijpaneel)',
    frame: 'sidePanel',
    where: 'meeting',
    entity: 'meetings',
    path: '/tab/?network={network}&page=meetings',
  },
  config: {
    label: 'Tab instellen',
    frame: 'settings',
    where: 'channel',
    entity: 'config',
    path: '/tab/?page=config',
  },
};

const patience = 12_000;

/** `viewer()` gives who looks and where: `{ person, place, locale }`. `follow(url)` opens what the tab links to. */
export const tabHost = ({ viewer, follow, chosen }) => {
  const state = {
    frame: 'content',
    preset: 'channel',
    theme: 'default',
    page: '',
    entity: '',
    subEntity: '',
    settings: undefined,
    valid: false,
    status: '',
    stage: undefined,
    links: [],
    handlers: new Set(),
    context: {},
    supports: {},
  };
  const log = []; // every message that the tab sent
  const frames = new Map(); // window → { frameContext, iframe, opener }
  const overrides = new Map(); // func → (args, frame) => args of the answer, or undefined to stay silent

  const status = (text, words = '') => {
    state.status = text;
    $('status').value = words;
  };

  const whereIs = () => {
    const { place } = viewer();
    if (state.preset === 'meeting')
      return { chatId: '19:meeting_voorbeeld@thread.v2', meetingId: btoa('0#19:meeting_voorbeeld@thread.v2#0') };
    if (state.preset !== 'channel' || !place) return {};
    return {
      teamId: place.teamConversation,
      teamName: place.name,
      groupId: place.teamId,
      channelId: place.channelId,
      channelName: place.channelName,
      channelType: place.private ? 'Private' : 'Regular',
      userTeamRole: 1,
      isTeamArchived: false,
    };
  };

  /** The flat shape that `getContext` answers; teams-js makes the nested one of it. */
  const context = (frameContext) => {
    const { person, locale } = viewer();
    return {
      locale: locale.toLowerCase(),
      theme: state.theme,
      entityId: state.settings?.entityId ?? state.entity,
      subEntityId: state.subEntity,
      hostName: 'Teams',
      hostClientType: 'web',
      ringId: 'general',
      sessionId: 'local',
      appSessionId: 'local',
      userObjectId: person.objectId,
      tid: person.tenantId,
      loginHint: person.objectId,
      userDisplayName: person.name,
      userLicenseType: 'Unknown',
      tenantSKU: 'enterprise',
      frameContext,
      isFullScreen: false,
      isMultiWindow: false,
      ...whereIs(),
      ...state.context,
    };
  };

  const runtime = () => ({
    apiVersion: 4,
    hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
    isLegacyTeams: false,
    supports: {
      app: { notifySuccessResponse: {} },
      chat: {},
      dialog: { url: { parentCommunication: {} }, update: {} },
      pages: { backStack: {}, config: {}, currentApp: {}, tabs: {} },
      sharing: {},
      teamsCore: {},
      ...state.supports,
    },
  });

  const now = () => performance.now() + performance.timeOrigin;
  const emitTo = (win, func, args) => win.postMessage({ func, args, monotonicTimestamp: now() }, location.origin);
  const reply = (win, { id, uuidAsString }, args) =>
    win.postMessage({ id, uuidAsString, args, monotonicTimestamp: now() }, location.origin);

  const addFrame = (parent, url, frameContext, title, opener) => {
    const iframe = document.createElement('iframe');
    iframe.title = title;
    iframe.allow = 'clipboard-write; fullscreen';
    const values = { ...context(frameContext), network: viewer().place?.network ?? viewer().person.network };
    iframe.src = url.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(values[key] ?? ''));
    parent.append(iframe);
    frames.set(iframe.contentWindow, { frameContext, iframe, opener });
    return iframe;
  };

  const isThere = async (url) => {
    try {
      return (await fetch(url, { method: 'HEAD' })).ok;
    } catch {
      return false;
    }
  };
  const giveUp = (words) => {
    $('frame').replaceChildren();
    answered('silent', words);
  };

  let waiting;
  const open = (url) => {
    clearTimeout(waiting);
    frames.clear();
    state.handlers.clear();
    state.stage = undefined;
    state.valid = false;
    $('save').hidden = state.frame !== 'settings';
    $('save').disabled = true;
    $('frame').dataset.frame = state.frame;
    $('frame').replaceChildren();
    status('loading', 'Laden…');
    const silent = 'De tab antwoordt niet. Is hij gebouwd? Zo niet: npm run build.';
    waiting = setTimeout(() => status('silent', silent), patience);
    const iframe = addFrame($('frame'), url, state.frame, 'Buurtrust');
    iframe.id = 'app';
    void isThere(iframe.src).then((there) => !there && iframe.isConnected && giveUp(silent));
  };

  const answered = (text, words) => {
    clearTimeout(waiting);
    status(text, words);
  };

  const closeDialog = (frame, args) => {
    if (!frame?.opener) return;
    frames.delete(frame.iframe.contentWindow);
    frame.opener.closing.abort();
    frame.iframe.remove();
    $('dialog').close();
    if (frame.opener.message) reply(frame.opener.source, frame.opener.message, args);
  };
  const sizes = { small: 400, medium: 600, large: 800 };
  const resize = ({ width = 'medium', height = 'medium' } = {}) => {
    $('dialogBody').style.width = `${sizes[width] ?? width}px`;
    $('dialogBody').style.height = `${sizes[height] ?? height}px`;
  };
  const openDialog = (info, frameContext, opener) => {
    const closing = new AbortController();
    $('dialogTitle').textContent = info.title ?? 'Buurtrust';
    resize(info);
    const iframe = addFrame($('dialogBody'), info.url, frameContext, info.title ?? 'Venster', { ...opener, closing });
    const cancel = () => closeDialog(frames.get(iframe.contentWindow), ['User cancelled/closed the task module.']);
    $('dialogClose').addEventListener('click', cancel, { signal: closing.signal });
    $('dialog').addEventListener('cancel', cancel, { signal: closing.signal });
    if (!$('dialog').open) $('dialog').showModal();
  };

  const goTo = ({ pageId, subPageId = '' } = {}) => {
    state.entity = pageId ?? state.entity;
    state.subEntity = subPageId;
    open(state.page);
    return [true];
  };
  const link = (url) => {
    state.links.push({ url });
    follow(url);
    return [true];
  };

  const replies = {
    initialize: (_args, frame) => [frame.frameContext, 'web', '2.1.2', JSON.stringify(runtime())],
    getContext: (_args, frame) => [context(frame.frameContext)],
    registerHandler: ([name]) => void state.handlers.add(name),
    'appInitialization.appLoaded': () => answered('loaded'),
    'appInitialization.success': () => {
      answered('ready');
      return [undefined];
    },
    'appInitialization.failure': ([reason, message]) =>
      answered(`failed: ${reason} ${message ?? ''}`, `De tab meldt een fout: ${reason}`),
    'appInitialization.expectedFailure': ([reason]) =>
      answered(`expected failure: ${reason}`, `De tab meldt: ${reason}`),
    'authentication.getAuthToken': async () => {
      try {
        return [true, (await post('token', { objectId: viewer().person.objectId })).token];
      } catch {
        return [false, 'resourceRequiresConsent'];
      }
    },
    'settings.setValidityState': ([valid]) => {
      state.valid = valid;
      $('save').disabled = !valid;
    },
    'settings.setSettings': ([settings]) => {
      state.settings = settings;
      return [true];
    },
    'settings.getSettings': () => [
      state.settings ?? { contentUrl: location.origin + state.page, entityId: state.entity },
    ],
    'settings.save.success': () => {
      const { contentUrl } = state.settings ?? {};
      if (!contentUrl) return answered('saved', 'Opgeslagen');
      state.frame = 'content';
      open(contentUrl);
    },
    'settings.save.failure': ([reason]) =>
      answered(`save failed: ${reason}`, `Niet opgeslagen: ${reason ?? 'onbekende fout'}`),
    'settings.remove.success': () => answered('removed', 'Verwijderd'),
    'settings.remove.failure': ([reason]) =>
      answered(`remove failed: ${reason}`, `Niet verwijderd: ${reason ?? 'onbekende fout'}`),
    'tasks.startTask': ([info], _frame, message, source) => openDialog(info, 'task', { message, source }),
    'tasks.updateTask': ([size]) => resize(size),
    'tasks.completeTask': ([result], frame) => closeDialog(frame, [null, result]),
    messageForParent: ([message], frame) => {
      if (frame.opener) emitTo(frame.opener.source, 'messageForParent', [message]);
    },
    messageForChild: ([message]) => {
      for (const [win, frame] of frames) if (frame.frameContext === 'task') emitTo(win, 'messageForChild', [message]);
    },
    'meeting.getMeetingDetails': () => [
      null,
      {
        details: {
          id: whereIs().meetingId,
          title: 'Netwerkoverleg',
          type: 'Scheduled',
          joinUrl: 'https://teams.microsoft.com/l/meetup-join/voorbeeld',
        },
        conversation: { id: whereIs().chatId },
        organizer: { id: viewer().person.objectId, tenantId: viewer().person.tenantId },
      },
    ],
    'meeting.getAppContentStageSharingCapabilities': () => [null, { doesAppHaveSharePermission: true }],
    'meeting.getAppContentStageSharingState': () => [null, { isAppSharing: state.stage !== undefined }],
    'meeting.shareAppContentToStage': ([url], _frame, _message, source) => {
      state.stage = { url };
      openDialog({ title: 'Gedeeld in het overleg', url, width: 'large', height: 'large' }, 'meetingStage', { source });
      return [null, true];
    },
    'meeting.stopSharingAppContentToStage': () => {
      state.stage = undefined;
      for (const frame of frames.values()) if (frame.frameContext === 'meetingStage') closeDialog(frame, []);
      return [null, true];
    },
    shareDeepLink: ([subPageId, label, webUrl]) => {
      state.links.push({ subPageId, label, webUrl });
      status(state.status, 'Koppeling gekopieerd');
    },
    executeDeepLink: ([url]) => link(url),
    'pages.navigateToApp': ([{ pageId, subPageId, channelId } = {}]) => {
      const about = encodeURIComponent(JSON.stringify({ subEntityId: subPageId, channelId }));
      return link(
        `https://teams.microsoft.com/l/entity/app/${encodeURIComponent(pageId ?? state.entity)}?context=${about}`,
      );
    },
    'pages.currentApp.navigateTo': ([to]) => goTo(to),
    'pages.currentApp.navigateToDefaultPage': () => goTo(),
    'chat.openChat': () => link('https://teams.microsoft.com/l/chat/0/0'),
    navigateCrossDomain: () => [true],
    navigateBack: () => [true],
    readyToUnload: () => undefined,
    returnFocus: () => $('page').focus(),
    setFrameContext: () => undefined,
  };

  addEventListener('message', async ({ source, origin, data }) => {
    const frame = frames.get(source);
    if (!frame || origin !== location.origin || typeof data?.func !== 'string') return;
    log.push({ func: data.func, args: data.args, frame: frame.frameContext, tag: data.apiVersionTag });
    const answer = overrides.get(data.func) ?? replies[data.func];
    if (!answer) return console.warn('No answer of the host for', data.func);
    const args = await answer(data.args ?? [], frame, data, source);
    if (args !== undefined) reply(source, data, args);
  });

  const emit = (func, args = []) => {
    for (const win of frames.keys()) emitTo(win, func, args);
  };

  const host = {
    state,
    log,
    overrides,
    open,
    emit,
    calls: (func) => log.filter((message) => message.func === func),
    setTheme: (theme) => {
      state.theme = theme;
      emit('themeChange', [theme]);
    },
    save: () => emit('settings.save', [{}]),
    remove: () => emit('settings.remove', []),
    set: (patch) => {
      Object.assign(state, patch);
      open(state.page);
    },
    /** Opens one of `pages`; a deep link may name the entity and what within it, an address its own path. */
    show: (name, { entity, subEntity = '', path } = {}) => {
      const page = pages[name];
      chosen(name);
      host.set({
        frame: page.frame,
        preset: page.where,
        page: path ?? page.path,
        entity: entity ?? page.entity,
        subEntity,
        settings: undefined,
      });
    },
  };
  $('save').addEventListener('click', host.save);
  $('back').addEventListener('click', () => emit('backButtonPress'));
  return host;
};
