import { useState } from 'react';
import { useTask } from '../engine/use-task.ts';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Problem } from './problem.tsx';
import { SelectInput } from './select-input.tsx';

interface GraceDialogProps {
  readonly said: {
    readonly title: (name: string) => string;
    readonly text: string;
    readonly grace: string;
    readonly submit: string;
    readonly working: string;
  };
  /** Of what gets a new secret. */
  readonly name: string;
  /** In seconds, each with its words; the first is chosen unless another is. */
  readonly graces: readonly [Choice, ...Choice[]];
  readonly replace: (graceSeconds: number, signal: AbortSignal) => Promise<void>;
  readonly onClose: () => void;
}

type Choice = readonly [seconds: string, words: string];

/** Asks how long a secret that is replaced still works, and replaces it. */
export function GraceDialog({ said, name, graces, replace, onClose }: GraceDialogProps) {
  const [grace, setGrace] = useState(graces[0][0]);
  const task = useTask((signal) => replace(Number(grace), signal));
  return (
    <Dialog title={said.title(name)} text={said.text} onClose={onClose}>
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
