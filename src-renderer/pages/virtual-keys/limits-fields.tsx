import { Field } from '../../components/field.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { messages } from '../../messages.ts';
import type { KeyFieldsProps } from './key-settings-fields.tsx';

const { fields: said } = messages.allowances;
const { dataPolicies } = messages.connections.fields;

const limits = [
  ['requests_per_minute', said.requestsPerMinute],
  ['tokens_per_minute', said.tokensPerMinute],
  ['concurrent_requests', said.concurrentRequests],
] as const;
const unknownPrices = [
  ['allow', said.unknownPrices.allow],
  ['refuse', said.unknownPrices.refuse],
] as const;
const constraints = [
  ['none', said.constraints.none],
  ['only_byok', said.constraints.only_byok],
  ['only_platform', said.constraints.only_platform],
] as const;
const policies = [
  ['none', dataPolicies.none],
  ['no_training', dataPolicies.no_training],
  ['zdr', dataPolicies.zdr],
] as const;

/** How much, how fast, and through whose accounts. */
export function LimitsFields({ settings, onChange }: KeyFieldsProps) {
  return (
    <div className="form-pair">
      {limits.map(([name, label]) => (
        <Field key={name} label={label} isOptional>
          {(control) => (
            <NumberInput
              {...control}
              placeholder={said.noLimit}
              value={settings[name]}
              onNumber={(value) => onChange({ [name]: value })}
            />
          )}
        </Field>
      ))}
      <Field label={said.unknownPrice}>
        {(control) => (
          <SelectInput
            {...control}
            value={settings.unknown_price}
            options={unknownPrices}
            onChoose={(unknown_price) => onChange({ unknown_price })}
          />
        )}
      </Field>
      <Field label={said.constraint}>
        {(control) => (
          <SelectInput
            {...control}
            value={settings.routing_constraint}
            options={constraints}
            onChoose={(routing_constraint) => onChange({ routing_constraint })}
          />
        )}
      </Field>
      <Field label={said.dataPolicy}>
        {(control) => (
          <SelectInput
            {...control}
            value={settings.data_policy}
            options={policies}
            onChoose={(data_policy) => onChange({ data_policy })}
          />
        )}
      </Field>
      <Field label={said.region} isOptional hint={said.regionHint}>
        {(control) => (
          <TextInput
            {...control}
            value={settings.region ?? ''}
            onChange={(event) => onChange({ region: event.target.value || null })}
          />
        )}
      </Field>
    </div>
  );
}
