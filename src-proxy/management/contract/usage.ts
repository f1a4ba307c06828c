import { z } from 'zod';
import { operation } from './operation.ts';
import { count, name, pageLimit, time } from './scalars.ts';

const usageDimension = z.enum([
  'key',
  'connection',
  'model',
  'day',
  'app',
  'environment',
  'tag',
  'workspace',
]);

const outcome = z.enum([
  'running',
  'ok',
  'client_gone',
  'upstream_error',
  'interrupted',
  'refused',
]);

/** Milliseconds that half, and 95 of 100, took at most; at most 4.5 % off. */
const percentiles = z.strictObject({ p50: count, p95: count });

/** Of requests that are over. */
const totals = {
  requests: count,
  /** Those whose outcome is not `ok`. */
  failed_requests: count,
  /** Cached and cache-written ones included. */
  input_tokens: count,
  cached_input_tokens: count,
  cache_write_tokens: count,
  output_tokens: count,
  reasoning_tokens: count,
  /** The sum of known costs; null when no cost is known, which is not 0. */
  cost_usd: z.number().nullable(),
  /** Requests with tokens whose price is not known. */
  unpriced_requests: count,
  /** Which part of the input tokens came from a cache, 0 to 1; null without input. */
  cache_hit_share: z.number().min(0).nullable(),
  /** Of requests that went well: until the first byte, and altogether. Null when there were none. */
  first_byte_ms: percentiles.nullable(),
  total_ms: percentiles.nullable(),
};

const group = z.strictObject({
  /** The id of the key, connection or workspace, the local day `2026-01-31`, or the model, app, environment or tag itself; null: none. */
  id: z.string().nullable(),
  /** What people call it: the label of the key, the slug of the connection, the name of the workspace. */
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
  /** What became of each connection asked or passed over; empty where the first one answered. */
  attempt_log: z.array(z.strictObject({ connection: z.string(), outcome: z.string() })),
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

const exportedRange = z.strictObject({ since: time.exactOptional(), until: time.exactOptional() });

/** Null: for ever. */
const retention = z.strictObject({ days: z.int().min(1).max(36_500).nullable() });

const requestId = z.string().regex(/^req_[0-9a-z]{1,12}$/);

export const usageOperations = {
  'usage.summary': operation({
    method: 'GET',
    path: '/usage',
    summary: 'Requests, tokens and cost since a moment (7 days ago by default), grouped.',
    input: z.strictObject({
      since: time.exactOptional(),
      until: time.exactOptional(),
      by: usageDimension.default('connection'),
      virtual_key: name.exactOptional(),
      connection: name.exactOptional(),
      model: name.exactOptional(),
      workspace: name.exactOptional(),
    }),
    output: z.strictObject({
      since: time,
      until: time,
      by: usageDimension,
      total: z.strictObject(totals),
      /** A request with several tags counts in each of their groups, and once in the total. */
      groups: z.array(group),
    }),
  }),
  'usage.export_csv': operation({
    method: 'GET',
    path: '/usage/export.csv',
    summary:
      'Finished requests since a moment (7 days ago by default), oldest first, for a spreadsheet.',
    input: exportedRange,
    output: z.string(),
    mediaType: 'text/csv; charset=utf-8',
  }),
  'usage.export_json': operation({
    method: 'GET',
    path: '/usage/export.json',
    summary:
      'Finished requests since a moment (7 days ago by default), oldest first, as one array.',
    input: exportedRange,
    output: z.string(),
    mediaType: 'application/json',
  }),
  'usage.show_retention': operation({
    method: 'GET',
    path: '/usage/retention',
    summary: 'How long single requests are kept. Their sums are kept in any case.',
    input: z.strictObject({}),
    output: retention,
  }),
  'usage.set_retention': operation({
    method: 'PATCH',
    path: '/usage/retention',
    summary: 'Keeps single requests for so many days, or for ever; older ones are removed soon.',
    input: retention,
    output: retention,
  }),
  'requests.show': operation({
    method: 'GET',
    path: '/requests/{request}',
    summary: 'One request.',
    input: z.strictObject({ request: requestId }),
    output: usageRecord,
  }),
  'requests.list': operation({
    method: 'GET',
    path: '/requests',
    summary: 'Single requests, newest first. `next_before_id` asks for the page after.',
    input: z.strictObject({
      before_id: requestId.exactOptional(),
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
