import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { Role } from '#domain/network.ts';
import { me, renderTab } from '../fixtures.tsx';
import { nl } from '../texts/nl.ts';
import Board from './Board.tsx';

test.each<[Role, string]>([
  ['partner', nl.noCasesWait],
  ['administrator', nl.noCasesRole],
  ['privacyOfficer', nl.noCasesRole],
  ['steering', nl.noCasesRole],
])('a %s without cases is told what may be hoped for', async (role, sentence) => {
  const [own] = me.networks;
  if (!own) throw new Error('no network');
  renderTab(<Board mine={{ ...own, roles: [role], directs: false, reports: false }} />, {
    looks: { '/api/WK/cases': [] },
  });
  expect(await screen.findByText(sentence)).toBeTruthy();
  // "Not yet" is only said to who may see one some day.
  expect(screen.queryByText(nl.noCases) !== null).toBe(role === 'partner');
});
