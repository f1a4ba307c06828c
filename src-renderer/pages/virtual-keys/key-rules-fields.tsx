import { Field } from '../../components/field.tsx';
import { LinesInput } from '../../components/lines-input.tsx';
import { TagsInput } from '../../components/tags-input.tsx';
import { messages } from '../../messages.ts';
import type { KeyFieldsProps } from './key-settings-fields.tsx';

const { dialog: said } = messages.virtualKeys;

/** What only some keys need. */
export function KeyRulesFields({ settings, onChange }: KeyFieldsProps) {
  return (
    <div className="form">
      <Field label={said.models} isOptional hint={said.modelsHint}>
        {(control) => (
          <LinesInput
            {...control}
            lines={settings.allowed_models ?? []}
            onLines={(lines) => onChange({ allowed_models: [...lines] })}
          />
        )}
      </Field>
      <Field label={said.origins} isOptional hint={said.originsHint}>
        {(control) => (
          <LinesInput
            {...control}
            lines={settings.origins}
            onLines={(lines) => onChange({ origins: [...lines] })}
          />
        )}
      </Field>
      <Field label={said.tags} isOptional hint={said.tagsHint}>
        {(control) => (
          <TagsInput
            {...control}
            tags={settings.tags}
            onTags={(tags) => onChange({ tags: [...tags] })}
          />
        )}
      </Field>
    </div>
  );
}
