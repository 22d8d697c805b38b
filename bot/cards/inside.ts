/** Looking inside drawn cards, for tests. */
import type { Card } from '../core/ports.ts';
import { examples } from './examples.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Part = { readonly [key: string]: Json };

export const isPart = (x: Json | undefined): x is Part => typeof x === 'object' && x !== null && !Array.isArray(x);
const isText = (x: Json | undefined): x is string => typeof x === 'string';
export const list = (x: Json | undefined): readonly Part[] =>
  Array.isArray(x) ? x.filter((item) => isPart(item)) : [];
export const say = (x: Json | undefined): string => (isText(x) ? x : '');

const json = (card: Card): Part => JSON.parse(JSON.stringify(card));
export const bytes = (card: Card): number => Buffer.byteLength(JSON.stringify(card));

/** An object in a card, and those it stands in. */
type Found = readonly [part: Part, around: readonly Part[]];

const walk = function* (x: Json | undefined, around: readonly Part[]): Generator<Found> {
  if (Array.isArray(x)) for (const item of x) yield* walk(item, around);
  else if (isPart(x)) {
    yield [x, around];
    for (const [key, value] of Object.entries(x)) if (key !== 'data') yield* walk(value, [...around, x]);
  }
};

export const partsOf = (card: Card): readonly Found[] => [...walk(json(card), [])];

/** The parts whose type begins so. */
export const typed = (card: Card, type: string): readonly Found[] =>
  partsOf(card).filter(([part]) => say(part['type']).startsWith(type));

const seen = ['text', 'title', 'label', 'errorMessage', 'placeholder', 'fallbackText'];

/** Everything a reader can see or hear. */
export const textsIn = (card: Card): readonly string[] =>
  partsOf(card).flatMap(([part]) => [
    ...seen.map((key) => part[key]).filter(isText),
    ...list(part['facts']).map((fact) => say(fact['value'])),
  ]);

export const everyExample = (['nl', 'en'] as const).flatMap((language) =>
  examples(language).map(({ name, card }) => ({ name: `${name} (${language})`, card })),
);
