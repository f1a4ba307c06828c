import { z } from 'zod';
import { operation } from './operation.ts';
import { count, name, pageLimit, time } from './scalars.ts';

const usageDimension = z.enum(['key', 'connection', 'model', 'day', 'app', 'environment']);

const outcome = z.enum([
  'running',
  'ok',
  'client_gone',
  'upstream_error',
  'interrupted',
  'refused',
]);

const totals = {
  requests: count,
  /** Those whose outcome is not `ok`, running ones aside. */
  failed_requests: count,
  input_tokens: count,
  cached_input_tokens: count,
  cache_write_tokens: count,
  output_tokens: count,
  reasoning_tokens: count,
  /** The sum of known costs; null when no cost is known, which is not 0. */
  cost_usd: z.number().nullable(),
  /** Requests with tokens whose price is not known. */
  unpriced_requests: count,
};

const group = z.strictObject({
  /** The id of the key or connection, the model, the local day `2026-01-31`, the app or environment; null: none. */
  id: z.string().nullable(),
  /** What people call it: the label of the key, the slug of the connection. */
  name: z.string().nullable(),
  ...totals,
  last_request_at: time.nullable(),
});

/** One request: who, where, how much, how long. Never content. */
export const usageRecord = z.strictObject({
  id: z.string(),
  started_at: time,
  first_byte_at: time.nullable(),
  ended_at: time.nullable(),
  workspace_id: z.string(),
  virtual_key_id: z.string(),
  virtual_key_label: z.string().nullable(),
  connection_id: z.string().nullable(),
  /** The slug of the connection. */
  connection: z.string().nullable(),
  provider: z.string().nullable(),
  requested_model: z.string().nullable(),
  served_model: z.string().nullable(),
  dialect: z.string(),
  operation: z.string(),
  is_streamed: z.boolean(),
  attempts: count,
  status: count.nullable(),
  outcome,
  error_code: z.string().nullable(),
  input_tokens: count.nullable(),
  cached_input_tokens: count.nullable(),
  cache_write_tokens: count.nullable(),
  output_tokens: count.nullable(),
  reasoning_tokens: count.nullable(),
  is_estimated: z.boolean(),
  cost_usd: z.number().nullable(),
  price_source: z.string().nullable(),
  client: z.string().nullable(),
});

export const usageOperations = {
  'usage.summary': operation({
    method: 'GET',
    path: '/usage',
    summary: 'Requests, tokens and cost since a moment (7 days ago by default), grouped.',
    input: z.strictObject({
      since: time.exactOptional(),
      until: time.exactOptional(),
      by: usageDimension.default('connection'),
    }),
    output: z.strictObject({
      since: time,
      until: time,
      by: usageDimension,
      total: z.strictObject(totals),
      groups: z.array(group),
    }),
  }),
  'requests.list': operation({
    method: 'GET',
    path: '/requests',
    summary: 'Single requests, newest first. `next_before_id` asks for the page after.',
    input: z.strictObject({
      before_id: z
        .string()
        .regex(/^req_[0-9a-z]{1,12}$/)
        .exactOptional(),
      limit: pageLimit,
      virtual_key: name.exactOptional(),
      connection: name.exactOptional(),
      model: name.exactOptional(),
      outcome: outcome.exactOptional(),
      since: time.exactOptional(),
    }),
    output: z.strictObject({
      requests: z.array(usageRecord),
      next_before_id: z.string().nullable(),
    }),
  }),
};
