import { useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { notify } from '../../../components/notify.ts';
import { Problem } from '../../../components/problem.tsx';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import type { Status } from '../../../engine/use-status.ts';
import { useTask } from '../../../engine/use-task.ts';
import { NewPassphraseFields } from './new-passphrase-fields.tsx';

const { vault: said } = messages.settings;

export function PassphraseSetting({ vault }: { readonly vault: Status['vault'] }) {
  const [open, setOpen] = useState<'set' | 'remove' | null>(null);
  const close = (): void => setOpen(null);
  const isSet = vault.needs_passphrase;
  return (
    <div className="setting">
      <h3>{said.passphrase}</h3>
      <p className="small soft">{isSet ? said.passphraseSet : said.passphraseUnset}</p>
      <div className="buttons">
        <Button size="small" disabled={vault.is_locked} onClick={() => setOpen('set')}>
          {isSet ? said.changePassphrase : said.setPassphrase}
        </Button>
        {isSet ? (
          <Button
            size="small"
            look="quiet-danger"
            disabled={vault.is_locked}
            onClick={() => setOpen('remove')}
          >
            {said.removePassphrase}
          </Button>
        ) : null}
      </div>
      {open === 'set' ? <SetDialog onClose={close} /> : null}
      {open === 'remove' ? <RemoveDialog onClose={close} /> : null}
    </div>
  );
}

function SetDialog({ onClose }: { readonly onClose: () => void }) {
  const { client } = useEngine();
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [isDiffering, setDiffering] = useState(false);
  const { passphraseDialog: dialog } = said;
  const task = useTask((_signal, passphrase: string) =>
    client.call('vault.set_passphrase', { passphrase }),
  );
  const submit = async (): Promise<void> => {
    const passphrase = first.current?.value ?? '';
    const isSame = passphrase === again.current?.value;
    setDiffering(!isSame);
    if (!isSame || passphrase === '' || !(await task.run(passphrase))) return;
    notify({ kind: 'done', title: dialog.done });
    onClose();
  };
  return (
    <Dialog title={dialog.title} text={dialog.text} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <NewPassphraseFields first={first} again={again} isDiffering={isDiffering} />
        <Problem of={task.problem} />
        <div className="buttons buttons-end">
          <Button onClick={onClose}>{messages.words.cancel}</Button>
          <Button type="submit" look="primary" disabled={task.isRunning}>
            {task.isRunning ? dialog.working : dialog.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ onClose }: { readonly onClose: () => void }) {
  const { client } = useEngine();
  const { removeDialog: dialog } = said;
  return (
    <ConfirmDialog
      title={dialog.title}
      action={dialog.action}
      working={dialog.working}
      name={null}
      run={() => client.call('vault.set_passphrase', { passphrase: null })}
      onClose={onClose}
      onDone={() => {
        notify({ kind: 'done', title: dialog.done });
        onClose();
      }}
    >
      <p>{dialog.text}</p>
    </ConfirmDialog>
  );
}
