/** Signs that some Teams client reads as markdown, as a mention, as HTML or as `{{DATE(…)}}`, and what says the same to people. */
const cousins: Readonly<Record<string, string>> = {
  '\\': '/',
  '`': '\u2019',
  '*': '\u2217',
  _: '\u02cd',
  '~': '\u02dc',
  '|': '\u00a6',
  '<': '\u2039',
  '>': '\u203a',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
};

/** Turns text around, or cannot be seen; the joiners that emoji and Persian need stay. */
const unseen = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Letters, digits and signs that mean only themselves: most of what we say, seen at one glance. */
const harmless = /^[A-Za-zÀ-ÿ](?:[A-Za-z0-9À-ÿ .,:;()'"!?/€%-]*[A-Za-z0-9À-ÿ.,:;()'"!?/€%])?$/;

/**
 * Text that says what it says wherever it stands: as markdown (TextBlock, Fact: learn.microsoft.com, "Format cards in
 * Teams"), as a button, or in a notification. A backslash would do for the first and be seen in the others, so a sign
 * with a meaning gives way to its cousin. A list cannot begin behind a word joiner, nor an entity before a space.
 */
export const plain = (text: string): string =>
  harmless.test(text)
    ? text
    : text
        .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
        .replace(unseen, '')
        .trim()
        .replace(/[\\`*_~|<>[\]{}]/g, (sign) => cousins[sign] ?? '')
        .replace(/&(?=#?\w+;)/g, '& ')
        .replace(/^(?=[-+#]|\d+[.)])/, '\u2060');
