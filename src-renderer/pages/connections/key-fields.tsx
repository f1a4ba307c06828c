import { ExternalLink } from 'lucide-react';
import { Choices } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { SecretInput } from '../../components/secret-input.tsx';
import { SiteLink } from '../../components/site-link.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { messages } from '../../messages.ts';
import type { ConnectionDraft } from './connection-draft.ts';

const { addDialog: said } = messages.connections;

interface KeyFieldsProps {
  readonly draft: ConnectionDraft;
  readonly onChange: (part: Partial<ConnectionDraft>) => void;
}

/** The key itself, or the name of where it is kept. */
export function KeyFields({ draft, onChange }: KeyFieldsProps) {
  const { provider, keyWay } = draft;
  if (provider?.kind === 'demo') return null;
  return (
    <>
      <Choices
        label={said.keyWay}
        value={keyWay}
        options={[
          ['paste', said.paste],
          ['reference', said.reference],
        ]}
        onChoose={(chosen) => onChange({ keyWay: chosen })}
      />
      {keyWay === 'paste' ? (
        <Field
          label={said.key}
          isOptional={provider?.is_key_required === false}
          hint={<KeyHint draft={draft} />}
        >
          {(control) => (
            <SecretInput
              {...control}
              value={draft.key}
              onChange={(event) => onChange({ key: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <Field label={said.referenceLabel} hint={said.referenceHint}>
          {(control) => (
            <TextInput
              {...control}
              className="input-mono"
              value={draft.reference}
              onChange={(event) => onChange({ reference: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function KeyHint({ draft: { provider } }: Pick<KeyFieldsProps, 'draft'>) {
  if (provider === null) return said.keyHintPlain;
  if (!provider.is_key_required) return said.keyOptional;
  const { key_example, links } = provider;
  return (
    <>
      {key_example === null ? said.keyHintPlain : said.keyHint(shorten(key_example))}{' '}
      {links === null ? null : (
        <SiteLink address={links.keys}>
          {said.getKey}
          <ExternalLink size={13} />
        </SiteLink>
      )}
    </>
  );
}

/** The telling beginning of an example: what comes before the word or a run of one character. */
function shorten(example: string): string {
  const [, beginning] = /^(.+?)(?:example|(.)\2{3})/.exec(example) ?? [];
  return beginning === undefined ? example : `${beginning}...`;
}
