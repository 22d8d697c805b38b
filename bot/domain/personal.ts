/**
 * What looks like it is about a person. Heuristics on purpose wide: a false alarm costs a friendly sentence,
 * a miss costs a resident's privacy. Nothing that is not a command is kept or repeated anyway.
 */

/** The 11-proof of a citizen service number (rvig.nl): 9·a + 8·b + … + 2·h − 1·i is a multiple of 11. */
export const isBsn = (digits: string): boolean => {
  if (!/^\d{8,9}$/.test(digits) || /^0+$/.test(digits)) return false;
  const sum = [...digits.padStart(9, '0')].reduce((total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i), 0);
  return sum % 11 === 0;
};

/** A 9-digit number, perhaps grouped by dots or spaces, that passes the 11-proof. */
export const holdsBsn = (text: string): boolean =>
  [...text.matchAll(/(?<!\d)\d(?:[ .-]?\d){8}(?!\d)/g)].some(([found]) => isBsn(found.replace(/\D/g, '')));

const signs: readonly RegExp[] = [
  // postcode
  /\b[0-9]{4}\s?[A-Z]{2}\b/i,
  // mail
  /[^\s@]+@[^\s@]+\.[^\s@]+/,
  // telephone
  /(?:\+|00)31[\s-]?\d|(?<!\d)0[1-9](?:[\s-]?\d){8}(?!\d)/,
  // bank account
  /\bNL\d{2}\s?[A-Z]{4}(?:\s?\d){10}\b/i,
  // street and number: the usual endings
  /\p{L}*(?:straat|laan|weg|plein|kade|hof|singel|gracht|dijk|dreef|pad|steeg|plantsoen|flat|zicht)\s+\d+/iu,
  // people
  /\b(?:dhr|mevr|mw|meneer|mevrouw|de heer|familie|fam|mr|mrs|ms|mister)\b\.?\s+\p{L}/iu,
  // day of birth
  /\b\d{1,2}[-/ ](?:\d{1,2}|\p{L}{3,9})[-/ ](?:19|20)\d{2}\b/u,
  // two capitalised words in a row, as names are written
  /\p{Lu}\p{Ll}+\s+(?:(?:van|de|der|den|el|ten|ter|bin|di|da|von)\s+){0,3}\p{Lu}\p{Ll}+/u,
];

export const looksPersonal = (text: string): boolean => holdsBsn(text) || signs.some((sign) => sign.test(text));
