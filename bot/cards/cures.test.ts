import { describe, expect, test } from '@jest/globals';
import { setUpCure } from './cures.ts';

describe('a step of setting up that failed', () => {
  test.each([
    ['channel', 'Forbidden', 'rights'],
    ['channel', 'NotFound', 'team'],
    ['channel', 'channelIsNotPrivate', 'taken'],
    ['channel', 'channelNameNotAllowed', 'name'],
    ['members', 'MembersNotAdded', 'people'],
    ['app', 'Forbidden', 'adminRights'],
    ['app', 'NotFound', 'catalogue'],
    ['tab', 'Forbidden', 'appInChannel'],
    ['tab', 'BadRequest', 'appInChannel'],
    ['tab', 'Unreachable', 'silence'],
    ['members', 'Unauthorized', 'signIn'],
    ['channel', 'BadRequest', 'other'],
  ] as const)('%s with %s needs %s', (step, code, cure) => {
    expect(setUpCure(step, code)).toBe(cure);
  });
});
