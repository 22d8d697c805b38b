import { describe, expect, test } from '@jest/globals';
import { plainLinks, teamsLinks } from './links.ts';

describe('a link into the tab', () => {
  const ways = { Teams: teamsLinks('app', 'https://x.example'), 'a laptop': plainLinks('https://x.example') };
  test.each(Object.entries(ways))('of %s opens a report where its story is told', (_way, links) => {
    const link = decodeURIComponent(links.report('WK', 'WO-WK-2026-014'));
    expect(link).toMatch(/network=WK&page=case&id=WO-WK-2026-014&part=report/);
  });

  test('says the part in the deep link too, as the tab reads it', () => {
    const context = new URL(ways.Teams.report('WK', 'WO-WK-2026-014')).searchParams.get('context') ?? '';
    expect(JSON.parse(context)).toEqual({ subEntityId: 'case/WO-WK-2026-014/report' });
  });
});
