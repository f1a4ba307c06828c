import { useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { notify } from '../components/notify.ts';
import { PageHead } from '../components/page-head.tsx';
import { Problem } from '../components/problem.tsx';
import { SecretInput } from '../components/secret-input.tsx';
import { useEngine } from '../engine/engine-context.ts';
import { messages } from '../messages.ts';
import { useStatus } from '../engine/use-status.ts';
import { useTask } from '../engine/use-task.ts';

/** Where the passphrase of a locked vault is entered. */
export function UnlockPage() {
  const { client } = useEngine();
  const [, navigate] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const { unlockPage: said } = messages.shell;
  const task = useTask((signal, passphrase: string) =>
    client.call('unlock', { passphrase }, signal),
  );
  const submit = async (): Promise<void> => {
    const passphrase = input.current?.value ?? '';
    if (passphrase === '' || !(await task.run(passphrase))) return;
    notify({ kind: 'done', title: said.done });
    navigate('/settings/vault');
  };
  const { state } = useStatus();
  if (state === 'connecting') return null;
  if (state !== 'locked' && !task.isRunning) return <Open />;
  return (
    <div className="page page-narrow">
      <PageHead title={said.title} text={said.text} />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={said.passphrase}>
          {(control) => <SecretInput {...control} ref={input} />}
        </Field>
        <Problem of={task.problem} />
        <div className="buttons">
          <Button type="submit" look="primary" disabled={task.isRunning}>
            {task.isRunning ? said.working : said.action}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** For who comes here by an old address, or when another window was faster. */
function Open() {
  const { open } = messages.shell.unlockPage;
  return (
    <div className="page page-narrow">
      <PageHead title={open.title} text={open.text} />
      <div className="buttons">
        <Link href="/connections" className="button">
          {open.action}
        </Link>
      </div>
    </div>
  );
}
