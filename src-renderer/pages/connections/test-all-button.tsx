import { Zap } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useTask } from '../../engine/use-task.ts';

/** Side by side; one that fails shows in its row. */
export function TestAllButton({ connections }: { readonly connections: readonly Connection[] }) {
  const { client } = useEngine();
  const task = useTask((signal) =>
    Promise.allSettled(
      connections.map(({ id }) => client.call('connections.test', { connection: id }, signal)),
    ),
  );
  const { words, connections: said } = messages;
  if (connections.length < 2) return null;
  if (task.isRunning) {
    return <Button onClick={task.cancel}>{`${said.testingAll} ${words.cancel}`}</Button>;
  }
  return (
    <Button icon={<Zap size={16} />} onClick={() => void task.run()}>
      {said.testAll}
    </Button>
  );
}
