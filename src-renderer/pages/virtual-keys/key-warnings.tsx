import { TriangleAlert } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { notify } from '../../components/notify.ts';
import { describeProblem } from '../../say/describe-problem.ts';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import { useTask } from '../../engine/use-task.ts';
import type { VirtualKey } from './virtual-key.ts';

const { warnings: said } = messages.allowances;
const list = new Intl.ListFormat(undefined, { type: 'conjunction' });

/** Signs that a key is in wrong hands, or does more than it was made for. */
export function KeyWarnings({ virtualKey }: { readonly virtualKey: VirtualKey }) {
  const { client } = useEngine();
  const { id, label, warnings } = virtualKey;
  const task = useTask(async () => {
    try {
      await client.call('virtual_keys.dismiss_warnings', { virtual_key: id });
    } catch (error) {
      notify({ kind: 'problem', title: messages.shell.failed, text: describeProblem(error) });
    }
  });
  if (warnings.length === 0) return null;
  return (
    <div className="key-warnings">
      <TriangleAlert size={17} />
      <ul>
        {warnings.map((warning) => (
          <li key={warning.kind} className="wrap-anywhere">
            {sayWarning(warning)}
          </li>
        ))}
      </ul>
      <Button
        size="small"
        aria-label={said.dismissOf(label)}
        disabled={task.isRunning}
        onClick={() => void task.run()}
      >
        {said.dismiss}
      </Button>
    </div>
  );
}

function sayWarning({ kind, seen }: VirtualKey['warnings'][number]): string {
  const names = seen.map(({ name, count }) => `${name || said.unknown} (${said.times(count)})`);
  return said.kinds[kind](list.format(names));
}
