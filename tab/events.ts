export type ServerEvent = Readonly<{ id: string; data: string }>;

/**
 * Events as they come over the line: `id: …`, `data: …`, and an empty line that ends one
 * (html.spec.whatwg.org, "Server-sent events"). A browser's own EventSource cannot send a token.
 */
export const eventReader = (hear: (event: ServerEvent) => void): ((text: string) => void) => {
  let rest = '';
  let id = '';
  let data = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (id || data) hear({ id, data });
        id = data = '';
      } else if (line.startsWith('id: ')) id = line.slice(4);
      else if (line.startsWith('data: ')) data += line.slice(6);
    }
  };
};

/** Case numbers and meeting ids of one network. */
export type Change = Readonly<{ network: string; subjects: readonly string[] }>;

/** What an event is about. */
export const changeOf = (data: string): Change => {
  try {
    const { network, subjects } = JSON.parse(data) as { network?: unknown; subjects?: unknown };
    return { network: String(network), subjects: Array.isArray(subjects) ? subjects.map(String) : [] };
  } catch {
    return { network: '', subjects: [] };
  }
};
