import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { Field } from '../../components/field.tsx';
import { Monogram } from '../../components/monogram.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { messages } from '../../messages.ts';

type Provider = OutputOf<'providers.list'>['providers'][number];

interface ProviderSelectProps {
  readonly providers: readonly Provider[];
  readonly provider: Provider | undefined;
  readonly onChoose: (id: string | null) => void;
}

const { paste } = messages.start;

/** Those whose accounts have a key. */
export function ProviderSelect({ providers, provider, onChoose }: ProviderSelectProps) {
  const withKey = providers.filter(({ is_key_required }) => is_key_required);
  const options = withKey.map(({ id, name }) => [id, name] as const);
  return (
    <Field label={paste.provider}>
      {(control) => (
        <div className="with-mark">
          <Monogram provider={provider?.id ?? '?'} />
          <SelectInput
            {...control}
            value={provider?.id ?? ''}
            options={[['', paste.unknown], ...options]}
            onChoose={(id) => onChoose(id === '' ? null : id)}
          />
        </div>
      )}
    </Field>
  );
}
