import { describe, expect, it } from 'vitest';
import { describeKeychainFailure } from '../../../src-proxy/vault/keychain-failure.ts';

// Sentences seen from gnome-keyring 42 over dbus 1.14, and Apple's texts of the OSStatus named.
describe('what a keychain meant', () => {
  it.each([
    ["Couldn't access platform storage: Secret Service: object locked", 'keychain_locked'],
    [
      "Couldn't access platform storage: Secret Service: unlock prompt was dismissed",
      'keychain_locked',
    ],
    ['Platform failure: User interaction is not allowed.', 'keychain_locked'],
    [
      'Platform failure: User interaction is required, but is currently not allowed.',
      'keychain_locked',
    ],
    ['Platform failure: In dark wake, no UI possible', 'keychain_locked'],
    ['Platform failure: User canceled the operation.', 'keychain_refused'],
    [
      'Platform failure: The user name or passphrase you entered is not correct.',
      'keychain_refused',
    ],
    [
      'Platform failure: DBus error: Rejected send message, 2 matched rules; type="method_call"',
      'keychain_refused',
    ],
    [
      'Platform failure: DBus error: An AppArmor policy prevents this sender from sending this message',
      'keychain_refused',
    ],
    ["Couldn't access platform storage: Secret Service: no result found", 'keychain_unavailable'],
    [
      'Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled at compile time',
      'keychain_unavailable',
    ],
    [
      'Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files',
      'keychain_unavailable',
    ],
    [
      "Couldn't access platform storage: No keychain is available. You may need to restart your computer.",
      'keychain_unavailable',
    ],
    [
      "Couldn't access platform storage: The specified keychain could not be found.",
      'keychain_unavailable',
    ],
    [
      "Couldn't access platform storage: Windows ERROR_NO_SUCH_LOGON_SESSION",
      'keychain_unavailable',
    ],
    ["Cannot find package '@napi-rs/keyring' imported from /app", 'keychain_unavailable'],
    ['Entry is matched by 2 credentials: [Entry]', 'keychain_ambiguous'],
    ['Platform failure: Die Operation konnte nicht abgeschlossen werden.', 'keychain_failed'],
    ['', 'keychain_failed'],
  ])('by "%s"', (sentence, code) => {
    expect(describeKeychainFailure(new Error(sentence)).code).toBe(code);
  });

  it('by something that is no error at all', () => {
    expect(describeKeychainFailure(42).code).toBe('keychain_failed');
  });
});
