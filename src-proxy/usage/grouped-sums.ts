import type { GroupName } from './usage-dimensions.ts';
import { totalsOf, type UsageTotals } from './usage-totals.ts';
import { noUsage, type UsageSums } from './usage-sums.ts';

/** A group, named by what it has in common. */
export type UsageGroup = GroupName & UsageTotals;

export interface UsageSummary {
  readonly total: UsageTotals;
  /** A request with several tags counts in each of their groups, and once in the total. */
  readonly groups: readonly UsageGroup[];
}

/** Adds up, altogether and by group. */
export class GroupedSums {
  readonly #total = noUsage();
  readonly #groups = new Map<
    string | null,
    { readonly name: GroupName; readonly sums: UsageSums }
  >();

  /** `add` adds one thing to the sums it is given. */
  add(groups: readonly GroupName[], add: (sums: UsageSums) => void): void {
    add(this.#total);
    for (const name of groups) {
      let group = this.#groups.get(name.id);
      if (group === undefined) {
        group = { name, sums: noUsage() };
        this.#groups.set(name.id, group);
      }
      add(group.sums);
    }
  }

  summary(order: (one: UsageGroup, other: UsageGroup) => number): UsageSummary {
    const groups = [...this.#groups.values()]
      .filter(({ sums }) => sums.requests > 0)
      .map(({ name, sums }) => ({ id: name.id, name: name.name, ...totalsOf(sums) }));
    return { total: totalsOf(this.#total), groups: groups.toSorted(order) };
  }
}

/** Unknown costs, which may be any, come after known ones. */
export const costliestFirst = (one: UsageGroup, other: UsageGroup): number =>
  (other.costUsd ?? -1) - (one.costUsd ?? -1) || other.requests - one.requests;

export const byId = (one: UsageGroup, other: UsageGroup): number =>
  (one.id ?? '') < (other.id ?? '') ? -1 : 1;
