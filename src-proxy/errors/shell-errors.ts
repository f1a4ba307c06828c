import { row } from './error-row.ts';

/** How the desktop app says no: to its own pages, to links from outside, and to the system. */
export const shellErrors = {
  bridge_sender_foreign: row(
    403,
    'permission_error',
    () => 'This call did not come from a page of the app and was refused.',
  ),
  bridge_call_unknown: row(
    404,
    'not_found_error',
    () => 'The app knows no such call. See management/contract.ts and shell-contract.ts.',
  ),
  call_not_confirmed: row(
    403,
    'permission_error',
    () =>
      'The app asked whether this is meant, and you did not say so; nothing was changed. What is too long to be shown whole is set with the command line: latchport connection --help',
  ),
  bridge_streams_full: row(
    429,
    'rate_limit_error',
    (f: { limit: number }) =>
      `One page listens to at most ${f.limit} streams. End one before beginning another.`,
  ),
  engine_away: row(
    503,
    'api_error',
    () => 'The engine is not running at the moment; the tray menu says why and what to do.',
  ),
  link_not_allowed: row(
    403,
    'permission_error',
    () => 'The app opens only pages of the providers in its catalog. Open others in your browser.',
  ),
  connect_link_invalid: row(
    422,
    'invalid_request_error',
    (f: { problem: string }) =>
      `A link asked to connect an app and was refused: ${f.problem}. Nothing was changed; tell the maker of that app.`,
  ),
  connect_callback_failed: row(
    502,
    'api_error',
    (f: { app: string }) =>
      `${f.app} did not take what it was sent, so it got no key. Start it and let it ask again.`,
  ),
  connect_verifier_wrong: row(
    403,
    'permission_error',
    (f: { app: string }) =>
      `The program that answered for ${f.app} is not the one that asked, so it got no key. Let the app ask again.`,
  ),
  approval_over: row(
    404,
    'not_found_error',
    () => 'This question was answered already. Let the app ask again.',
  ),
  login_item_refused: row(
    500,
    'api_error',
    (f: { file: string }) =>
      `The system did not take the wish to start at login (${f.file}). Check that you may write there.`,
  ),
  settings_not_kept: row(
    507,
    'api_error',
    (f: { file: string }) =>
      `The setting holds until you quit, but could not be written to ${f.file}. Check the disk and try again.`,
  ),
};
