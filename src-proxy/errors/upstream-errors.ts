import { row } from './error-row.ts';

export const upstreamErrors = {
  upstream_unreachable: row(
    502,
    'api_error',
    (f: { provider: string; reason: string }) =>
      `${f.provider} could not be reached (${f.reason}). Check the network and the connection's base URL, then test the connection.`,
  ),
  upstream_timeout: row(
    504,
    'api_error',
    (f: { provider: string; seconds: number }) =>
      `${f.provider} did not answer within ${f.seconds} s. Try again, or use another connection.`,
  ),
  upstream_interrupted: row(
    502,
    'api_error',
    (f: { provider: string }) =>
      `${f.provider} ended the answer before it was complete. What arrived so far may be cut; try again.`,
  ),
  upstream_invalid: row(
    502,
    'api_error',
    (f: { provider: string }) =>
      `${f.provider} sent an answer that is not valid HTTP. Check the connection's base URL.`,
  ),
  upstream_redirected: row(
    502,
    'api_error',
    (f: { provider: string }) =>
      `${f.provider} answered with a redirect, which is never followed with a key. Correct the connection's base URL.`,
  ),
  address_forbidden: row(
    403,
    'permission_error',
    (f: { host: string; reason: string }) =>
      `Latchport does not connect to ${f.host}: ${f.reason}. Correct the connection's base URL.`,
  ),
  request_aborted: row(
    499,
    'api_error',
    () => 'This call was given up before its answer was complete.',
  ),
};
