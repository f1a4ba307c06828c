import { Star } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { notify } from '../../components/notify.ts';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useTask } from '../../engine/use-task.ts';

const { connections: said } = messages;

export function DefaultButton({ connection }: { readonly connection: Connection }) {
  const { client } = useEngine();
  const task = useTask(async () => {
    await client.call('connections.set_default', { connection: connection.id });
    notify({ kind: 'done', title: said.page.madeDefault(connection.label) });
  });
  if (connection.is_default) return null;
  return (
    <Button
      size="small"
      icon={<Star size={15} />}
      disabled={task.isRunning}
      onClick={() => void task.run()}
    >
      {said.page.makeDefault}
    </Button>
  );
}
