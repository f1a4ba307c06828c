import { Ban, Pause, Play, RefreshCw } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { notify } from '../../components/notify.ts';
import { describeProblem } from '../../say/describe-problem.ts';
import { useEngine } from '../../engine/engine-context.ts';
import { later } from '../../browser/later.ts';
import { messages } from '../../messages.ts';
import { useTask } from '../../engine/use-task.ts';
import type { VirtualKey } from './virtual-key.ts';

const RegenerateDialog = later('RegenerateDialog', () => import('./regenerate-dialog.tsx'));
const RevokeDialog = later('RevokeDialog', () => import('./revoke-dialog.tsx'));

const { virtualKeys: said } = messages;

export function KeyActions({ virtualKey }: { readonly virtualKey: VirtualKey }) {
  const [open, setOpen] = useState<'regenerate' | 'revoke' | null>(null);
  const close = (): void => setOpen(null);
  const named = (action: string) => ({ 'aria-label': said.actionOn(action, virtualKey.label) });
  return (
    <>
      <div className="buttons row-actions">
        <Button
          size="small"
          icon={<RefreshCw size={15} />}
          onClick={() => setOpen('regenerate')}
          {...named(said.regenerate)}
        >
          {said.regenerate}
        </Button>
        <PauseButton virtualKey={virtualKey} />
        <Button
          size="small"
          look="quiet-danger"
          icon={<Ban size={15} />}
          onClick={() => setOpen('revoke')}
          {...named(said.revoke)}
        >
          {said.revoke}
        </Button>
      </div>
      <Suspense fallback={null}>
        {open === 'regenerate' ? (
          <RegenerateDialog virtualKey={virtualKey} onClose={close} />
        ) : null}
        {open === 'revoke' ? <RevokeDialog virtualKey={virtualKey} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

function PauseButton({ virtualKey }: { readonly virtualKey: VirtualKey }) {
  const { client } = useEngine();
  const { id, label, status } = virtualKey;
  const isPaused = status === 'paused';
  const task = useTask(async () => {
    try {
      const name = isPaused ? 'virtual_keys.resume' : 'virtual_keys.pause';
      await client.call(name, { virtual_key: id });
      notify({ kind: 'done', title: isPaused ? said.resumed(label) : said.paused(label) });
    } catch (error) {
      notify({ kind: 'problem', title: messages.shell.failed, text: describeProblem(error) });
    }
  });
  if (status === 'expired') return null;
  const action = isPaused ? said.resume : said.pause;
  return (
    <Button
      size="small"
      icon={isPaused ? <Play size={15} /> : <Pause size={15} />}
      disabled={task.isRunning}
      onClick={() => void task.run()}
      aria-label={said.actionOn(action, label)}
    >
      {action}
    </Button>
  );
}
