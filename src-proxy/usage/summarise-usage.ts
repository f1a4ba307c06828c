import type { Store } from '../store/open-store.ts';
import { byId, costliestFirst, GroupedSums, type UsageSummary } from './grouped-sums.ts';
import { localDate } from './local-calendar.ts';
import { readRecords, readSumsBySeries, readSumsByStart } from './read-sums.ts';
import { decodeSums } from './sum-table.ts';
import {
  groupsOf,
  isWanted,
  listSeries,
  unnamedSeries,
  type GroupName,
  type NamedSeries,
  type UsageDimension,
  type UsageFilters,
} from './usage-dimensions.ts';
import { partPeriod } from './usage-period.ts';
import { timeOfId } from './usage-record.ts';
import { modelOf, seriesName } from './usage-series.ts';
import { addRecord, addSums } from './usage-sums.ts';

export interface UsagePeriod {
  readonly sinceMs: number;
  /** Not included. */
  readonly untilMs: number;
  /** The present: what comes after is not over yet. */
  readonly nowMs: number;
  readonly by: UsageDimension;
  readonly filters: UsageFilters;
}

/** Reads sums, and single records only where the period begins or ends within an hour. */
export function summariseUsage(store: Store, period: UsagePeriod): UsageSummary {
  const { sinceMs, untilMs, nowMs, by, filters } = period;
  // Of one moment, whatever is written meanwhile.
  const read = store.transaction(() => {
    const parts = partPeriod(store, { from: sinceMs, to: untilMs }, nowMs);
    const series = listSeries(store);
    const chosen = series.filter((one) => isWanted(one, filters));
    const ids = chosen.map(({ id }) => id);
    const isAll = chosen.length === series.length;
    const gathered = new GroupedSums();
    const groups = groupReader(by, series);
    const rows =
      by === 'day'
        ? readSumsByStart(store, parts, isAll ? null : ids)
        : readSumsBySeries(store, parts, ids);
    for (const row of rows) {
      const sums = decodeSums(row);
      gathered.add(groups.ofSums(row.of), (into) => addSums(into, sums));
    }
    for (const record of readRecords(store, parts)) {
      const model = modelOf(record);
      if (!isWanted({ ...record, model }, filters)) continue;
      gathered.add(groups.ofRecord({ ...record, model }), (into) => addRecord(into, record));
    }
    return gathered.summary(by === 'day' ? byId : costliestFirst);
  });
  return read();
}

interface GroupReader {
  /** By the number of a series, or by the moment the sums begin. */
  ofSums(of: number): readonly GroupName[];
  ofRecord(
    record: Pick<NamedSeries, 'id' | 'workspaceId' | 'virtualKeyId' | 'connectionId' | 'model'>,
  ): readonly GroupName[];
}

function groupReader(by: UsageDimension, series: readonly NamedSeries[]): GroupReader {
  if (by === 'day') return { ofSums: dayOf, ofRecord: ({ id }) => dayOf(timeOfId(id)) };
  const groups = new Map(series.map((one) => [one.id, groupsOf(one, by)]));
  const ids = new Map(series.map((one) => [seriesName(one), one.id]));
  const ofSums = (id: number): readonly GroupName[] => groups.get(id) ?? [];
  return {
    ofSums,
    ofRecord: (record) => {
      const id = ids.get(seriesName(record));
      return id === undefined ? groupsOf(unnamedSeries(record), by) : ofSums(id);
    },
  };
}

const dayOf = (at: number): readonly GroupName[] => [{ id: localDate(at), name: localDate(at) }];
