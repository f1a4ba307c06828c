import { z } from 'zod';
import { budgetPeriod, budgets, budgetState } from './budget.ts';
import { dataPolicy } from './connection.ts';
import { noContent, operation } from './operation.ts';
import { count, environment, line, name, tags, time } from './scalars.ts';

/** Which connections may pay: the user's own, those of a platform, or both. */
const routingConstraint = z.enum(['none', 'only_byok', 'only_platform']);

/** What becomes of a call whose cost nobody can tell. */
const unknownPrice = z.enum(['allow', 'refuse']);

const limit = z.int().min(1).max(1_000_000_000);

const warningKind = z.enum([
  'several_clients',
  'several_environments',
  'used_in_browser',
  'revoked_key_tried',
  'regenerated_key_tried',
  'expired_key_tried',
]);

/** A sign of the last 30 days that a key is in wrong hands, or used for more than it was made for. */
const warning = z.strictObject({
  kind: warningKind,
  count,
  first_seen_at: time,
  last_seen_at: time,
  /** By which programs, in which environments, from which pages; most frequent first. */
  seen: z.array(
    z.strictObject({ name: z.string(), count, first_seen_at: time, last_seen_at: time }),
  ),
});

/** A virtual key as every door shows it: itself only by its preview. */
const virtualKey = z.strictObject({
  id: z.string(),
  workspace_id: z.string(),
  label: z.string(),
  app: z.string().nullable(),
  ref_id: z.string().nullable(),
  environment: environment.nullable(),
  tags: z.array(z.string()),
  origins: z.array(z.string()),
  preview: z.string(),
  status: z.enum(['active', 'paused', 'revoked', 'expired']),
  /** Slugs (ids of those since disconnected); null: all connections. */
  allowed_connections: z.array(z.string()).nullable(),
  allowed_models: z.array(z.string()).nullable(),
  /** The key whose limits and budgets it shares; null: its own. */
  parent_id: z.string().nullable(),
  /** Null: no limit. */
  requests_per_minute: z.number().nullable(),
  tokens_per_minute: z.number().nullable(),
  concurrent_requests: z.number().nullable(),
  budgets: z.array(budgetState),
  unknown_price: unknownPrice,
  routing_constraint: routingConstraint,
  data_policy: dataPolicy,
  region: z.string().nullable(),
  created_at: time,
  regenerated_at: time.nullable(),
  last_used_at: time.nullable(),
  expires_at: time.nullable(),
  /** Until when the key before the last regeneration still works; null when it does not. */
  previous_key_until: time.nullable(),
  warnings: z.array(warning),
});

/** The only shape that carries a virtual key itself. */
const mintedKey = virtualKey.extend({ key: z.string(), shown_once: z.literal(true) });

/** Which virtual key: by id, label or preview. */
const which = z.strictObject({ virtual_key: name });

const settings = {
  app: line.nullable().exactOptional(),
  ref_id: line.nullable().exactOptional(),
  environment: environment.nullable().exactOptional(),
  tags: tags.exactOptional(),
  /** Web origins that may use it from a browser, e.g. `http://localhost:5173`. */
  origins: z.array(z.string().min(1).max(512)).max(32).exactOptional(),
  /** Slugs, ids or labels; null: all. */
  allowed_connections: z.array(name).max(256).nullable().exactOptional(),
  /** Patterns with `*`; null: all. */
  allowed_models: z.array(z.string().min(1).max(256)).max(256).nullable().exactOptional(),
  expires_at: time.nullable().exactOptional(),
  /** Null: no limit. */
  requests_per_minute: limit.nullable().exactOptional(),
  tokens_per_minute: limit.nullable().exactOptional(),
  concurrent_requests: limit.nullable().exactOptional(),
  /** All of them: those not named end, and so does every raise. */
  budgets: budgets.exactOptional(),
  unknown_price: unknownPrice.exactOptional(),
  routing_constraint: routingConstraint.exactOptional(),
  data_policy: dataPolicy.exactOptional(),
  region: line.nullable().exactOptional(),
};

/** By id or name. */
const workspace = name.exactOptional();

export const virtualKeyOperations = {
  'virtual_keys.list': operation({
    method: 'GET',
    path: '/virtual-keys',
    summary: 'All virtual keys, oldest first, ended ones included.',
    input: z.strictObject({ workspace }),
    output: z.strictObject({ virtual_keys: z.array(virtualKey) }),
  }),
  'virtual_keys.show': operation({
    method: 'GET',
    path: '/virtual-keys/{virtual_key}',
    summary: 'One virtual key.',
    input: which,
    output: virtualKey,
  }),
  'virtual_keys.create': operation({
    method: 'POST',
    path: '/virtual-keys',
    summary: 'Makes a virtual key and shows it, this once.',
    input: z.strictObject({
      label: line,
      /** The personal one when left out. */
      workspace,
      /** Shares the limits and budgets of this key. */
      parent: name.exactOptional(),
      ...settings,
    }),
    output: mintedKey,
    isSecretBearing: true,
  }),
  'virtual_keys.update': operation({
    method: 'PATCH',
    path: '/virtual-keys/{virtual_key}',
    summary: 'Changes what a virtual key may do; what is left out stays.',
    input: which.extend({ label: line.exactOptional(), ...settings }),
    output: virtualKey,
  }),
  'virtual_keys.raise': operation({
    method: 'POST',
    path: '/virtual-keys/{virtual_key}/raise',
    summary: 'Raises a budget for a while; the raise ends by itself.',
    input: which.extend({
      usd: z.number().min(0).max(1_000_000),
      per: budgetPeriod,
      until: time,
    }),
    output: virtualKey,
  }),
  'virtual_keys.regenerate': operation({
    method: 'POST',
    path: '/virtual-keys/{virtual_key}/regenerate',
    summary: 'Replaces a virtual key; the former one ends at once, or after the grace asked for.',
    input: which.extend({ grace_seconds: z.int().min(0).max(86_400).default(0) }),
    output: mintedKey,
    isSecretBearing: true,
  }),
  'virtual_keys.revoke': operation({
    method: 'DELETE',
    path: '/virtual-keys/{virtual_key}',
    summary: 'Ends a virtual key for good.',
    input: which,
    output: noContent,
    isSecretBearing: true,
  }),
  'virtual_keys.dismiss_warnings': operation({
    method: 'POST',
    path: '/virtual-keys/{virtual_key}/dismiss-warnings',
    summary: 'Hides a warning, or all, until something new is seen.',
    input: which.extend({ kind: warningKind.exactOptional() }),
    output: virtualKey,
  }),
  'virtual_keys.pause': operation({
    method: 'POST',
    path: '/virtual-keys/{virtual_key}/pause',
    summary: 'Refuses a virtual key until resumed.',
    input: which,
    output: virtualKey,
  }),
  'virtual_keys.resume': operation({
    method: 'POST',
    path: '/virtual-keys/{virtual_key}/resume',
    summary: 'Ends the pause of a virtual key.',
    input: which,
    output: virtualKey,
  }),
};
