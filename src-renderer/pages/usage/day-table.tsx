import { messages } from '../../messages.ts';
import { sayCost } from '../../say/say-cost.ts';
import { sayCount } from '../../say/say-number.ts';
import type { DayUse } from './day-series.ts';
import { Sheet } from './sheet.tsx';
import { sayDay } from './say-day.ts';

const { chart: said, groups } = messages.usage;
const { columns, dimensions } = groups;

/** The newest day first: it is the one people look for. */
export function DayTable({ days }: { readonly days: readonly DayUse[] }) {
  return (
    <Sheet
      label={said.tableLabel}
      head={[
        dimensions.day,
        columns.requests,
        columns.failed,
        columns.input,
        columns.output,
        columns.cost,
      ]}
      rows={days.toReversed().map(({ day, requests, failed, input, output, cost }) => ({
        id: day,
        name: sayDay(day),
        cells: [...[requests, failed, input, output].map(sayCount), sayCost(cost)],
      }))}
    />
  );
}
