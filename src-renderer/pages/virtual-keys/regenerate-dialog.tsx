import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useTask } from '../../engine/use-task.ts';
import { ShownOnce } from './shown-once.tsx';
import type { MintedKey, VirtualKey } from './virtual-key.ts';

const { regenerateDialog: said, shown } = messages.virtualKeys;

const graces = [
  ['0', said.graces.now],
  ['3600', said.graces.hour],
  ['86400', said.graces.day],
] as const;

interface RegenerateDialogProps {
  readonly virtualKey: VirtualKey;
  readonly onClose: () => void;
}

export function RegenerateDialog({ virtualKey, onClose }: RegenerateDialogProps) {
  const { client } = useEngine();
  const [grace, setGrace] = useState<(typeof graces)[number][0]>('0');
  const [minted, setMinted] = useState<MintedKey | null>(null);
  const { id, label } = virtualKey;
  const task = useTask(async (signal) => {
    const input = { virtual_key: id, grace_seconds: Number(grace) };
    setMinted(await client.call('virtual_keys.regenerate', input, signal));
  });
  if (minted !== null) {
    return (
      <Dialog key="shown" title={shown.title(label)} text={shown.text} isWide onClose={onClose}>
        <ShownOnce minted={minted} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={said.title(label)} text={said.text} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void task.run();
        }}
      >
        <Field label={said.grace}>
          {(control) => (
            <SelectInput {...control} value={grace} options={graces} onChoose={setGrace} />
          )}
        </Field>
        <Problem of={task.problem} />
        <div className="buttons buttons-end">
          <Button onClick={onClose}>{messages.words.cancel}</Button>
          <Button type="submit" look="primary" disabled={task.isRunning}>
            {task.isRunning ? said.working : said.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
