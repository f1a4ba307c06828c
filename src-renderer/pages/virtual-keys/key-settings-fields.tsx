import { Field } from '../../components/field.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { environmentOptions } from '../../forms/environment-options.ts';
import { messages } from '../../messages.ts';
import { BudgetsFields } from '../../components/budgets-fields.tsx';
import { ExpiryField } from '../../components/expiry-field.tsx';
import type { KeySettings } from './key-draft.ts';
import { KeyRulesFields } from './key-rules-fields.tsx';
import { LimitsFields } from './limits-fields.tsx';
import { ScopeFields } from './scope-fields.tsx';

const { dialog: said } = messages.virtualKeys;

interface KeySettingsFieldsProps extends KeyFieldsProps {
  /** Whose connections it may use; null: those of the workspace that always exists. */
  readonly workspace: string | null;
}

export interface KeyFieldsProps {
  readonly settings: KeySettings;
  readonly onChange: (part: Partial<KeySettings>) => void;
}

export function KeySettingsFields({ settings, workspace, onChange }: KeySettingsFieldsProps) {
  return (
    <>
      <div className="form-pair">
        <Field label={said.label} hint={said.labelHint}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={128}
              value={settings.label}
              onChange={(event) => onChange({ label: event.target.value })}
            />
          )}
        </Field>
        <Field label={said.app} isOptional>
          {(control) => (
            <TextInput
              {...control}
              maxLength={128}
              placeholder={said.appPlaceholder}
              value={settings.app ?? ''}
              onChange={(event) => onChange({ app: event.target.value || null })}
            />
          )}
        </Field>
        <Field label={said.environment}>
          {(control) => (
            <SelectInput
              {...control}
              value={settings.environment ?? 'none'}
              options={environmentOptions}
              onChoose={(chosen) => onChange({ environment: chosen === 'none' ? null : chosen })}
            />
          )}
        </Field>
        <ExpiryField at={settings.expires_at} onChange={(expires_at) => onChange({ expires_at })} />
      </div>
      <ScopeFields
        workspace={workspace}
        allowed={settings.allowed_connections}
        onChange={(allowed_connections) => onChange({ allowed_connections })}
      />
      <BudgetsFields budgets={settings.budgets} onChange={(budgets) => onChange({ budgets })} />
      <details className="more">
        <summary>{messages.allowances.fields.more}</summary>
        <LimitsFields settings={settings} onChange={onChange} />
      </details>
      <details className="more">
        <summary>{said.more}</summary>
        <KeyRulesFields settings={settings} onChange={onChange} />
      </details>
    </>
  );
}
