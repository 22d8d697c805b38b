/** Where one is in the tab, and how that is written in an address and in a Teams deep link. Ids only, never content. */
export const pages = [
  'board',
  'actions',
  'meetings',
  'results',
  'network',
  'case',
  'readings',
  'meeting',
  'minutes',
  'poll',
  'readiness',
  'config',
] as const;
/** These are about one case or meeting: without its id they are nowhere. */
const needId: readonly Page[] = ['case', 'readings', 'meeting', 'minutes', 'poll'];
export type Page = (typeof pages)[number];

export type Route = Readonly<{
  page: Page;
  network?: string;
  /** a case number, or the id of a meeting or of a date that is looked for */
  id?: string;
  /** the part of a case, the item of a meeting, or the form of a network (`away`) that is open */
  part?: string;
}>;

const isPage = (text: string | null | undefined): text is Page => pages.some((page) => page === text);

/** `WO-WK-2026-014` and `WK-01JD…` name their network themselves. */
const networkOf = (page: Page, id: string): string | undefined =>
  ['meeting', 'minutes', 'poll'].includes(page) ? id.split('-')[0] : id.split('-')[1];

const make = (page: Page, network?: string | null, id?: string | null, part?: string | null): Route => {
  if (needId.includes(page) && !id) return make('board', network);
  const code = network || (id ? networkOf(page, id) : undefined);
  return { page, ...(code ? { network: code } : {}), ...(id ? { id } : {}), ...(part ? { part } : {}) };
};

/** From a deep link (`case/WO-WK-2026-014`, with a part behind it or not; `meeting/<id>/<case>`, `board/WK`, `actions`) or else from the query. */
export const readRoute = (search: string, subPageId = ''): Route => {
  const query = new URLSearchParams(search);
  const [page, id, part] = subPageId.split('/');
  if (isPage(page))
    return needId.includes(page)
      ? make(page, undefined, id, part)
      : make(page, id || query.get('network'), undefined, part);
  const asked = query.get('page');
  return make(isPage(asked) ? asked : 'board', query.get('network'), query.get('id'), query.get('part'));
};

/** As it stands in a deep link; `readRoute` reads it back. */
export const subPageOf = ({ page, network, id, part }: Route): string =>
  [page, id ?? network, part].filter(Boolean).join('/');

export const searchOf = (route: Route): string => {
  const query = new URLSearchParams();
  for (const name of ['network', 'page', 'id', 'part'] as const) {
    const value = route[name];
    if (value) query.set(name, value);
  }
  return `?${query.toString()}`;
};
