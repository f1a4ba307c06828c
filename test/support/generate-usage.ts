import type { Store } from '../../src-proxy/store/open-store.ts';
import { firstIdAt, type Outcome, type UsageRecord } from '../../src-proxy/usage/usage-record.ts';
import { UsageRollups } from '../../src-proxy/usage/usage-rollups.ts';
import { prepareRecordWriter } from '../../src-proxy/usage/usage-rows.ts';

export interface GeneratedUsage {
  readonly count: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly keys: number;
  readonly connections: number;
  readonly models: number;
  /** Those that exist already, in place of ones made up here; as many as the counts say. */
  readonly existing?: {
    readonly keys: readonly string[];
    readonly connections: readonly string[];
    readonly models: readonly string[];
  };
  /** Whether sums are kept beside the records, as the recorder does; else they are left to the backfill. */
  readonly withSums: boolean;
}

const GROUP = 1000;

/** Numbers that look random and are the same in every run (a linear congruential generator). */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Writes usage records spread over a time, with the keys and connections they name, as heavy use would leave. */
export function generateUsage(store: Store, usage: GeneratedUsage): void {
  const { count, fromMs, toMs, withSums } = usage;
  if (usage.existing === undefined) makeNames(store, usage);
  const write = prepareRecordWriter(store);
  const rollups = withSums ? new UsageRollups(store) : null;
  const roll = createDice(42);
  const stepMs = (toMs - fromMs) / count;
  let lastId = 0;
  for (let at = 0; at < count; at += GROUP) {
    const records = Array.from({ length: Math.min(GROUP, count - at) }, (_, index) => {
      const startedAt = Math.floor(fromMs + (at + index) * stepMs);
      lastId = Math.max(lastId + 1, firstIdAt(startedAt));
      return generateRecord(lastId, startedAt, usage, roll);
    });
    store.transaction(() => {
      for (const record of records) write(record);
      rollups?.add(records);
    })();
  }
}

/** Few keys and models make most of the calls. */
const pick = (roll: () => number, count: number): number => Math.floor(roll() ** 2 * count);

const nameOf = (existing: readonly string[] | undefined, at: number, prefix: string): string =>
  existing?.[at] ?? `${prefix}${at}`;

function generateRecord(
  id: number,
  startedAt: number,
  usage: GeneratedUsage,
  roll: () => number,
): UsageRecord {
  const outcome = pickOutcome(roll());
  const key = pick(roll, usage.keys);
  const model = nameOf(usage.existing?.models, pick(roll, usage.models), 'model-');
  const firstByteAt = outcome === 'ok' ? startedAt + Math.floor(120 + 2000 * roll() ** 4) : null;
  const record: UsageRecord = {
    ...blankRecord,
    id,
    startedAt,
    virtualKeyId: nameOf(usage.existing?.keys, key, 'vk_'),
    requestedModel: model,
    firstByteAt,
    endedAt: (firstByteAt ?? startedAt) + Math.floor(30_000 * roll() ** 3),
    outcome,
  };
  if (outcome === 'refused') return record;
  const inputTokens = Math.floor(20_000 * roll() ** 2);
  const connection = (key + pick(roll, 2)) % usage.connections;
  return {
    ...record,
    connectionId: nameOf(usage.existing?.connections, connection, 'conn_'),
    providerId: 'openai',
    servedModel: model,
    attempts: 1,
    inputTokens,
    cachedInputTokens: Math.floor(inputTokens * roll()),
    cacheWriteTokens: 0,
    outputTokens: Math.floor(1000 * roll()),
    reasoningTokens: 0,
    costUsd:
      roll() < 0.05 && usage.existing === undefined ? null : Math.round(inputTokens * 3) / 1e6,
  };
}

const blankRecord = {
  workspaceId: 'personal',
  dialect: 'openai-chat',
  operation: 'chat',
  client: 'node',
  isStreamed: true,
  connectionId: null,
  providerId: null,
  servedModel: null,
  attempts: 0,
  attemptLog: null,
  status: 200,
  errorCode: null,
  inputTokens: null,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  isEstimated: false,
  costUsd: null,
  priceSource: null,
  reservedUsd: null,
} as const;

function pickOutcome(share: number): Outcome {
  if (share < 0.94) return 'ok';
  if (share < 0.96) return 'upstream_error';
  return share < 0.98 ? 'client_gone' : 'refused';
}

const environments = ['dev', 'staging', 'prod', null];

function makeNames(store: Store, { keys, connections, fromMs }: GeneratedUsage): void {
  store
    .prepare(
      "INSERT OR IGNORE INTO workspaces (id, name, created_at) VALUES ('personal', 'personal', 0)",
    )
    .run();
  for (let at = 0; at < keys; at += 1) {
    store
      .prepare(
        `INSERT INTO virtual_keys (id, workspace_id, label, app, environment, tags, origins, preview,
           hash, status, created_at)
         VALUES (?, 'personal', ?, ?, ?, ?, '[]', 'sk-lp-...', ?, 'active', ?)`,
      )
      .run(
        `vk_${at}`,
        `key ${at}`,
        `app ${at % 3}`,
        environments[at % 4],
        JSON.stringify([`tag ${at % 5}`, 'all']),
        Buffer.from(`hash ${at}`),
        fromMs,
      );
  }
  for (let at = 0; at < connections; at += 1) {
    store
      .prepare(
        `INSERT INTO connections (id, workspace_id, provider_id, label, slug, kind, data_policy,
           billing, tags, is_enabled, is_default, key_source, key_version, validation_status, created_at)
         VALUES (?, 'personal', 'openai', ?, ?, 'own', 'none', 'metered', '[]', 1, 0, 'none', 1, 'valid', ?)`,
      )
      .run(`conn_${at}`, `connection ${at}`, `connection-${at}`, fromMs);
  }
}
