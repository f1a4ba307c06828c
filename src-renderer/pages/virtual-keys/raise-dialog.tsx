import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { notify } from '../../components/notify.ts';
import { NumberInput } from '../../components/number-input.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useTask } from '../../engine/use-task.ts';
import type { VirtualKey } from './virtual-key.ts';

const { raise: said, fields } = messages.allowances;

type Until = keyof typeof said.untils;

const options: readonly (readonly [Until, string])[] = [
  ['tonight', said.untils.tonight],
  ['tomorrow', said.untils.tomorrow],
  ['week', said.untils.week],
];
const daysAhead: Readonly<Record<Until, number>> = { tonight: 0, tomorrow: 1, week: 7 };

interface RaiseDialogProps {
  readonly id: string;
  readonly budget: VirtualKey['budgets'][number];
  readonly onClose: () => void;
}

/** More for a while; the former sum comes back by itself. */
export function RaiseDialog({ id, budget, onClose }: RaiseDialogProps) {
  const { client } = useEngine();
  const [usd, setUsd] = useState<number | null>(budget.usd * 2);
  const [until, setUntil] = useState<Until>('tonight');
  const task = useTask(async (_signal, amount: number) => {
    await client.call('virtual_keys.raise', {
      virtual_key: id,
      usd: amount,
      per: budget.per,
      until: endOfDay(daysAhead[until]),
    });
    notify({ kind: 'done', title: said.done });
    onClose();
  });
  const isReady = usd !== null && !Number.isNaN(usd) && !task.isRunning;
  return (
    <Dialog title={said.title(fields.periods[budget.per])} text={said.text} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void task.run(usd);
        }}
      >
        <Field label={said.usd}>
          {(control) => <NumberInput {...control} isWhole={false} value={usd} onNumber={setUsd} />}
        </Field>
        <Field label={said.until}>
          {(control) => (
            <SelectInput {...control} value={until} options={options} onChoose={setUntil} />
          )}
        </Field>
        <Problem of={task.problem} />
        <div className="buttons buttons-end">
          <Button onClick={onClose}>{messages.words.cancel}</Button>
          <Button type="submit" look="primary" disabled={!isReady}>
            {task.isRunning ? said.working : said.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** By the local calendar. */
function endOfDay(ahead: number): string {
  const at = new Date();
  at.setDate(at.getDate() + ahead);
  at.setHours(23, 59, 59, 0);
  return at.toISOString();
}
