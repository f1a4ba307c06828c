import { row } from './error-row.ts';

export const sessionErrors = {
  session_missing: row(
    401,
    'authentication_error',
    () => 'This page has no session. Open it with: latchport open',
  ),
  session_ended: row(
    401,
    'authentication_error',
    () => 'This session has ended. Open the page again with: latchport open',
  ),
  session_code_invalid: row(
    401,
    'authentication_error',
    () =>
      'This link was used before, or is older than a minute. Get a new one with: latchport open',
  ),
  session_other_user: row(
    403,
    'permission_error',
    () => 'This page is for the user who runs Latchport. Run a Latchport of your own.',
  ),
  session_rate_limited: row(
    429,
    'rate_limit_error',
    (f: { limit: number; seconds: number }) =>
      `More than ${f.limit} operations with keys within a minute. Nothing was changed; go on in ${f.seconds} s.`,
  ),
  operation_socket_only: row(
    403,
    'permission_error',
    () => 'This is done from the command line or the app only, not from a page.',
  ),
  page_origin_not_allowed: row(
    403,
    'permission_error',
    () =>
      'This request came from another web page and was refused. Open the settings page with: latchport open',
  ),
  page_file_unknown: row(
    404,
    'not_found_error',
    () => 'There is no such file. Open the settings page with: latchport open',
  ),
  page_missing: row(
    503,
    'api_error',
    () => 'The settings page is not built. Build it with: npm run build',
  ),
  browser_port_busy: row(
    409,
    'conflict_error',
    (f: { port: number; holder: string }) =>
      `Port ${f.port} for the settings page and management keys is taken${f.holder}. Choose another with --management-port or LATCHPORT_UI_PORT.`,
  ),
};
