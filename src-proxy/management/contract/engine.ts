import { z } from 'zod';
import { operation } from './operation.ts';
import { count, time } from './scalars.ts';
import { passphrase, vaultStatus } from './vault.ts';

/** `locked` wins over `paused`: both refuse inference. */
const proxyState = z.strictObject({ state: z.enum(['serving', 'paused', 'locked']) });

const status = z.strictObject({
  version: z.string(),
  pid: count,
  started_at: time,
  home: z.string(),
  is_demo: z.boolean(),
  proxy: proxyState.extend({
    /** Base addresses of the proxy door, e.g. `http://127.0.0.1:6174`; the first is the one to hand out. */
    addresses: z.array(z.string()),
    /** Whether machines other than this one can reach it. */
    is_exposed: z.boolean(),
    running_requests: count,
  }),
  /** The door of the settings page; null while nobody has opened it. */
  browser: z.strictObject({ address: z.string().nullable() }),
  vault: vaultStatus,
  connections: z.strictObject({ total: count, enabled: count }),
  /** `warned`: those with a warning that was not dismissed. */
  virtual_keys: z.strictObject({ total: count, active: count, warned: count }),
  today: z.strictObject({
    requests: count,
    /** Null when requests were made but no price is known. */
    cost_usd: z.number().nullable(),
    unpriced_requests: count,
  }),
});

const check = z.strictObject({
  name: z.string(),
  status: z.enum(['ok', 'warning', 'failed']),
  message: z.string(),
  /** What to do about it; null when nothing is. */
  remedy: z.string().nullable(),
});

const nothing = z.strictObject({});

export const engineOperations = {
  status: operation({
    method: 'GET',
    path: '/status',
    summary: 'What the engine is doing: addresses, vault, counts, cost of today.',
    input: nothing,
    output: status,
  }),
  doctor: operation({
    method: 'GET',
    path: '/doctor',
    summary: 'Checks of the whole installation, each with its remedy.',
    input: nothing,
    output: z.strictObject({ is_healthy: z.boolean(), checks: z.array(check) }),
  }),
  stop: operation({
    method: 'POST',
    path: '/stop',
    summary: 'Ends the engine: no new requests, running ones are ended, then the process.',
    input: nothing,
    output: z.strictObject({ is_stopping: z.literal(true) }),
  }),
  lock: operation({
    method: 'POST',
    path: '/lock',
    summary: 'Forgets the provider keys in memory and refuses inference until unlocked.',
    input: nothing,
    output: proxyState,
  }),
  unlock: operation({
    method: 'POST',
    path: '/unlock',
    summary: 'Ends a lock; a vault sealed with a passphrase needs it here.',
    input: z.strictObject({
      passphrase: passphrase.exactOptional(),
    }),
    output: proxyState,
    isSecretBearing: true,
  }),
  pause: operation({
    method: 'POST',
    path: '/pause',
    summary: 'Refuses inference until resumed; running requests finish.',
    input: nothing,
    output: proxyState,
  }),
  resume: operation({
    method: 'POST',
    path: '/resume',
    summary: 'Ends a pause.',
    input: nothing,
    output: proxyState,
  }),
};
