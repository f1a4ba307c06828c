import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { notify } from '../../components/notify.ts';
import { Problem } from '../../components/problem.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useTask } from '../../engine/use-task.ts';
import type { ConnectionSettings } from './connection-draft.ts';
import { SettingsFields } from './settings-fields.tsx';

const { page: said, addDialog } = messages.connections;
const { words } = messages;

interface Edits extends Partial<ConnectionSettings> {
  readonly label?: string;
  readonly base_url?: string;
  readonly declared_region?: string;
}

/** Only what was edited is sent; what was not follows changes made elsewhere. */
export function ConnectionSettingsForm({ connection }: { readonly connection: Connection }) {
  const { client } = useEngine();
  const [edits, setEdits] = useState<Edits>({});
  const edit = (part: Edits): void => setEdits((former) => ({ ...former, ...part }));
  const task = useTask(async () => {
    const { tags, ...rest } = edits;
    await client.call('connections.update', {
      connection: connection.id,
      ...rest,
      ...(tags === undefined ? {} : { tags: [...tags] }),
    });
    setEdits({});
    notify({ kind: 'done', title: words.saved });
  });
  const isEdited = Object.keys(edits).length > 0;
  return (
    <section className="panel">
      <h2>{said.settings}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isEdited) void task.run();
        }}
      >
        <Field label={addDialog.label}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={128}
              value={edits.label ?? connection.label}
              onChange={(event) => edit({ label: event.target.value })}
            />
          )}
        </Field>
        <AddressEdits connection={connection} edits={edits} onEdit={edit} />
        <SettingsFields settings={{ ...connection, ...edits }} onChange={edit} />
        <Problem of={task.problem} />
        <div className="buttons">
          <Button type="submit" look="primary" disabled={!isEdited || task.isRunning}>
            {task.isRunning ? words.saving : words.save}
          </Button>
          {isEdited ? <Button onClick={() => setEdits({})}>{words.cancel}</Button> : null}
        </div>
      </form>
    </section>
  );
}

interface AddressEditsProps {
  readonly connection: Connection;
  readonly edits: Edits;
  readonly onEdit: (part: Edits) => void;
}

/** One's own servers move; a provider's address is its own. */
function AddressEdits({ connection, edits, onEdit }: AddressEditsProps) {
  if (connection.provider !== 'self_hosted') return null;
  return (
    <>
      <Field label={addDialog.baseUrl}>
        {(control) => (
          <TextInput
            {...control}
            className="input-mono"
            value={edits.base_url ?? connection.base_url ?? ''}
            onChange={(event) => onEdit({ base_url: event.target.value })}
          />
        )}
      </Field>
      <Field label={addDialog.region}>
        {(control) => (
          <TextInput
            {...control}
            value={edits.declared_region ?? connection.declared_region ?? ''}
            onChange={(event) => onEdit({ declared_region: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
