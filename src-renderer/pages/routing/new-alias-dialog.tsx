import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { notify } from '../../components/notify.ts';
import { Problem } from '../../components/problem.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useTask } from '../../engine/use-task.ts';
import { AddTarget } from './add-target.tsx';
import { TargetList } from './target-list.tsx';

const { dialog: said, aliases } = messages.routing;

interface NewAliasDialogProps {
  readonly workspace: string;
  /** Names that are taken: setting one would change what it means. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

export function NewAliasDialog({ workspace, taken, onClose }: NewAliasDialogProps) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [targets, setTargets] = useState<readonly string[]>([]);
  const name = typed.trim();
  const isTaken = taken.includes(name);
  const task = useTask(async (signal) => {
    await client.call('aliases.set', { name, targets: [...targets], workspace }, signal);
    notify({ kind: 'done', title: said.done(name) });
    onClose();
    await queries.invalidateQueries({ queryKey: ['aliases.list'] });
  });
  const isReady = name !== '' && !isTaken && targets.length > 0 && !task.isRunning;
  return (
    <Dialog title={said.title} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void task.run();
        }}
      >
        <Field label={said.name} hint={isTaken ? said.taken : said.nameHint}>
          {(control) => (
            <TextInput
              {...control}
              className="input-mono"
              autoCapitalize="off"
              placeholder={said.namePlaceholder}
              value={typed}
              aria-invalid={isTaken}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {targets.length === 0 ? null : (
          <TargetList
            label={aliases.newTargets}
            targets={targets}
            onTargets={setTargets}
            least={0}
          />
        )}
        <AddTarget
          targets={targets}
          onAdd={(target) => setTargets((former) => [...former, target])}
        />
        <Problem of={task.problem} />
        <div className="buttons buttons-end">
          <Button onClick={onClose}>{messages.words.cancel}</Button>
          <Button type="submit" look="primary" disabled={!isReady}>
            {task.isRunning ? said.working : said.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
