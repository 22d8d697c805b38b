const here = (host) => ['localhost', '127.0.0.1', '[::1]'].includes(host);
const sameMachine = (a, b) => a.origin === b.origin || (a.port === b.port && here(a.hostname) && here(b.hostname));

/**
 * What a link in a card or in the tab means here. Deep links: learn.microsoft.com, "Create deep links".
 * Gives `{ to: 'tab', entity, subEntity, channel }` for our own tab, `{ to: 'address', path }` for a page of it by address,
 * `{ to: 'meeting' }` for a meeting, `{ to: 'teams' }` for another place in Teams, `{ to: 'web', url }` for a website,
 * and nothing when it is no link at all.
 */
export const readLink = (link, origin) => {
  const url = URL.canParse(link, origin) ? new URL(link, origin) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  if (sameMachine(url, new URL(origin)))
    return url.pathname.startsWith('/tab/')
      ? { to: 'address', path: url.pathname + url.search + url.hash }
      : { to: 'web', url: url.href };
  if (!/^teams\.(microsoft\.com|cloud\.microsoft)$/.test(url.hostname)) return { to: 'web', url: url.href };
  const [, l, what, , entity] = url.pathname.split('/').map(decodeURIComponent);
  if (l !== 'l') return { to: 'teams' };
  if (what === 'meetup-join' || what === 'meeting') return { to: 'meeting' };
  if (what !== 'entity' || !entity) return { to: 'teams' };
  const context = readContext(url.searchParams.get('context'));
  return { to: 'tab', entity, subEntity: context.subEntityId ?? '', channel: context.channelId };
};

const readContext = (text) => {
  try {
    return JSON.parse(text ?? '{}') ?? {};
  } catch {
    return {};
  }
};
