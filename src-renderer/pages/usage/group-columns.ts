import { messages } from '../../messages.ts';
import { sayCost } from '../../say/say-cost.ts';
import { sayCount } from '../../say/say-number.ts';
import { sayDuration } from '../../say/say-time.ts';
import { sayShare } from '../../say/say-share.ts';
import type { Totals } from './summary.ts';

const { columns } = messages.usage.groups;

/** Of a group: how it is shown, and how a spreadsheet wants it. */
interface Column {
  readonly title: string;
  readonly say: (totals: Totals) => string;
  readonly raw: (totals: Totals) => number | null;
}

const NOTHING = '-';

const counted = (title: string, raw: (totals: Totals) => number): Column => ({
  title,
  raw,
  say: (totals) => sayCount(raw(totals)),
});

const timed = (title: string, raw: Column['raw']): Column => ({
  title,
  raw,
  say: (totals) => {
    const ms = raw(totals);
    return ms === null ? NOTHING : sayDuration(ms);
  },
});

export const groupColumns: readonly Column[] = [
  counted(columns.requests, ({ requests }) => requests),
  counted(columns.failed, ({ failed_requests }) => failed_requests),
  counted(columns.input, ({ input_tokens }) => input_tokens),
  {
    title: columns.cached,
    raw: ({ cache_hit_share }) => cache_hit_share,
    say: ({ cache_hit_share }) => (cache_hit_share === null ? NOTHING : sayShare(cache_hit_share)),
  },
  counted(columns.output, ({ output_tokens }) => output_tokens),
  timed(columns.latency, ({ total_ms }) => total_ms?.p50 ?? null),
  timed(columns.slow, ({ total_ms }) => total_ms?.p95 ?? null),
  {
    title: columns.cost,
    raw: ({ cost_usd }) => cost_usd,
    say: ({ cost_usd }) => sayCost(cost_usd),
  },
  counted(columns.unpriced, ({ unpriced_requests }) => unpriced_requests),
];
