import { z } from 'zod';
import { count, environment, line, tags, time } from './scalars.ts';

export const connectionKind = z.enum(['own', 'platform']);
export const dataPolicy = z.enum(['none', 'no_training', 'zdr']);
const billing = z.enum(['metered', 'subscription']);
const validationStatus = z.enum(['untested', 'valid', 'invalid', 'unreachable']);

const tierSource = z.enum(['auto_detected', 'user_specified', 'enterprise']);

/** How calls through it went lately. */
const health = z.strictObject({
  /** `probing`: the next call will show whether it is well again. */
  state: z.enum(['healthy', 'unhealthy', 'probing']),
  /** Calls that failed one after the other. */
  failures: count,
  /** When it will be tried again while others can serve; null while it is healthy. */
  retry_at: time.nullable(),
});

/** A limit as the provider last spoke of it. */
const seenLimit = z.strictObject({
  kind: z.enum(['requests', 'tokens', 'input_tokens', 'output_tokens']),
  limit: z.number().nullable(),
  remaining: z.number().nullable(),
  resets_at: time.nullable(),
});

/** One provider account as every door shows it: the key only by its preview. */
export const connection = z.strictObject({
  id: z.string(),
  workspace_id: z.string(),
  provider: z.string(),
  label: z.string(),
  slug: z.string(),
  kind: connectionKind,
  /** The address calls go to: its own, or the catalog's. */
  base_url: z.string().nullable(),
  declared_region: z.string().nullable(),
  data_policy: dataPolicy,
  billing,
  environment: environment.nullable(),
  tags: z.array(z.string()),
  ref_id: z.string().nullable(),
  is_enabled: z.boolean(),
  is_default: z.boolean(),
  key_source: z.enum(['vault', 'reference', 'none']),
  /** Where the key is kept instead of the vault; of `exec:` the program only. */
  key_reference: z.string().nullable(),
  key_preview: z.string().nullable(),
  key_version: count,
  validation_status: validationStatus,
  last_tested_at: time.nullable(),
  last_test_latency_ms: z.number().min(0).nullable(),
  /** Null while its models were never listed. */
  models_count: count.nullable(),
  models_fetched_at: time.nullable(),
  /** Requests it may run at a time; null: as many as come. */
  max_concurrent: count.nullable(),
  /** The tier to go by; null while it is not known. */
  tier: z.string().nullable(),
  detected_tier: z.string().nullable(),
  tier_source: tierSource,
  health,
  limits: z.array(seenLimit),
  /** The model the limits were told for: providers count by model. */
  limits_model: z.string().nullable(),
  limits_seen_at: time.nullable(),
  created_at: time,
  rotated_at: time.nullable(),
  expires_at: time.nullable(),
  /** The provider's own pages, where questions of key, usage and money are answered. */
  links: z.strictObject({ keys: z.string(), usage: z.string(), billing: z.string() }).nullable(),
});

/** What a probe found. */
export const probeResult = z.strictObject({
  validation_status: validationStatus,
  /** What the provider answered the check with; null when it did not. */
  http_status: count.nullable(),
  latency_ms: z.number().min(0).nullable(),
  /** How many models the provider lists; null when it was not asked or did not say. */
  models_count: count.nullable(),
  /** Why it failed; null when it did not. */
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});

/** A provider key on its way in, or the reference to one kept elsewhere: one of both, where one is needed. */
export const keyInput = {
  provider_key: z.string().min(1).max(16_384).meta({ writeOnly: true }).exactOptional(),
  /** `env:NAME`, `op://vault/item/field` or `exec:command`. */
  key_reference: z.string().min(1).max(4200).exactOptional(),
};

/** What may be said of a connection at creation and changed later. */
export const connectionSettings = {
  /** Null: the catalog's. */
  base_url: z.string().min(1).max(2048).nullable().exactOptional(),
  declared_region: line.nullable().exactOptional(),
  kind: connectionKind.exactOptional(),
  data_policy: dataPolicy.exactOptional(),
  billing: billing.exactOptional(),
  environment: environment.nullable().exactOptional(),
  tags: tags.exactOptional(),
  ref_id: line.nullable().exactOptional(),
  expires_at: time.nullable().exactOptional(),
  max_concurrent: z.int().min(1).max(10_000).nullable().exactOptional(),
  /** A tier as its provider calls it, which ends its detection; null: find out. */
  selected_tier: line.nullable().exactOptional(),
  /** Limits agreed on with the provider. */
  is_enterprise: z.boolean().exactOptional(),
};
