import { describe, expect, test } from '@jest/globals';
import { readLink } from './links.js';

describe('links', () => {
  const here = 'http://localhost:3978';
  const context = encodeURIComponent(
    JSON.stringify({ subEntityId: 'WO-WK-2026-0001', channelId: '19:a@thread.tacv2' }),
  );

  test.each([
    [
      `https://teams.microsoft.com/l/entity/app/board?webUrl=x&context=${context}`,
      { to: 'tab', entity: 'board', subEntity: 'WO-WK-2026-0001', channel: '19:a@thread.tacv2' },
    ],
    [
      'https://teams.cloud.microsoft/l/entity/app/mine',
      { to: 'tab', entity: 'mine', subEntity: '', channel: undefined },
    ],
    [
      'https://teams.microsoft.com/l/entity/app/mine?context={',
      { to: 'tab', entity: 'mine', subEntity: '', channel: undefined },
    ],
    ['https://teams.microsoft.com/l/meetup-join/19%3ameeting', { to: 'meeting' }],
    ['https://teams.microsoft.com/l/chat/0/0', { to: 'teams' }],
    [`${here}/tab/?network=WK#x`, { to: 'address', path: '/tab/?network=WK#x' }],
    ['http://127.0.0.1:3978/tab/', { to: 'address', path: '/tab/' }],
    ['http://127.0.0.1:3979/tab/', { to: 'web', url: 'http://127.0.0.1:3979/tab/' }],
    ['https://www.rijksoverheid.nl/', { to: 'web', url: 'https://www.rijksoverheid.nl/' }],
    [
      'https://teams.microsoft.com.example/l/entity/app/board',
      { to: 'web', url: 'https://teams.microsoft.com.example/l/entity/app/board' },
    ],
    ['javascript:alert(1)', undefined],
  ])('%s', (link, meaning) => expect(readLink(link, here)).toEqual(meaning));
});
