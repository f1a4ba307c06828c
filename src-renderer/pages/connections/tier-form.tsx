import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { notify } from '../../components/notify.ts';
import { Problem } from '../../components/problem.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useTask } from '../../engine/use-task.ts';
import { draftOf, isComplete, toInput, type TierDraft } from './tier-draft.ts';
import { TierFields } from './tier-fields.tsx';

const { words } = messages;

/** What is being typed stays; everything else follows the engine. */
export function TierForm({ connection }: { readonly connection: Connection }) {
  const { client } = useEngine();
  const [changed, setChanged] = useState<Partial<TierDraft>>({});
  const draft = { ...draftOf(connection), ...changed };
  const task = useTask(async (signal) => {
    const input = { connection: connection.id, ...toInput(draft) };
    await client.call('connections.update', input, signal);
    setChanged({});
    notify({ kind: 'done', title: words.saved });
  });
  const isReady = Object.keys(changed).length > 0 && isComplete(draft) && !task.isRunning;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void task.run();
      }}
    >
      <TierFields
        draft={draft}
        detected={connection.detected_tier}
        onChange={(part) => setChanged((former) => ({ ...former, ...part }))}
      />
      <Problem of={task.problem} />
      <div className="buttons">
        <Button type="submit" disabled={!isReady}>
          {task.isRunning ? words.saving : words.save}
        </Button>
      </div>
    </form>
  );
}
