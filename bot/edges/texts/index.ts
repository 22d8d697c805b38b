import type { Language } from '#domain/network.ts';
import type { Refusal } from '#domain/refusal.ts';
import { showRefusal, textsOf } from '#domain/texts/index.ts';
import { showDay, showTime } from '#domain/texts/moments.ts';
import { dayOf, type Instant } from '#domain/time.ts';
import { en } from './en.ts';
import { nl, type EdgeTexts } from './nl.ts';

export const edgeTextsOf = (language: Language): EdgeTexts => ({ nl, en })[language];

/** `Net gewijzigd door Karim Idrissi, 14:02.` */
export const changedBy = (
  { name, at }: Readonly<{ name: string; at: Instant }>,
  now: Instant,
  language: Language,
): string => {
  const words = textsOf(language);
  return dayOf(at) === dayOf(now)
    ? edgeTextsOf(language).justChanged(name, showTime(words, at))
    : edgeTextsOf(language).changed(name, showDay(words, dayOf(at)));
};

/** A "no" in whole sentences, with the fields to look at by their name on screen. */
export const sentencesOf = (refusal: Refusal, language: Language): readonly string[] => {
  const texts = edgeTextsOf(language);
  const named =
    refusal.refused === 'input.invalid'
      ? (refusal.details ?? []).flatMap((d) => texts.field[d.split('.')[0] ?? ''] ?? [])
      : [];
  return [
    ...showRefusal(textsOf(language), refusal),
    ...(named.length > 0 ? [texts.wrongField([...new Set(named)])] : []),
  ];
};
