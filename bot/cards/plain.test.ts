import { describe, expect, test } from '@jest/globals';
import { plain } from './plain.ts';
import { wordsOf } from './texts/index.ts';

test.each([
  ['VvE Het Anker (blok 3) - noord', 'VvE Het Anker (blok 3) - noord'],
  ["Wijkbureau 't Gooi & Zn.", "Wijkbureau 't Gooi & Zn."],
  ['WO-WK-2026-014', 'WO-WK-2026-014'],
  ['**vet**', '∗∗vet∗∗'],
  ['[hier](https://a.example)', '(hier)(https://a.example)'],
  ['<at>Jan</at>', '‹at›Jan‹/at›'],
  ['&lt;script&#62;', '& lt;script& #62;'],
  ['{{DATE(2026-01-01,SHORT)}}', '((DATE(2026-01-01,SHORT)))'],
  ['- een', '\u2060- een'],
  ['1. een', '\u20601. een'],
  ['regel\r\n# kop', 'regel # kop'],
  ['a\u202Eb\u200Bc', 'abc'],
  ['👩‍👩‍👧', '👩‍👩‍👧'],
])('%j is shown as %j', (text, shown) => {
  expect(plain(text)).toBe(shown);
  expect(plain(shown)).toBe(shown);
});

describe('our own words', () => {
  const spoken = (words: object): readonly string[] =>
    Object.values(words).flatMap((word: unknown) => {
      if (typeof word === 'function') return [String(word('een', 'twee', 'drie'))];
      return typeof word === 'object' && word !== null ? spoken(word) : [String(word)];
    });

  test.each(['nl', 'en'] as const)('mean nothing but themselves, in %s', (language) => {
    const all = spoken(wordsOf(language));
    expect(all.length).toBeGreaterThan(100);
    for (const word of all) expect(plain(word)).toBe(word);
  });
});
