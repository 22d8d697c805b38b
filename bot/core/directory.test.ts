import { describe, expect, test } from '@jest/globals';
import { aNetwork, today } from '#domain/example.ts';
import { addDays } from '#domain/time.ts';
import { aDoor, must } from '../fixtures/door.ts';
import { actorOf, makeDirectory } from './directory.ts';
import type { Store } from './ports.ts';

const personOf = (id: string) => must(aNetwork().members.find((m) => m.id === id)).person;
const care = personOf('care');
const chat = { conversation: 'a:chat', serviceUrl: 'https://teams.example/', tenantId: care.tenantId };

const opened = async (through?: (store: Store) => Store) => {
  const door = aDoor(through ? { through } : {});
  await door.plant({});
  await door.plant({ network: aNetwork({ code: 'MV', members: aNetwork().members.filter((m) => m.id !== 'police') }) });
  return door;
};

describe('who somebody is', () => {
  test('a member of today, by tenant and object id together', async () => {
    const { directory } = await opened();
    expect(await directory.member('WK', care, today)).toMatchObject({
      member: { id: 'care' },
      network: { code: 'WK' },
    });
    expect(await directory.member('WK', { ...care, tenantId: 'another' }, today)).toBeUndefined();
    expect(await directory.member('WK', personOf('ended'), today)).toBeUndefined();
    expect(await directory.member('WK', personOf('ended'), addDays(today, -1))).toMatchObject({
      member: { id: 'ended' },
    });
    expect(await directory.member('XX', care, today)).toBeUndefined();
  });
  test('the index only points: what it says is asked of each network', async () => {
    const { directory } = await opened();
    const police = personOf('police');
    for (const code of ['WK', 'MV', 'XX']) await directory.index(police, code, 'nl');
    expect((await directory.memberships(police, today)).map((m) => m.network.code)).toEqual(['WK']);
    expect(await directory.memberships(care, today)).toEqual([]);
  });
  test('an actor has the rights of the member, in that network', async () => {
    const { directory } = await opened();
    expect(actorOf(must(await directory.member('WK', care, today)), 'card')).toEqual({
      kind: 'person',
      network: 'WK',
      member: 'care',
      organisation: 'care',
      roles: ['partner'],
      language: 'nl',
      by: 'card',
    });
  });
  test('names are of the network alone', async () => {
    const door = aDoor();
    await door.plant({ roster: { members: { care: { name: 'Naam', email: 'mail@voorbeeld.example' } } } });
    expect(await door.directory.roster('WK')).toEqual({
      members: { care: { name: 'Naam', email: 'mail@voorbeeld.example' } },
    });
    expect(await door.directory.roster('XX')).toEqual({ members: {} });
  });
});

describe('where somebody is', () => {
  test('is remembered, and written only when it changed', async () => {
    let writes = 0;
    const { directory } = await opened((store) => ({
      ...store,
      commit: (...args) => {
        writes += 1;
        return store.commit(...args);
      },
    }));
    await directory.index(care, 'WK', 'en');
    for (let n = 0; n < 3; n += 1) await directory.rememberChat(care, '29:care', chat);
    expect(writes).toBe(2);
    await directory.index(care, 'WK', 'nl');
    expect(writes).toBe(2);
    expect((await directory.person(care))?.document).toMatchObject({
      networks: ['WK'],
      language: 'en',
      teamsId: '29:care',
      chat,
    });
    await directory.rememberChat(care, '29:care', { ...chat, serviceUrl: 'https://other.example/' });
    expect((await directory.person(care))?.document.chat?.serviceUrl).toBe('https://other.example/');
  });
  test('a conversation may move: the latest service url counts', async () => {
    const { directory } = await opened();
    expect(await directory.placeOf(chat)).toEqual(chat);
    await directory.rememberPlace(chat.conversation, 'https://moved.example/');
    await directory.rememberPlace(chat.conversation, 'https://moved.example/');
    expect(await directory.placeOf(chat)).toEqual({ ...chat, serviceUrl: 'https://moved.example/' });
  });
});

describe('two at once', () => {
  test('both are kept', async () => {
    const door = await opened();
    const second = makeDirectory(door.store, door.seal);
    await Promise.all([
      door.directory.index(care, 'WK', 'nl'),
      second.index(care, 'MV', 'nl'),
      second.rememberChat(care, '29:care', chat),
    ]);
    const { networks, teamsId } = must(await door.directory.person(care)).document;
    expect([...networks].sort()).toEqual(['MV', 'WK']);
    expect(teamsId).toBe('29:care');
  });
  test('what could not be written is said: an index that is lost hides a network from a person', async () => {
    const { directory } = await opened((store) => ({
      ...store,
      commit: async () => ({ ok: false, conflict: 'always' }),
    }));
    await expect(directory.index(care, 'WK', 'nl')).rejects.toThrow('changed each time');
  });
});
