import { z } from 'zod';
import { count, environment, line, tags, time } from './scalars.ts';

const connectionKind = z.enum(['own', 'platform']);
const dataPolicy = z.enum(['none', 'no_training', 'zdr']);
const billing = z.enum(['metered', 'subscription']);
const validationStatus = z.enum(['untested', 'valid', 'invalid', 'unreachable']);

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
};
