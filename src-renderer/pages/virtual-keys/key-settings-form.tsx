import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { notify } from '../../components/notify.ts';
import { Problem } from '../../components/problem.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useTask } from '../../engine/use-task.ts';
import { isComplete, toInput, type KeySettings } from './key-draft.ts';
import { KeySettingsFields } from './key-settings-fields.tsx';
import type { VirtualKey } from './virtual-key.ts';

const { words } = messages;

/** Only what was edited is sent; what was not follows changes made elsewhere. */
export function KeySettingsForm({ virtualKey }: { readonly virtualKey: VirtualKey }) {
  const { client } = useEngine();
  const [edits, setEdits] = useState<Partial<KeySettings>>({});
  const [round, setRound] = useState(0);
  const settings = { ...virtualKey, ...edits };
  const isEdited = Object.keys(edits).length > 0;
  const reset = (): void => {
    setEdits({});
    setRound(round + 1);
  };
  const task = useTask(async () => {
    const { label, ...rest } = toInput(edits);
    await client.call('virtual_keys.update', {
      virtual_key: virtualKey.id,
      ...rest,
      ...(label === undefined ? {} : { label: label.trim() }),
    });
    reset();
    notify({ kind: 'done', title: words.saved });
  });
  const isReady = isEdited && isComplete(settings) && !task.isRunning;
  return (
    <section className="panel">
      <h2>{messages.virtualKeys.page.settings}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void task.run();
        }}
      >
        <KeySettingsFields
          key={round}
          workspace={virtualKey.workspace_id}
          settings={settings}
          onChange={(part) => setEdits((former) => ({ ...former, ...part }))}
        />
        <Problem of={task.problem} />
        <div className="buttons">
          <Button type="submit" look="primary" disabled={!isReady}>
            {task.isRunning ? words.saving : words.save}
          </Button>
          {isEdited ? <Button onClick={reset}>{words.cancel}</Button> : null}
        </div>
      </form>
    </section>
  );
}
