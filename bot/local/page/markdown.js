/**
 * The markdown Teams reads in cards and messages: bold, italic, links and lists
 * (learn.microsoft.com, "Format cards in Teams"). Everything else is text, and no HTML passes.
 */
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text) => text.replace(/[&<>"]/g, (c) => entities[c]);

const inline = (text) => {
  const kept = [];
  // private-use characters hold the place of what must not be read again
  const keep = (html) => `\uE000${kept.push(html) - 1}\uE001`;
  const restore = (html) => {
    const next = html.replace(/\uE000(\d+)\uE001/g, (_, n) => kept[Number(n)]);
    return next === html ? html : restore(next);
  };
  const marked = escapeHtml(
    text.replace(/[\uE000\uE001]/g, '').replace(/\\([!-/:-@[-`{-~])/g, (_, c) => keep(escapeHtml(c))),
  )
    .replace(/\[([^\]\n]+)\]\((https?:[^\s)]+)\)/g, (_, label, to) => keep(`<a href="${to}">${label}</a>`))
    .replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?!\w)/g, '<em>$1</em>')
    .replace(/(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)/g, '<em>$1</em>');
  return restore(marked);
};

const bullet = /^\s*[-*]\s+(?=\S)/;
const numbered = /^\s*\d+[.)]\s+(?=\S)/;
const kindOf = (line) => (bullet.test(line) ? 'ul' : numbered.test(line) ? 'ol' : line.trim() === '' ? 'none' : 'p');

/** Safe HTML for a text in Teams' markdown. */
export const markdown = (text) => {
  const blocks = [];
  for (const line of text.split(/\r?\n/)) {
    const kind = kindOf(line);
    const last = blocks.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
  }
  return blocks
    .map(({ kind, lines }) => {
      if (kind === 'p') return `<p>${lines.map(inline).join('<br>')}</p>`;
      if (kind === 'none') return '';
      const items = lines.map((line) => `<li>${inline(line.replace(kind === 'ul' ? bullet : numbered, ''))}</li>`);
      return `<${kind}>${items.join('')}</${kind}>`;
    })
    .join('');
};
