import { TrendingUp } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { BudgetMeters } from '../../components/budget-meters.tsx';
import { RaiseDialog } from './raise-dialog.tsx';
import type { VirtualKey } from './virtual-key.ts';

const { meter: said, fields } = messages.allowances;

/** What the key has left, and the way to more of it for a while. */
export function BudgetsPanel({ virtualKey }: { readonly virtualKey: VirtualKey }) {
  const [raised, setRaised] = useState<VirtualKey['budgets'][number] | null>(null);
  const { budgets } = virtualKey;
  if (budgets.length === 0) return null;
  return (
    <section className="panel">
      <h2>{said.title}</h2>
      <ul className="budget-list">
        {budgets.map((budget) => (
          <li key={budget.per}>
            <BudgetMeters budgets={[budget]} isFull />
            <Button
              size="small"
              icon={<TrendingUp size={15} />}
              aria-label={said.raiseOf(fields.periods[budget.per])}
              onClick={() => setRaised(budget)}
            >
              {said.raise}
            </Button>
          </li>
        ))}
      </ul>
      {raised === null ? null : (
        <RaiseDialog id={virtualKey.id} budget={raised} onClose={() => setRaised(null)} />
      )}
    </section>
  );
}
