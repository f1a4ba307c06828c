import { useState, type ReactNode } from 'react';
import { messages } from '../messages.ts';
import { useTask } from '../engine/use-task.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Problem } from './problem.tsx';
import { TextInput } from './text-input.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, and what cannot be undone. */
  readonly children: ReactNode;
  readonly action: string;
  readonly working: string;
  /** What must be typed; null where a click is enough. */
  readonly name: string | null;
  readonly run: (signal: AbortSignal) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Before something that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, action, working, name, onDone, onClose } = props;
  const [typed, setTyped] = useState('');
  const task = useTask(props.run);
  const isNamed = name === null || typed.trim() === name;
  const submit = async (): Promise<void> => {
    if (isNamed && (await task.run())) onDone();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="prose">{children}</div>
        {name === null ? null : (
          <Field label={messages.words.typeToConfirm(name)}>
            {(control) => (
              <TextInput
                {...control}
                className="input-mono"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        <Problem of={task.problem} />
        <div className="buttons buttons-end">
          <Button onClick={onClose}>{messages.words.cancel}</Button>
          <Button type="submit" look="danger" disabled={!isNamed || task.isRunning}>
            {task.isRunning ? working : action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
