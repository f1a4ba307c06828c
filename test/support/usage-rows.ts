import type { TestEngine } from './test-engine.ts';

/** What is looked at of a usage record. */
export interface UsageRow {
  readonly id: number;
  readonly dialect: string;
  readonly operation: string;
  readonly requested_model: string | null;
  readonly served_model: string | null;
  readonly is_streamed: number;
  readonly client: string | null;
  readonly outcome: string;
  readonly status: number | null;
  readonly error_code: string | null;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly is_estimated: number;
  readonly attempts: number;
  readonly attempt_log: string | null;
  readonly cost_usd: number | null;
  readonly price_source: string | null;
}

/** All usage records as they are on the disk, oldest first. */
export function usageRows({ engine }: TestEngine): readonly UsageRow[] {
  engine.parts.recorder.flush(true);
  return engine.parts.store.prepare<[], UsageRow>('SELECT * FROM usage_records ORDER BY id').all();
}

/** The newest usage record; it fails where there is none. */
export function lastUsageRow(engine: TestEngine): UsageRow {
  const row = usageRows(engine).at(-1);
  if (row === undefined) throw new Error('there is no usage record');
  return row;
}
