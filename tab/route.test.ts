import { describe, expect, test } from '@jest/globals';
import { readRoute, searchOf, subPageOf, type Route } from './route.ts';

describe('a route', () => {
  test.each<[string, string, Route]>([
    ['', '', { page: 'board' }],
    ['?network=WK', '', { page: 'board', network: 'WK' }],
    ['?network=WK&page=case&id=WO-WK-2026-014', '', { page: 'case', network: 'WK', id: 'WO-WK-2026-014' }],
    ['?page=case&id=WO-MV-2026-014&part=file', '', { page: 'case', network: 'MV', id: 'WO-MV-2026-014', part: 'file' }],
    ['', 'case/WO-WK-2026-014', { page: 'case', network: 'WK', id: 'WO-WK-2026-014' }],
    ['', 'case/WO-WK-2026-014/file', { page: 'case', network: 'WK', id: 'WO-WK-2026-014', part: 'file' }],
    ['', 'meeting/DN-01JD3Z6Q0V', { page: 'meeting', network: 'DN', id: 'DN-01JD3Z6Q0V' }],
    ['', 'poll/MV-01JD3Z6Q0V', { page: 'poll', network: 'MV', id: 'MV-01JD3Z6Q0V' }],
    ['', 'poll', { page: 'board' }],
    ['', 'board/MV', { page: 'board', network: 'MV' }],
    ['?network=MV', 'board/WK', { page: 'board', network: 'WK' }],
    ['', 'meetings/WK', { page: 'meetings', network: 'WK' }],
    ['', 'network/WK', { page: 'network', network: 'WK' }],
    ['', 'network/WK/away', { page: 'network', network: 'WK', part: 'away' }],
    ['?network=WK&page=network&part=away', '', { page: 'network', network: 'WK', part: 'away' }],
    ['', 'results/WK', { page: 'results', network: 'WK' }],
    ['?network=WK', 'case', { page: 'board' }],
    ['?network=WK', 'actions', { page: 'actions', network: 'WK' }],
    // The channel's tab belongs to one network, the deep link may lead to another.
    ['?network=WK&page=board', 'case/WO-MV-2026-002', { page: 'case', network: 'MV', id: 'WO-MV-2026-002' }],
    ['?page=nonsense', '', { page: 'board' }],
    ['?page=case&network=WK', '', { page: 'board', network: 'WK' }],
    ['', 'no/such/place', { page: 'board' }],
  ])('%s with %s', (search, subPageId, route) => {
    expect(readRoute(search, subPageId)).toEqual(route);
  });

  test('is read back from the address it is written to', () => {
    const route: Route = { page: 'meeting', network: 'WK', id: 'WK-01JD', part: 'WO-WK-2026-014' };
    expect(readRoute(searchOf(route))).toEqual(route);
    expect(readRoute('', subPageOf(route))).toEqual(route);
  });
});
