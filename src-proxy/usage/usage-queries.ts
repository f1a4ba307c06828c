/** What is asked of the store about usage and may take long: functions of the store and plain data. */
import type { Store } from '../store/open-store.ts';
import { exportPage, type ExportedPage, type ExportRange } from './export-usage.ts';
import type { UsageSummary } from './grouped-sums.ts';
import { listRequests } from './list-requests.ts';
import { summariseUsage, type UsagePeriod } from './summarise-usage.ts';
import { sumDay, type Day, type SeriesSums } from './summed-days.ts';
import type { RequestPage, UsageRecordView } from './usage-reader.ts';

interface Queries {
  readonly summarise: { input: UsagePeriod; answer: UsageSummary };
  readonly listRequests: { input: RequestPage; answer: readonly UsageRecordView[] };
  readonly sumDay: { input: Day; answer: readonly SeriesSums[] };
  readonly exportPage: {
    input: { readonly range: ExportRange; readonly afterId: number | null };
    answer: ExportedPage;
  };
}

export type QueryName = keyof Queries;
export type QueryInput<Name extends QueryName> = Queries[Name]['input'];
export type QueryAnswer<Name extends QueryName> = Queries[Name]['answer'];

export const usageQueries: {
  readonly [Name in QueryName]: (store: Store, input: QueryInput<Name>) => QueryAnswer<Name>;
} = {
  summarise: summariseUsage,
  listRequests,
  sumDay,
  exportPage: (store, { range, afterId }) => exportPage(store, range, afterId),
};
