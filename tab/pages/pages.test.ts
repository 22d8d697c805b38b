import { expect, test } from '@jest/globals';
import { pages, type Route } from '../route.ts';
import { asksFirst } from './index.ts';

test.each<[Route, readonly string[]]>([
  [{ page: 'board' }, []],
  [{ page: 'board', network: 'WK' }, ['/api/WK', '/api/WK/cases']],
  [{ page: 'actions' }, ['/api/actions?which=mine']],
  [{ page: 'case', network: 'WK', id: 'WO-WK-2026-014' }, ['/api/WK', '/api/WK/cases/WO-WK-2026-014/summary']],
])('%j asks first for %j', (route, paths) => {
  expect(asksFirst(route)).toEqual(paths);
});

// A file that is read is on record, and minutes are too: that takes a click.
test.each(pages)('%s opens no file before somebody asks', (page) => {
  for (const path of asksFirst({ page, network: 'WK', id: 'WO-WK-2026-014' }))
    expect(path).not.toMatch(/\/(minutes|cases\/[^/]+)$/);
});
