import type { Language } from '#domain/network.ts';
import { nl as words, type Texts as Words } from '#domain/texts/nl.ts';
import { nl, type Texts } from './nl.ts';

/** `t`: the sentences of the tab; `w`: the words of the domain. */
export type Wording = Readonly<{ t: Texts; w: Words }>;

export const dutch: Wording = { t: nl, w: words };

/** Dutch comes along; another language is fetched when somebody reads it. */
export const wordingOf = async (language: Language): Promise<Wording> => {
  if (language === 'nl') return dutch;
  const { en, words: english } = await import('./en.ts');
  return { t: en, w: english };
};
