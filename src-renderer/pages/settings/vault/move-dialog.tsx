import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { notify } from '../../../components/notify.ts';
import { Problem } from '../../../components/problem.tsx';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useTask } from '../../../engine/use-task.ts';
import { NewPassphraseFields } from './new-passphrase-fields.tsx';

const { move: said } = messages.settings.vault;

export type MovableBackend = 'keychain' | 'file';

interface MoveDialogProps {
  readonly to: MovableBackend;
  readonly onClose: () => void;
}

export function MoveDialog({ to, onClose }: MoveDialogProps) {
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [isDiffering, setDiffering] = useState(false);
  const task = useMove(to, onClose);
  const submit = (): void => {
    const passphrase = first.current?.value ?? '';
    const isSame = passphrase === (again.current?.value ?? '');
    setDiffering(!isSame);
    if (isSame) void task.run(passphrase);
  };
  return (
    <Dialog title={said.titles[to]} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ul className="effects">
          {said.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        {to === 'file' ? (
          <NewPassphraseFields
            first={first}
            again={again}
            isOptional
            hint={said.passphraseHint}
            isDiffering={isDiffering}
          />
        ) : null}
        <Problem of={task.problem} />
        {task.isRunning ? <p className="small soft">{said.goesOn}</p> : null}
        <div className="buttons buttons-end">
          {task.isRunning ? <span className="progress" /> : null}
          <Button onClick={onClose}>
            {task.isRunning ? messages.words.close : messages.words.cancel}
          </Button>
          <Button type="submit" look="primary" disabled={task.isRunning}>
            {task.isRunning ? said.working : said.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Says what came of it also when the dialog was closed meanwhile: the engine finishes what it began. */
function useMove(to: MovableBackend, onDone: () => void) {
  const { client } = useEngine();
  const queries = useQueryClient();
  return useTask(async (signal, passphrase: string) => {
    const { moved, not_erased } = await client.call('vault.move', {
      to,
      ...(passphrase === '' ? {} : { passphrase }),
    });
    notify({
      kind: not_erased === 0 ? 'done' : 'problem',
      title: said.done[to](moved),
      ...(not_erased === 0 ? {} : { text: said.notErased(not_erased) }),
    });
    if (!signal.aborted) onDone();
    await queries.invalidateQueries({ queryKey: ['status'] });
  });
}
