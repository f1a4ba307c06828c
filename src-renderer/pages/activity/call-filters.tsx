import { X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { messages } from '../../messages.ts';
import type { Call } from '../../facts/use-first-call.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { isFiltering, noFilter, type CallFilter, type Since } from './call-filter.ts';

const { filters: said, outcomes } = messages.activity;

const outcomeOptions: readonly (readonly [Call['outcome'] | 'any', string])[] = [
  ['any', said.any],
  ['ok', outcomes.ok],
  ['upstream_error', outcomes.upstream_error],
  ['refused', outcomes.refused],
  ['client_gone', outcomes.client_gone],
  ['interrupted', outcomes.interrupted],
  ['running', outcomes.running],
];
const sinceOptions: readonly (readonly [Since, string])[] = [
  ['all', said.sinces.all],
  ['hour', said.sinces.hour],
  ['day', said.sinces.day],
  ['week', said.sinces.week],
];

interface CallFiltersProps {
  readonly filter: CallFilter;
  readonly onFilter: (filter: CallFilter) => void;
}

export function CallFilters({ filter, onFilter }: CallFiltersProps) {
  const keys = useOperation('virtual_keys.list', {}).data?.virtual_keys ?? [];
  const connections = useOperation('connections.list', {}).data?.connections ?? [];
  const change = (part: Partial<CallFilter>): void => onFilter({ ...filter, ...part });
  const named = (list: readonly { readonly id: string; readonly label: string }[]) => [
    ['any', said.any] as const,
    ...list.map(({ id, label }) => [id, label] as const),
  ];
  return (
    <search className="filters" aria-label={said.label}>
      <Field label={said.outcome}>
        {(control) => (
          <SelectInput
            {...control}
            value={filter.outcome}
            options={outcomeOptions}
            onChoose={(outcome) => change({ outcome })}
          />
        )}
      </Field>
      <Field label={said.key}>
        {(control) => (
          <SelectInput
            {...control}
            value={filter.virtualKey}
            options={named(keys)}
            onChoose={(virtualKey) => change({ virtualKey })}
          />
        )}
      </Field>
      <Field label={said.connection}>
        {(control) => (
          <SelectInput
            {...control}
            value={filter.connection}
            options={named(connections)}
            onChoose={(connection) => change({ connection })}
          />
        )}
      </Field>
      <ModelFilter model={filter.model} onModel={(model) => change({ model })} />
      <Field label={said.since}>
        {(control) => (
          <SelectInput
            {...control}
            value={filter.since}
            options={sinceOptions}
            onChoose={(since) => change({ since })}
          />
        )}
      </Field>
      {isFiltering(filter) ? (
        <Button look="quiet" icon={<X size={16} />} onClick={() => onFilter(noFilter)}>
          {said.clear}
        </Button>
      ) : null}
    </search>
  );
}

interface ModelFilterProps {
  readonly model: string;
  readonly onModel: (model: string) => void;
}

function ModelFilter({ model, onModel }: ModelFilterProps) {
  const listId = useId();
  const models = useOperation('models.list', {}).data?.models ?? [];
  return (
    <Field label={said.model}>
      {(control) => (
        <>
          <TextInput
            {...control}
            className="input-mono"
            list={listId}
            placeholder={said.modelPlaceholder}
            value={model}
            onChange={(event) => onModel(event.target.value)}
          />
          <datalist id={listId}>
            {[...new Set(models.map(({ id }) => id))].map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
