import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { examples } from '../cards/examples.ts';
import { gallery } from './gallery.ts';

const app = express().use(gallery());
let server: ReturnType<typeof app.listen>;
let address: string;

beforeAll(async () => {
  await new Promise<void>((listening) => {
    server = app.listen(0, '127.0.0.1', () => listening());
  });
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('the server has no port');
  address = `http://127.0.0.1:${at.port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

const get = (path: string) => fetch(`${address}${path}`);

test('shows a page, and runs no script that stands in it', async () => {
  const page = await get('/local/cards');
  expect(page.headers.get('content-type')).toContain('text/html');
  const html = await page.text();
  const scripts = [...html.matchAll(/<script src="([^"]+)"[^>]*><\/script>/g)].map(([, from]) => from ?? '');
  expect(scripts).toHaveLength(2);
  expect(html.match(/<script/g)).toHaveLength(scripts.length);
  for (const from of scripts) {
    const script = await get(from);
    expect([script.status, script.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')]);
  }
});

test.each([
  ['nl', '?language=nl'],
  ['en', '?language=en'],
  ['nl', '?language=fr'],
  ['nl', ''],
] as const)('gives every card in %s for %j', async (language, query) => {
  const given = await (await get(`/local/cards/examples.json${query}`)).json();
  expect(given).toEqual(JSON.parse(JSON.stringify(examples(language))));
});
