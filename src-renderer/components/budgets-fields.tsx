import { Plus, X } from 'lucide-react';
import type { Budget } from '../facts/budget.ts';
import { Button } from './button.tsx';
import { NumberInput } from './number-input.tsx';
import { SelectInput } from './select-input.tsx';
import { messages } from '../messages.ts';

const { fields: said } = messages.allowances;

type Period = Budget['per'];

const periods: readonly Period[] = ['day', 'week', 'month', 'total'];

interface BudgetsFieldsProps {
  readonly budgets: readonly Budget[];
  readonly onChange: (budgets: readonly Budget[]) => void;
}

/** At most one a period. */
export function BudgetsFields({ budgets, onChange }: BudgetsFieldsProps) {
  const free = periods.filter((period) => budgets.every(({ per }) => per !== period));
  const set = (at: number, part: Partial<Budget>): void =>
    onChange(budgets.map((budget, index) => (index === at ? { ...budget, ...part } : budget)));
  return (
    <fieldset className="checks">
      <legend className="legend">{said.budgets}</legend>
      {budgets.map(({ usd, per }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a budget is what stands in its line
        <div key={at} className="budget-fields">
          <NumberInput
            aria-label={`${said.usd} ${said.periods[per]}`}
            isWhole={false}
            value={usd}
            onNumber={(value) => set(at, { usd: value ?? Number.NaN })}
          />
          <SelectInput
            aria-label={said.per}
            value={per}
            options={periods
              .filter((period) => period === per || free.includes(period))
              .map((period) => [period, said.periods[period]] as const)}
            onChoose={(period) => set(at, { per: period })}
          />
          <Button
            look="quiet"
            size="small"
            icon={<X size={16} />}
            aria-label={said.removeBudget(said.periods[per])}
            onClick={() => onChange(budgets.filter((_budget, index) => index !== at))}
          />
        </div>
      ))}
      <AddBudget free={free} onAdd={(per) => onChange([...budgets, { usd: 5, per }])} />
      <p className="hint">{said.budgetsHint}</p>
    </fieldset>
  );
}

interface AddBudgetProps {
  readonly free: readonly Period[];
  readonly onAdd: (per: Period) => void;
}

function AddBudget({ free, onAdd }: AddBudgetProps) {
  const [next] = free;
  if (next === undefined) return null;
  return (
    <div className="buttons">
      <Button size="small" icon={<Plus size={15} />} onClick={() => onAdd(next)}>
        {said.addBudget}
      </Button>
    </div>
  );
}
