import { row } from './error-row.ts';

/** Usage, management keys, webhooks. */
export const reportingErrors = {
  request_not_found: row(
    404,
    'not_found_error',
    (f: { request: string }) =>
      `There is no request ${f.request}, or it is older than requests are kept. See: latchport requests, latchport usage retention`,
  ),
};
