import { describe, expect, test } from '@jest/globals';
import type { Day } from '#domain/time.ts';
import { readDay } from './spoken-day.ts';

/** A Monday. */
const today = '2026-11-23' as Day;

describe('a day as it is said in Dutch', () => {
  test.each([
    ['vrijdag over twee weken', '2026-12-11'],
    ['Vrijdag over 2 weken', '2026-12-11'],
    ['over twee weken vrijdag', '2026-12-11'],
    ['over twee weken', '2026-12-07'],
    ['vrijdag', '2026-11-27'],
    ['vr', '2026-11-27'],
    ['aanstaande vrijdag', '2026-11-27'],
    ['uiterlijk vrijdag', '2026-11-27'],
    ['volgende week vrijdag', '2026-12-04'],
    ['maandag', '2026-11-30'],
    ['vandaag', '2026-11-23'],
    ['morgen', '2026-11-24'],
    ['overmorgen', '2026-11-25'],
    ['over 3 dagen', '2026-11-26'],
    ['morgen over een week', '2026-12-01'],
    ['over een maand', '2026-12-23'],
    ['5 december', '2026-12-05'],
    ['op 5 dec', '2026-12-05'],
    ['woensdag 9 december', '2026-12-09'],
    ['5-12', '2026-12-05'],
    ['5/12', '2026-12-05'],
    ['05-12-2026', '2026-12-05'],
    ['2026-12-05', '2026-12-05'],
    ['1 januari', '2027-01-01'],
    ['3-2', '2027-02-03'],
    ['gisteren', '2026-11-22'],
    ['5-12-2025', '2025-12-05'],
  ])('%s', (text, day) => {
    expect(readDay(text, today, 'nl')).toBe(day);
  });
  test.each([
    '',
    '   ',
    'zo snel mogelijk',
    'vrijdag met de wijkagent',
    '31-02',
    '31-02-2027',
    '99',
    'week 50',
    'vrijdag of maandag',
  ])('not %p', (text) => {
    expect(readDay(text, today, 'nl')).toBeUndefined();
  });
});

test.each([
  ['friday', '2026-11-27'],
  ['tomorrow', '2026-11-24'],
  ['in two weeks', '2026-12-07'],
  ['friday in two weeks', '2026-12-11'],
  ['5 December', '2026-12-05'],
  ['5/12', '2026-12-05'],
  ['2026-12-05', '2026-12-05'],
])('in English: %s', (text, day) => {
  expect(readDay(text, today, 'en')).toBe(day);
});

test('around the turn of the year, and whatever the day is', () => {
  expect(readDay('vrijdag over twee weken', '2026-12-24' as Day, 'nl')).toBe('2027-01-08');
  expect(readDay('zondag over een week', '2026-11-25' as Day, 'nl')).toBe('2026-12-06');
  expect(readDay('2-1', '2026-12-31' as Day, 'nl')).toBe('2027-01-02');
});
