import './usage.css';
import { ChartColumn, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Problem } from '../../components/problem.tsx';
import { messages } from '../../messages.ts';
import { newKeyPath } from '../../pages.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { DaySection } from './day-section.tsx';
import { Figures } from './figures.tsx';
import { GroupSection } from './group-section.tsx';
import { toRange, type Days } from './period.ts';
import { PeriodPicker } from './period-picker.tsx';
import { toFilter, type Dimension, type Only } from './summary.ts';
import { useDays } from './use-days.ts';

const { usage: said } = messages;

export function UsagePage() {
  const [only, setOnly] = useState<Only | null>(null);
  const { days, ...picker } = useDays();
  return (
    <div className="page page-wide">
      <PageHead title={said.title} text={said.text} />
      <PeriodPicker {...picker} />
      {only === null ? null : (
        <p className="usage-only">
          <span className="wrap-anywhere">{said.only[only.dimension](only.name)}</span>
          <Button size="small" icon={<X size={15} />} onClick={() => setOnly(null)}>
            {said.only.clear}
          </Button>
        </p>
      )}
      <Sums days={days} only={only} onOnly={setOnly} />
    </div>
  );
}

interface SumsProps {
  readonly days: Days;
  readonly only: Only | null;
  readonly onOnly: (only: Only) => void;
}

function Sums({ days, only, onOnly }: SumsProps) {
  const [by, setBy] = useState<Dimension>('key');
  const input = { ...toRange(days), ...toFilter(only) };
  const grouped = useOperation('usage.summary', { ...input, by });
  const daily = useOperation('usage.summary', { ...input, by: 'day' });
  const summary = grouped.data;
  if (summary === undefined || daily.data === undefined) {
    return grouped.error === null && daily.error === null ? (
      <p className="soft">{messages.words.loading}</p>
    ) : (
      <Problem of={grouped.error ?? daily.error} />
    );
  }
  if (summary.total.requests === 0) return <NoUse isFiltered={only !== null} />;
  return (
    <>
      <Figures total={summary.total} />
      {days.from === days.to ? null : <DaySection days={days} groups={daily.data.groups} />}
      <GroupSection summary={summary} days={days} onBy={setBy} onOnly={onOnly} />
    </>
  );
}

function NoUse({ isFiltered }: { readonly isFiltered: boolean }) {
  const { title, text, action, filtered } = said.empty;
  const icon = <ChartColumn size={28} />;
  if (isFiltered) return <Empty icon={icon} title={title} text={filtered} />;
  return (
    <Empty icon={icon} title={title} text={text}>
      <Link href={newKeyPath} className="button button-primary">
        {action}
      </Link>
    </Empty>
  );
}
