import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Field } from '../../components/field.tsx';
import { notify } from '../../components/notify.ts';
import { Problem } from '../../components/problem.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { useTask } from '../../engine/use-task.ts';
import { SettingsHead } from './settings-head.tsx';

const { retention: said } = messages;

const offered: readonly (readonly [days: string, text: string])[] = [
  ['', said.choices.forever],
  ['365', said.choices.year],
  ['90', said.choices.quarter],
  ['30', said.choices.month],
];

const toDays = (choice: string): number | null => (choice === '' ? null : Number(choice));

/** How long single requests stay. Keeping them shorter removes some for good, so that is asked again. */
export function RetentionSection() {
  const { client } = useEngine();
  const queries = useQueryClient();
  const { data, error } = useOperation('usage.show_retention', {});
  const [asked, setAsked] = useState<number | null>(null);
  const save = async (days: number | null, signal: AbortSignal): Promise<void> => {
    await client.call('usage.set_retention', { days }, signal);
    await queries.invalidateQueries({ queryKey: ['usage.show_retention'] });
    notify({ kind: 'done', title: days === null ? messages.words.saved : said.set });
  };
  const task = useTask((signal, days: number | null) => save(days, signal));
  const days = data?.days ?? null;
  const choose = (next: number | null): void => {
    const isShorter = next !== null && (days === null || next < days);
    if (isShorter) setAsked(next);
    else void task.run(next);
  };
  const value = days === null ? '' : String(days);
  const isOffered = offered.some(([choice]) => choice === value);
  return (
    <>
      <SettingsHead of="history" />
      <section className="panel">
        <Field label={said.label}>
          {(control) => (
            <SelectInput
              {...control}
              value={value}
              disabled={data === undefined || task.isRunning}
              options={isOffered ? offered : [[value, said.days(days ?? 0)], ...offered]}
              onChoose={(choice) => choose(toDays(choice))}
            />
          )}
        </Field>
        <Problem of={error ?? task.problem} />
        {asked === null ? null : (
          <ConfirmDialog
            title={said.confirm.title}
            action={said.confirm.action}
            working={said.confirm.working}
            name={null}
            run={(signal) => save(asked, signal)}
            onDone={() => setAsked(null)}
            onClose={() => setAsked(null)}
          >
            <p>{said.confirm.text(said.days(asked))}</p>
          </ConfirmDialog>
        )}
      </section>
    </>
  );
}
