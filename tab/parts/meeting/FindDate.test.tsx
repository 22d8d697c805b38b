import { expect, test } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { me, renderTab } from '../../fixtures.tsx';
import { FindDate } from './FindDate.tsx';

const [mine] = me.networks;
const network = {
  organisations: [],
  members: [],
  covenant: { validUntil: '2099-01-01' },
};
/** A network of its own each time: what was looked up before is remembered. */
const found = async (code: string, calendars: string, unknown: number) => {
  const start = '2026-12-01T09:00:00.000Z';
  const looks = {
    [`/api/${code}`]: { ...network, code },
    [`/api/${code}/suggestions`]: { calendars, moments: [{ start, free: 2, busy: 1, unknown }] },
  };
  renderTab(mine ? <FindDate mine={{ ...mine, code }} close={() => undefined} /> : <></>, { looks });
  await act(async () => undefined);
};
const explained = () => screen.queryByText(/^Onbekend zijn mensen/);

test('who is unknown, why, and that it does no harm is said where it stands', async () => {
  await found('WK', 'SEEN', 5);
  expect(screen.getByText(/5 onbekend/)).toBeTruthy();
  expect(explained()).toBeTruthy();
});

test.each([
  ['everyone is known', 'MV', 'SEEN', 0],
  ['no calendar could be seen, which is said above', 'DN', 'NOT_NOW', 5],
])('not when %s', async (_, code, calendars, unknown) => {
  await found(code, calendars, unknown);
  expect(screen.getByText(new RegExp(`${unknown} onbekend`))).toBeTruthy();
  expect(explained()).toBeNull();
});
