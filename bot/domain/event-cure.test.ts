import { describe, expect, test } from '@jest/globals';
import { eventCure } from './event-cure.ts';

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
    ['EventDeleted', 'deleted'],
    ['Unreachable', 'silence'],
    ['PreconditionFailed', 'other'],
  ])('with %s needs %s', (code, cure) => {
    expect(eventCure(code)).toBe(cure);
  });
});
