import { expect, test } from '@jest/globals';
import { people, places } from '../fixtures/people.ts';
import { playgroundConfig } from './playground.ts';

const idsIn = ({ currentUser, users }: ReturnType<typeof playgroundConfig>) => [currentUser, ...users].map((u) => u.id);

test('by default a casemanager of the first network, in that network’s team', () => {
  const config = playgroundConfig();
  expect(config.currentUser).toMatchObject({ name: 'Sanne Vermeer', givenName: 'Sanne', surname: 'Vermeer' });
  expect(config.team).toMatchObject({ aadGroupId: places[0]?.teamId, channels: [{ id: places[0]?.channelId }] });
});

test.each(people.map((p) => [p.name, p] as const))('as %s: five others, all in the same network', (_name, person) => {
  const config = playgroundConfig(person.objectId);
  expect(config.users).toHaveLength(5);
  expect(new Set(idsIn(config)).size).toBe(6);
  const place = places.find((p) => p.teamConversation === config.team.id);
  const networks = people.filter((p) => idsIn(config).includes(p.teamsId)).map((p) => p.networks);
  for (const of of networks) expect(of).toContain(place?.network);
});

test('nobody else', () => {
  expect(() => playgroundConfig('0b000000-0000-4000-8000-999999999999')).toThrow('nobody');
});
