import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { messages } from '../../messages.ts';
import type { ConnectionDraft } from './connection-draft.ts';

const { addDialog: said } = messages.connections;

interface AddressFieldsProps {
  readonly draft: ConnectionDraft;
  readonly onChange: (part: Partial<ConnectionDraft>) => void;
}

/** Where calls go, for those providers that have more than one answer to that. */
export function AddressFields({ draft, onChange }: AddressFieldsProps) {
  const { provider } = draft;
  if (provider === null || (provider.base_url !== null && provider.presets.length === 0)) {
    return null;
  }
  return (
    <>
      <Field
        label={said.baseUrl}
        isOptional={provider.base_url !== null}
        hint={provider.kind === 'self_hosted' ? said.baseUrlHint : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            className="input-mono"
            inputMode="url"
            placeholder={provider.base_url ?? provider.presets[0]?.base_url ?? ''}
            value={draft.baseUrl}
            onChange={(event) => onChange({ baseUrl: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="buttons" aria-label={said.presets}>
        {provider.presets.map(({ name, base_url }) => (
          <Button key={base_url} size="small" onClick={() => onChange({ baseUrl: base_url })}>
            {name}
          </Button>
        ))}
      </fieldset>
      {provider.kind === 'self_hosted' ? (
        <Field label={said.region} hint={said.regionHint}>
          {(control) => (
            <TextInput
              {...control}
              value={draft.region}
              onChange={(event) => onChange({ region: event.target.value })}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}
