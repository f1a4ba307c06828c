import type { ExportedPage, ExportRange } from './export-usage.ts';
import type { UsageSummary } from './grouped-sums.ts';
import type { UsagePeriod } from './summarise-usage.ts';
import type { UsageRecord } from './usage-record.ts';
import type { UsageTotals } from './usage-totals.ts';

/** A usage record with what people call its key and connection, also when these have ended. */
export type UsageRecordView = Readonly<UsageRecord> & {
  readonly virtualKeyLabel: string | null;
  readonly connectionSlug: string | null;
};

export interface RequestFilters {
  readonly virtualKeyId?: string;
  readonly connectionId?: string;
  /** Requested or served under exactly this id. */
  readonly model?: string;
  readonly outcome?: UsageRecord['outcome'];
  readonly sinceMs?: number;
}

export interface RequestPage {
  /** Only older ones than this record. */
  readonly beforeId?: number;
  readonly limit: number;
  readonly filters: RequestFilters;
}

/** What is asked of the store about usage. A record waiting for its group commit shows a moment later. */
export interface UsageReader {
  summarise(period: Omit<UsagePeriod, 'nowMs'>): Promise<UsageSummary>;
  /** Of the local day, at once. */
  today(): Pick<UsageTotals, 'requests' | 'costUsd' | 'unpricedRequests'>;
  /** Newest first. */
  listRequests(page: RequestPage): Promise<readonly UsageRecordView[]>;
  /** A page of a file that holds the requests of a range, oldest first. */
  exportPage(range: ExportRange, afterId: number | null): Promise<ExportedPage>;
  findRequest(id: number): UsageRecordView | null;
  /** Calls `subscriber` with every request that is over; the returned function ends that. */
  subscribe(subscriber: (record: UsageRecordView) => void): () => void;
}
