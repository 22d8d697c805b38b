import type { Language } from '#domain/network.ts';
import { en } from './en.ts';
import { nl, type CardTexts } from './nl.ts';

export type { CardTexts } from './nl.ts';

export const wordsOf = (language: Language): CardTexts => ({ nl, en })[language];
