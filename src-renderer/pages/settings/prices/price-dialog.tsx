import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { ModelInput } from '../../../components/model-input.tsx';
import { notify } from '../../../components/notify.ts';
import { NumberInput } from '../../../components/number-input.tsx';
import { Problem } from '../../../components/problem.tsx';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { useTask } from '../../../engine/use-task.ts';
import type { OwnPrice } from './own-prices-panel.tsx';
import { draftOf, emptyPrice, toPriceInput, type PriceDraft } from './price-draft.ts';

const { dialog: said } = messages.prices;

const sums = [
  ['input', said.input, null],
  ['output', said.output, null],
  ['cached_input', said.cached, said.cachedHint],
  ['cache_write', said.cacheWrite, said.cachedHint],
  ['per_call', said.perCall, said.perCallHint],
] as const;

interface PriceDialogProps {
  /** Null: a new one. */
  readonly former: OwnPrice | null;
  readonly onClose: () => void;
}

export function PriceDialog({ former, onClose }: PriceDialogProps) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(former === null ? emptyPrice : draftOf(former));
  const input = toPriceInput(draft);
  const own = useOperation('prices.list', {}).data?.own ?? [];
  const isTaken = own.some(({ model }) => model === draft.model.trim());
  const task = useTask(async (signal, price: NonNullable<typeof input>) => {
    await client.call('prices.set', price, signal);
    notify({ kind: 'done', title: said.done(price.model) });
    onClose();
    await queries.invalidateQueries({ queryKey: ['prices.list'] });
  });
  const title = former === null ? said.addTitle : said.editTitle(former.model);
  return (
    <Dialog title={title} text={said.text} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (input !== null && !task.isRunning) void task.run(input);
        }}
      >
        {former === null ? (
          <Field label={said.model} hint={isTaken ? said.taken : said.modelHint}>
            {(control) => (
              <ModelInput
                {...control}
                isPlain
                model={draft.model}
                onModel={(model) => setDraft((before) => ({ ...before, model }))}
              />
            )}
          </Field>
        ) : null}
        <SumFields
          draft={draft}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        <Problem of={task.problem} />
        <div className="buttons buttons-end">
          <Button onClick={onClose}>{messages.words.cancel}</Button>
          <Button type="submit" look="primary" disabled={input === null || task.isRunning}>
            {task.isRunning ? messages.words.saving : said.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface SumFieldsProps {
  readonly draft: PriceDraft;
  readonly onChange: (part: Partial<PriceDraft>) => void;
}

function SumFields({ draft, onChange }: SumFieldsProps) {
  return (
    <div className="form-pair">
      {sums.map(([name, label, hint]) => (
        <Field
          key={name}
          label={label}
          isOptional={hint !== null}
          {...(hint === null ? {} : { hint })}
        >
          {(control) => (
            <NumberInput
              {...control}
              isWhole={false}
              value={draft[name]}
              onNumber={(sum) => onChange({ [name]: sum })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
