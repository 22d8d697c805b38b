import { expect, describe, test } from '@jest/globals';
import { isTouched } from './live.ts';

describe('a change', () => {
  const paths = [
    '/api/WK',
    '/api/WK/cases',
    '/api/WK/cases/WO-WK-2026-014',
    '/api/WK/cases/WO-WK-2026-014?opening=1',
    '/api/WK/cases/WO-WK-2026-014/history',
    '/api/WK/cases/WO-WK-2026-0149',
    '/api/WK/meetings',
    '/api/WK/meetings/WK-m1',
    '/api/WK/polls',
    '/api/WK/polls/WK-p1',
    '/api/WK/suggestions?minutes=60',
    '/api/actions?which=mine',
    '/api/MV/cases',
    '/api/me',
  ];
  const touched = (subject: string) => paths.filter((path) => isTouched(path, 'WK', subject));

  test('of a case touches it, the lists it stands in, and the agendas', () => {
    expect(touched('WO-WK-2026-014')).toEqual([
      '/api/WK/cases',
      '/api/WK/cases/WO-WK-2026-014',
      '/api/WK/cases/WO-WK-2026-014?opening=1',
      '/api/WK/cases/WO-WK-2026-014/history',
      '/api/WK/meetings/WK-m1',
      '/api/actions?which=mine',
    ]);
  });

  test('of a meeting or of the network leaves the cases alone', () => {
    expect(touched('WK-m1')).toEqual([
      '/api/WK',
      '/api/WK/meetings',
      '/api/WK/meetings/WK-m1',
      '/api/WK/polls',
      '/api/WK/polls/WK-p1',
    ]);
  });
});
