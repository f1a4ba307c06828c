import { Suspense, useMemo, useState } from 'react';
import { Choices } from '../../components/choices.tsx';
import { later } from '../../browser/later.ts';
import { messages } from '../../messages.ts';
import { DayTable } from './day-table.tsx';
import { toDaySeries } from './day-series.ts';
import { measures, type MeasureName } from './measures.ts';
import type { Days } from './period.ts';
import type { Group } from './summary.ts';
import { useColorScheme } from './use-colors.ts';

const DayChart = later('DayChart', () => import('./day-chart.tsx'));

const { chart: said } = messages.usage;

const options: readonly (readonly [MeasureName, string])[] = [
  ['cost', measures.cost.title],
  ['tokens', measures.tokens.title],
  ['requests', measures.requests.title],
];

interface DaySectionProps {
  readonly days: Days;
  /** By day. */
  readonly groups: readonly Group[];
}

export function DaySection({ days, groups }: DaySectionProps) {
  const [chosen, setChosen] = useState<MeasureName | null>(null);
  const scheme = useColorScheme();
  const series = useMemo(() => toDaySeries(days, groups), [days, groups]);
  // Where no call has a price, a chart of costs is empty and says nothing.
  const measure = chosen ?? (series.some(({ cost }) => (cost ?? 0) > 0) ? 'cost' : 'tokens');
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{said.title}</h2>
        <Choices label={said.measure} value={measure} options={options} onChoose={setChosen} />
      </div>
      <Suspense fallback={<div className="chart-place" />}>
        <DayChart key={scheme} name={measure} days={series} />
      </Suspense>
      <details className="more">
        <summary>{said.table}</summary>
        <DayTable days={series} />
      </details>
    </section>
  );
}
