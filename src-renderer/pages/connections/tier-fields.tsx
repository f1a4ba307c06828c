import { Choices } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { messages } from '../../messages.ts';
import { isComplete, type TierDraft } from './tier-draft.ts';

const { limits: said } = messages;

const sources = (['auto_detected', 'user_specified', 'enterprise'] as const).map(
  (source) => [source, said.sources[source]] as const,
);

interface TierFieldsProps {
  readonly draft: TierDraft;
  readonly detected: string | null;
  readonly onChange: (part: Partial<TierDraft>) => void;
}

export function TierFields({ draft, detected, onChange }: TierFieldsProps) {
  const { source } = draft;
  return (
    <>
      <div className="field">
        <span className="legend">{said.tierLabel}</span>
        <Choices
          label={said.tierLabel}
          value={source}
          options={sources}
          onChoose={(next) => onChange({ source: next })}
        />
        <p className="hint">
          {source === 'auto_detected'
            ? said.sourceHints.auto_detected(detected)
            : said.sourceHints[source]}
        </p>
      </div>
      {source === 'user_specified' ? (
        <Field label={said.name}>
          {(control) => (
            <TextInput
              {...control}
              value={draft.tier}
              placeholder={said.namePlaceholder}
              onChange={(event) => onChange({ tier: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <Field label={said.concurrent} hint={said.concurrentHint} isOptional>
        {(control) => (
          <TextInput
            {...control}
            inputMode="numeric"
            value={draft.concurrent}
            aria-invalid={!isComplete(draft)}
            onChange={(event) => onChange({ concurrent: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
