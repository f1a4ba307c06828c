/**
 * What a keychain meant when it failed. The library hands over a sentence and no code, so the sentence is
 * matched, never shown: the phrases below were seen from Secret Service (gnome-keyring 42, dbus 1.14)
 * or are Apple's texts of the OSStatus named beside them (Security/SecBase.h). What is not recognised
 * is called a failure of the keychain's own and nothing more.
 */
import { AppError, type ErrorCode } from '../errors.ts';

type FailureCode = Extract<
  ErrorCode,
  | 'keychain_locked'
  | 'keychain_refused'
  | 'keychain_unavailable'
  | 'keychain_ambiguous'
  | 'keychain_failed'
>;

const PHRASES: readonly (readonly [RegExp, FailureCode])[] = [
  // Secret Service: the collection is locked, or its prompt was closed or could not be shown.
  [/object locked|prompt (was )?dismissed/i, 'keychain_locked'],
  // errSecInteractionNotAllowed -25308, errSecInteractionRequired -25315, errSecInDarkWake -25320
  [/user interaction is|in dark wake/i, 'keychain_locked'],
  // A bus policy or AppArmor; then errSecUserCanceled -128, errSecAuthFailed -25293, errSecWrPerm -61
  [/rejected send message|apparmor|access ?denied|permission denied/i, 'keychain_refused'],
  [/user cancell?ed|passphrase you entered is not correct|write permissions/i, 'keychain_refused'],
  // No collection to write to; no provider at all; then any other trouble with the bus.
  [/no result found|no dbus session|secret service provider found/i, 'keychain_unavailable'],
  [/dbus error|native binding|cannot find (package|module)/i, 'keychain_unavailable'],
  // errSecNotAvailable -25291, errSecNoSuchKeychain -25294; Windows without a logon session
  [/no keychain is available|keychain could not be found/i, 'keychain_unavailable'],
  [/no_such_logon_session/i, 'keychain_unavailable'],
  [/matched by \d+ credentials/i, 'keychain_ambiguous'],
];

const textOf = (error: unknown): string => (error instanceof Error ? error.message : '');

/** The bus gave up waiting: two seconds, the library's own limit for one call. */
export const isSilence = (error: unknown): boolean =>
  /did not receive a reply/i.test(textOf(error));

/** A connection made before the keychain's own process was started anew. */
export const isStaleConnection = (error: unknown): boolean =>
  /dbus error/i.test(textOf(error)) && !isSilence(error);

export function describeKeychainFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const text = textOf(error);
  const code = PHRASES.find(([phrase]) => phrase.test(text))?.[1] ?? 'keychain_failed';
  return new AppError(code);
}
