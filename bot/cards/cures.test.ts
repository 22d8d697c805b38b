import { describe, expect, test } from '@jest/globals';
import { eventCure, setUpCure } from './cures.ts';

describe('an event that was not made', () => {
  test.each([
    ['Forbidden', 'rights'],
    ['ErrorAccessDenied', 'rights'],
    ['AccessDenied', 'rights'],
    ['Authorization_RequestDenied', 'rights'],
    ['MailboxNotEnabledForRESTAPI', 'mailbox'],
    ['MailboxNotSupportedForRESTAPI', 'mailbox'],
    ['ErrorMailboxStoreUnavailable', 'mailbox'],
    ['ResourceNotFound', 'organiser'],
    ['Request_ResourceNotFound', 'organiser'],
    ['ErrorInvalidUser', 'organiser'],
    ['ErrorNonExistentMailbox', 'organiser'],
    ['ErrorItemNotFound', 'organiser'],
    ['InvalidAuthenticationToken', 'signIn'],
    ['ErrorInvalidRequest', 'other'],
    ['unknown', 'other'],
  ])('with %s needs %s', (code, cure) => {
    expect(eventCure(code)).toBe(cure);
  });
});

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
