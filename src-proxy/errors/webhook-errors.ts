import { row } from './error-row.ts';

export const webhookErrors = {
  webhook_not_found: row(
    404,
    'not_found_error',
    (f: { name: string }) => `There is no webhook "${f.name}". See: latchport webhook list`,
  ),
  webhook_label_taken: row(
    409,
    'conflict_error',
    (f: { label: string }) =>
      `There is a webhook labelled "${f.label}" already. Choose another label, or delete that one first.`,
  ),
  webhook_limit: row(
    409,
    'conflict_error',
    (f: { max: number }) =>
      `There are ${f.max} webhooks already, which is the most. Delete one first.`,
  ),
  webhook_url_refused: row(
    422,
    'invalid_request_error',
    (f: { problem: string }) => `The address of the webhook (field url) ${f.problem}.`,
  ),
};
