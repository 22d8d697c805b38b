/** Which rights the app needs, found out by playing what it does: nothing is asked that no call needs. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { instant } from '#domain/time.ts';
import { catalogApp, colleague, outsider, owner, startedGraph, team } from '../local/graph/started.ts';
import { probes } from '../adapters/probes.ts';
import { teamRights } from '../core/readiness/team.ts';
import { sufficient } from '../local/graph/rights.ts';
import { contractsFor, json, text } from './project.ts';

const started = await startedGraph();
afterAll(() => started.close());

/** `POST /teams/{id}/members` of a call that was made. */
const shapeOf = ({ method, path }: Readonly<{ method: string; path: string }>) =>
  `${method} ${path
    .split('/')
    .map((part, at) => (at > 0 && at % 2 === 0 && part !== 'getSchedule' ? '{id}' : part))
    .join('/')}`;

/** Everything the app asks of Graph: a network set up, a meeting planned, planned again otherwise, and cancelled; a date looked for; and whether it still may. */
const played = async (): Promise<readonly string[]> => {
  const { graph, workplace, exchanges } = started.begin();
  const { channelId } = await workplace.ensureChannel(team, 'Woonoverlast Voorbeeldwijk', '', owner);
  await workplace.ensureMembers(team, channelId, [owner, colleague, outsider]).catch(() => undefined);
  await workplace.ensureMembers(team, channelId, [owner, colleague, outsider]);
  await workplace.ensureApp(team, channelId, catalogApp);
  const address = { contentUrl: 'https://x.example/tab', websiteUrl: 'https://x.example/tab' };
  await workplace.ensureTab(team, channelId, { catalogAppId: catalogApp, entityId: 'board', name: 'Bord', ...address });
  const event = {
    organiser: owner,
    transactionId: '7d9c3c5e-0000-4000-8000-000000000009',
    subject: 'Overleg',
    body: '',
    start: instant('2026-11-24T09:00:00Z'),
    end: instant('2026-11-24T10:00:00Z'),
    attendees: [],
  };
  graph.state.joinLink = 'later';
  const { eventId } = await workplace.keepEvent(event);
  graph.state.duplicate = { status: 409, namesTheFirst: false };
  await workplace.keepEvent({ ...event, subject: 'Verzet overleg' });
  const known = { eventId, organiser: owner };
  await workplace.keepEvent({ ...event, known, end: instant('2026-11-24T11:00:00Z') });
  await workplace.cancelEvent({ ...event, known }, '');
  await workplace.freeBusy(owner, ['p102@voorbeeldstad.example'], event.start, event.end);
  await workplace.sendMail(owner, { to: { name: 'P', email: 'p@elders.example' }, subject: '', body: '' });
  const { signInKeys, botKeys } = { signInKeys: [], botKeys: new URL(started.baseUrl) };
  const look = probes({
    url: started.baseUrl,
    botCredential: started.entra.freshBotCredential,
    graphCredential: started.entra.freshGraphCredential,
    signInKeys,
    botKeys,
    graphUrl: started.baseUrl,
  });
  expect(await look.teamChannels(team)).toContain(channelId);
  expect((await look.teamRights(team, started.tabApp)).toSorted()).toEqual(teamRights.toSorted());
  expect((await look.teamApps(team)).map((app) => app.id)).toEqual([catalogApp]);
  await look.mailbox(owner);
  return [...new Set(exchanges.map(shapeOf))].toSorted();
};

/** The tables of docs/permissions.md: permission → calls. */
const documented = new Map(
  [...text('docs/permissions.md').matchAll(/^\| `([\w.]+)` \| (`[^|]+`) \|/gm)].map(([, name = '', calls = '']) => [
    name,
    [...calls.matchAll(/`([^`]+)`/g)].map(([, call = '']) => call).toSorted(),
  ]),
);
const manifest = json<{
  authorization: { permissions: { resourceSpecific: { name: string; type: string }[] } };
}>('manifest/manifest.json');
const inManifest = manifest.authorization.permissions.resourceSpecific;
const entra = json<{ requiredResourceAccess: { resourceAccess: { id: string; type: string }[] }[] }>(
  'manifest/entra.json',
);
/** For what Teams tells of a meeting; no call needs them. */
const heard = [...text('docs/permissions.md').matchAll(/^\| `([\w.]+\.Chat)` \|/gm)].map(([, name = '']) => name);
/** Made by hand in the administrator's own tools, or not at all. */
const notAsked = 'POST /teams/{id}/installedApps';
/** Not among the operations whose rights are published as a table; learn.microsoft.com, "List permissionGrants of a team". */
const byThePage = 'GET /teams/{id}/permissionGrants';

test('every right is explained, and every right that is explained is asked for', () => {
  const names = inManifest.map(({ name }) => name);
  expect(names.toSorted()).toEqual([...teamRights, ...heard].toSorted());
  expect(inManifest.every(({ type }) => type === 'Application')).toBe(true);
  expect(names.length).toBeLessThanOrEqual(16);
  expect([...documented.keys()].toSorted()).toEqual(
    [...teamRights, 'Calendars.ReadWrite', 'Mail.Send', 'TeamMember.ReadWriteNonOwnerRole.All'].toSorted(),
  );
  // The app role of TeamMember.ReadWriteNonOwnerRole.All. Calendar and mail are given in Exchange, for one mailbox.
  expect(entra.requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess)).toEqual([
    { id: '4437522e-9a86-4a41-a7da-e380edd4a97d', type: 'Role' },
  ]);
});

test('the stand-in asks for the rights that are explained', () => {
  for (const [operation, needed] of Object.entries(sufficient))
    expect([operation, [...documented].flatMap(([name, calls]) => (calls.includes(operation) ? [name] : []))]).toEqual([
      operation,
      needed,
    ]);
});

test('the explanations name every call the app makes', async () => {
  const calls = await played();
  expect([...documented.values()].flat().toSorted()).toEqual(calls.filter((call) => call !== notAsked));
  expect(text('docs/permissions.md')).toContain(`\`${notAsked}\``);
});

const contracts = contractsFor('The permissions against what Microsoft publishes');

if (contracts)
  describe('by what Microsoft publishes', () => {
    type Published = { operations: Record<string, { Application?: { all: readonly string[] } }> };
    const { operations } = JSON.parse(readFileSync(`${contracts}/graph-permissions.subset.json`, 'utf8')) as Published;
    const sufficient = new Map(
      Object.entries(operations).map(([operation, { Application }]) => [
        operation.replace(/\{[^}]+\}/g, '{id}'),
        Application?.all ?? [],
      ]),
    );
    // Not in the copy at hand: learn.microsoft.com, "user: sendMail".
    sufficient.set('POST /users/{id}/sendMail', ['Mail.Send']);
    const refusedWithout = (calls: readonly string[], missing?: string) =>
      calls.filter((call) => {
        const held = [...documented.keys()].filter((name) => name !== missing);
        // A right to write reads too; the table forgets that for one event.
        const enough = held.flatMap((name) => [name, name.replace('ReadWrite', 'Read')]);
        return call !== notAsked && call !== byThePage && !enough.some((name) => sufficient.get(call)?.includes(name));
      });

    test('nothing is refused', async () => {
      expect(refusedWithout(await played())).toEqual([]);
    });

    test.each([...documented])('without %s exactly the calls named beside it are refused', async (name, calls) => {
      expect(refusedWithout(await played(), name)).toEqual(calls.filter((call) => call !== byThePage));
    });
  });
