import { Activity } from 'lucide-react';
import { Suspense, useCallback, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Problem } from '../../components/problem.tsx';
import { later } from '../../browser/later.ts';
import { messages } from '../../messages.ts';
import { newKeyPath } from '../../pages.ts';
import type { Call } from '../../facts/use-first-call.ts';
import { CallFilters } from './call-filters.tsx';
import { isFiltering, noFilter } from './call-filter.ts';
import { CallList } from './call-list.tsx';
import { useCalls } from './use-calls.ts';

const CallDialog = later('CallDialog', () => import('./call-dialog.tsx'));

const { activity: said } = messages;

const NEAR_TOP_PX = 240;

export function Calls() {
  const [filter, setFilter] = useState(noFilter);
  const [chosen, setChosen] = useState<Call | null>(null);
  const isAtTop = useCallback(() => window.scrollY < NEAR_TOP_PX, []);
  const list = useCalls(filter, isAtTop);
  const { calls, isLoading, error, freshCount, showFresh } = list;
  const isEmpty = !isLoading && error === null && calls.length === 0;
  return (
    <>
      {isEmpty && !isFiltering(filter) ? null : (
        <CallFilters filter={filter} onFilter={setFilter} />
      )}
      <Problem of={error} />
      {freshCount === 0 ? null : (
        <div className="fresh">
          <Button
            look="primary"
            size="small"
            onClick={() => {
              showFresh();
              window.scrollTo({ top: 0, behavior: 'smooth' });
            }}
          >
            {said.fresh(freshCount)}
          </Button>
        </div>
      )}
      {isEmpty ? (
        <NoCalls isFiltered={isFiltering(filter)} onClear={() => setFilter(noFilter)} />
      ) : (
        <CallList list={list} onChoose={setChosen} />
      )}
      {chosen === null ? null : (
        <Suspense fallback={null}>
          <CallDialog call={chosen} onClose={() => setChosen(null)} />
        </Suspense>
      )}
    </>
  );
}

function NoCalls({
  isFiltered,
  onClear,
}: {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}) {
  const icon = <Activity size={28} />;
  if (isFiltered) {
    return (
      <Empty icon={icon} {...said.emptyFiltered}>
        <Button onClick={onClear}>{said.filters.clear}</Button>
      </Empty>
    );
  }
  return (
    <Empty icon={icon} title={said.empty.title} text={said.empty.text}>
      <Link href={newKeyPath} className="button button-primary">
        {said.empty.action}
      </Link>
    </Empty>
  );
}
