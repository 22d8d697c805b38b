import { describe, expect, test } from '@jest/globals';
import { holdsBsn, isBsn, looksPersonal } from './personal.ts';

describe('a citizen service number', () => {
  // All invented, or made to pass the 11-proof; 111222333 is the usual example.
  test.each(['111222333', '123456782', '999999990', '010000008', '10000008'])('%s passes the 11-proof', (digits) => {
    expect(isBsn(digits)).toBe(true);
  });
  test.each(['111222334', '123456789', '000000000', '00000000', '1112223', '1112223330', 'abcdefghi', ''])(
    '%p does not',
    (digits) => {
      expect(isBsn(digits)).toBe(false);
    },
  );

  test.each([
    'BSN 111222333',
    'bsn:111222333.',
    'het nummer is 111.222.333',
    '1234.56.782 staat op de brief',
    '111 222 333',
    '1-1-1-2-2-2-3-3-3',
    'op 12-05-2026 genoteerd: 123456782',
  ])('is found in %p', (text) => {
    expect(holdsBsn(text)).toBe(true);
  });
  test.each([
    'WO-WK-2026-014',
    'nummer 123456789',
    'de rekening was 1112223334',
    'telefoon 0612345678',
    'een kenmerk 2026111222333',
    '3 meldingen in 12 weken',
  ])('is not seen in %p', (text) => {
    expect(holdsBsn(text)).toBe(false);
  });

  test('is never seen in a day and a time, whichever', () => {
    const seen: string[] = [];
    for (let month = 1; month <= 12; month += 1)
      for (let date = 1; date <= 28; date += 1)
        for (const hour of ['9:00', '9.30', '14:00', '7 uur']) {
          const [m, d] = [String(month).padStart(2, '0'), String(date).padStart(2, '0')];
          for (const text of [`${d}-${m}-2026 ${hour}`, `${d}.${m}.2026 ${hour}`, `2026-${m}-${d} ${hour}`])
            if (holdsBsn(`gebeld op ${text}`)) seen.push(text);
        }
    expect(seen).toEqual([]);
  });
});

test.each([
  '3511 AB',
  'zij woont op 3511ab nummer 4',
  'mail naar j.jansen@voorbeeld.nl',
  'bel 06-12345678',
  '06 12 34 56 78',
  '030 2345678',
  '+31 6 12345678',
  '0031612345678',
  'NL91 ABNA 0417 1643 00',
  'Dorpsstraat 12',
  'verzinlaan 3b',
  'in de Kerkstraat 4-II',
  'mevrouw jansen belde',
  'dhr. de Vries',
  'Dhr De Vries',
  'mr. Smith called',
  'familie Bakker',
  'Jan Jansen maakt herrie',
  'Fatima el Amrani',
  'geboren 12-05-1986',
  'geb. 3 mei 1986',
  '111222333',
])('%p looks personal', (text) => {
  expect(looksPersonal(text)).toBe(true);
});

// A helper who cries wolf is not believed.
test.each([
  'hoi',
  'help',
  'goedemorgen, kun je mij helpen',
  'wat moet ik doen?',
  'WO-WK-2026-014',
  'wk 2026 14',
  'wk-14',
  'casus 14',
  'wanneer is het volgende overleg?',
  'is er in 2026 nog een overleg?',
  'voor 2025 en 2026',
  'in 2026 is alles anders',
  'van 1000 naar 2000 op de lijst',
  'het overleg begint om 10:00',
  'graag een overzicht 2026',
  'het toezicht 3 keer per week',
  'we zijn onderweg 10 minuten',
  'er zijn 5 afspraken, 1 te laat',
  'kan dat in MS Teams?',
  'de familie',
  'een gesprek met meneer',
  'show me my actions',
  'when is the next meeting in 2026?',
  'there are 12 actions at 3 of the partners',
  'I am away until Monday',
])('%p does not', (text) => {
  expect(looksPersonal(text)).toBe(false);
});
