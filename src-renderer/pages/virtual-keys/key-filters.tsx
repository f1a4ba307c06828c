import { Field } from '../../components/field.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { messages } from '../../messages.ts';
import { offersOf, type KeyFilter } from './key-filter.ts';
import type { VirtualKey } from './virtual-key.ts';

const { filters: said } = messages.virtualKeys;
const { environments } = messages.words;

interface KeyFiltersProps {
  readonly keys: readonly VirtualKey[];
  readonly filter: KeyFilter;
  readonly onChange: (part: Partial<KeyFilter>) => void;
}

/** Finds a key among many. What no key has is not offered. */
export function KeyFilters({ keys, filter, onChange }: KeyFiltersProps) {
  const offers = offersOf(keys);
  return (
    <search className="filters" aria-label={said.label}>
      <div className="filter-find">
        <Field label={said.find}>
          {(control) => (
            <TextInput
              {...control}
              type="search"
              placeholder={said.placeholder}
              value={filter.text}
              onChange={(event) => onChange({ text: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Chooser
        label={said.app}
        value={filter.app}
        offers={offers.apps.map((app) => [app, app])}
        onChoose={(app) => onChange({ app })}
      />
      <Chooser
        label={said.environment}
        value={filter.environment}
        offers={offers.environments.map((name) => [name, environments[name]])}
        onChoose={(environment) => onChange({ environment })}
      />
      <Chooser
        label={said.tag}
        value={filter.tag}
        offers={offers.tags.map((tag) => [tag, tag])}
        onChoose={(tag) => onChange({ tag })}
      />
    </search>
  );
}

interface ChooserProps<Value extends string> {
  readonly label: string;
  readonly value: Value | null;
  readonly offers: readonly (readonly [value: Value, text: string])[];
  readonly onChoose: (value: Value | null) => void;
}

/** Choices are numbered, so that no name can be taken for "any". */
function Chooser<Value extends string>(props: ChooserProps<Value>) {
  const { label, value, offers, onChoose } = props;
  if (offers.length === 0) return null;
  const at = offers.findIndex(([offer]) => offer === value);
  return (
    <Field label={label}>
      {(control) => (
        <SelectInput
          {...control}
          value={String(at)}
          options={[
            ['-1', said.any],
            ...offers.map(([, text], index) => [String(index), text] as const),
          ]}
          onChoose={(chosen) => onChoose(offers[Number(chosen)]?.[0] ?? null)}
        />
      )}
    </Field>
  );
}
