import { useRef, useState, type ChangeEvent } from 'react';
import { CheckedButtons } from '../../components/checked-buttons.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { notify } from '../../components/notify.ts';
import { Problem } from '../../components/problem.tsx';
import { SecretInput } from '../../components/secret-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useChecked } from '../../forms/use-checked.ts';
import type { Connection } from '../../forms/use-connect.ts';

const { rotateDialog: said, addDialog } = messages.connections;

interface RotateDialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

/** A new key, or for a connection that refers to one another reference. */
export function RotateDialog({ connection, onClose }: RotateDialogProps) {
  const { client } = useEngine();
  const input = useRef<HTMLInputElement>(null);
  // Whether, not what: the key itself stays in its field.
  const [isFilled, setFilled] = useState(false);
  const onChange = (event: ChangeEvent<HTMLInputElement>): void =>
    setFilled(event.target.value.trim() !== '');
  const checked = useChecked();
  const { id, label, provider, base_url, key_source } = connection;
  const isReference = key_source === 'reference';
  const submit = async (isChecked: boolean): Promise<void> => {
    const text = input.current?.value.trim() ?? '';
    if (text === '' || checked.phase !== 'idle') return;
    const key = isReference ? { key_reference: text } : { provider_key: text };
    const isDone = await checked.run(
      isChecked ? { provider, base_url, ...key } : null,
      async () => {
        await client.call('connections.rotate', {
          connection: id,
          ...key,
          validate_before_save: isChecked,
        });
      },
    );
    if (!isDone) return;
    notify({ kind: 'done', title: said.done(label) });
    onClose();
  };
  return (
    <Dialog title={said.title(label)} text={said.text} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(true);
        }}
      >
        {isReference ? (
          <Field label={addDialog.referenceLabel} hint={addDialog.referenceHint}>
            {(control) => (
              <TextInput {...control} ref={input} className="input-mono" onChange={onChange} />
            )}
          </Field>
        ) : (
          <Field label={said.key} hint={addDialog.keyHintPlain}>
            {(control) => <SecretInput {...control} ref={input} onChange={onChange} />}
          </Field>
        )}
        <Problem of={checked.problem} />
        <CheckedButtons
          checked={checked}
          action={said.submit}
          isReady={isFilled}
          onSkip={() => void submit(false)}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
