/**
 * What looks like it is about a person. Heuristics on purpose wide: a false alarm costs a friendly sentence,
 * a miss costs a resident's privacy. Nothing that is not a command is kept or repeated anyway.
 */

/** The 11-proof of a citizen service number (rvig.nl): 9·a + 8·b + … + 2·h − 1·i is a multiple of 11. */
export const isBsn = (digits: string): boolean => {
  if (!/^\d{8,9}$/.test(digits) || /^0+$/.test(digits)) return false;
  const sum = Array.from(digits.padStart(9, '0')).reduce(
    (total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i),
    0,
  );
  return sum % 11 === 0;
};

/** Days and case numbers: with a time behind them they have nine digits too, and one in eleven of those would pass. */
const known =
  /(?<!\d)(?:\d{1,2}([-/. ])\d{1,2}\1(?:19|20)\d{2}|(?:19|20)\d{2}([-/. ])\d{1,2}\2\d{1,2})(?!\d)|\bWO-[A-Z]{2,4}-\d{4}-\d{3,5}\b/gi;

/** A 9-digit number, perhaps grouped by dots, dashes or spaces, that passes the 11-proof. */
export const holdsBsn = (text: string): boolean =>
  [...text.replace(known, ';').matchAll(/(?<!\d)\d(?:[ .-]?\d){8}(?!\d)/g)].some(([found]) =>
    isBsn(found.replace(/\D/g, '')),
  );

/** Words of two letters that often follow a year. */
const shortWords =
  'al|an|as|at|be|by|de|do|en|er|ga|go|he|if|in|is|it|ja|je|me|mn|my|na|no|nu|of|ok|om|on|op|or|so|te|to|up|us|we|ze|zo';

const signs: readonly RegExp[] = [
  // postcode: in capitals always; else "2026 en" is a year and a word
  /\b\d{4}\s?[A-Z]{2}\b/,
  new RegExp(`\\b\\d{4}(?:\\s(?!(?:${shortWords})\\b))?[a-z]{2}\\b`, 'i'),
  // mail
  /[^\s@]+@[^\s@]+\.[^\s@]+/,
  // telephone
  /(?:\+|(?<!\d)00)31[\s-]?\d|(?<!\d)0[1-9](?:[\s-]?\d){8}(?!\d)/,
  // bank account
  /\bNL\d{2}\s?[A-Z]{4}(?:\s?\d){10}\b/i,
  // street and number: the usual endings, without the usual words that end so too
  /(?<!\p{L})(?!(?:overzicht|toezicht|inzicht|uitzicht|onderweg)\s)\p{L}*(?:straat|laan|weg|plein|kade|hof|singel|gracht|dijk|dreef|pad|steeg|plantsoen|flat|zicht)\s+\d+/iu,
  // people, but not Microsoft's products
  /\b(?!ms\s+(?:teams|office|word|excel|outlook)\b)(?:dhr|mevr|mw|meneer|mevrouw|de heer|familie|fam|mr|mrs|ms|mister)\b\.?\s+\p{L}/iu,
  // day of birth
  /\b\d{1,2}[-/ ](?:\d{1,2}|\p{L}{3,9})[-/ ](?:19|20)\d{2}\b/u,
  // two capitalised words in a row, as names are written
  /\p{Lu}\p{Ll}+\s+(?:(?:van|de|der|den|el|ten|ter|bin|di|da|von)\s+){0,3}\p{Lu}\p{Ll}+/u,
];

export const looksPersonal = (text: string): boolean => holdsBsn(text) || signs.some((sign) => sign.test(text));
