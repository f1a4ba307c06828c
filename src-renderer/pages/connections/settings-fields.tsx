import { DateInput } from '../../components/date-input.tsx';
import { Field } from '../../components/field.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TagsInput } from '../../components/tags-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { environmentOptions } from '../../forms/environment-options.ts';
import { messages } from '../../messages.ts';
import type { ConnectionSettings } from './connection-draft.ts';

const { fields } = messages.connections;

interface SettingsFieldsProps {
  readonly settings: ConnectionSettings;
  readonly onChange: (part: Partial<ConnectionSettings>) => void;
}

const dataPolicies = [
  ['none', fields.dataPolicies.none],
  ['no_training', fields.dataPolicies.no_training],
  ['zdr', fields.dataPolicies.zdr],
] as const;
const kinds = [
  ['own', fields.kinds.own],
  ['platform', fields.kinds.platform],
] as const;
const billings = [
  ['metered', fields.billings.metered],
  ['subscription', fields.billings.subscription],
] as const;

export function SettingsFields({ settings, onChange }: SettingsFieldsProps) {
  return (
    <div className="form-pair">
      <Field label={fields.environment}>
        {(control) => (
          <SelectInput
            {...control}
            value={settings.environment ?? 'none'}
            options={environmentOptions}
            onChoose={(chosen) => onChange({ environment: chosen === 'none' ? null : chosen })}
          />
        )}
      </Field>
      <Field label={fields.dataPolicy}>
        {(control) => (
          <SelectInput
            {...control}
            value={settings.data_policy}
            options={dataPolicies}
            onChoose={(data_policy) => onChange({ data_policy })}
          />
        )}
      </Field>
      <Field label={fields.kind}>
        {(control) => (
          <SelectInput
            {...control}
            value={settings.kind}
            options={kinds}
            onChoose={(kind) => onChange({ kind })}
          />
        )}
      </Field>
      <Field label={fields.billing}>
        {(control) => (
          <SelectInput
            {...control}
            value={settings.billing}
            options={billings}
            onChoose={(billing) => onChange({ billing })}
          />
        )}
      </Field>
      <RestFields settings={settings} onChange={onChange} />
    </div>
  );
}

/** What only some connections need. */
function RestFields({ settings, onChange }: SettingsFieldsProps) {
  return (
    <>
      <Field label={fields.tags} isOptional hint={fields.tagsHint}>
        {(control) => (
          <TagsInput {...control} tags={settings.tags} onTags={(tags) => onChange({ tags })} />
        )}
      </Field>
      <Field label={fields.expiresAt} isOptional>
        {(control) => (
          <DateInput
            {...control}
            at={settings.expires_at}
            onDate={(expires_at) => onChange({ expires_at })}
          />
        )}
      </Field>
      <Field label={fields.refId} isOptional hint={fields.refIdHint}>
        {(control) => (
          <TextInput
            {...control}
            className="input-mono"
            value={settings.ref_id ?? ''}
            onChange={(event) => onChange({ ref_id: event.target.value || null })}
          />
        )}
      </Field>
    </>
  );
}
