import { FlaskConical } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { freeLabel } from '../../forms/free-label.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useTask } from '../../engine/use-task.ts';
import { WayHead } from './way-head.tsx';

const { demo } = messages.start;

/** Needs nothing: the engine answers by itself. */
export function DemoWay({
  onConnected,
}: {
  readonly onConnected: (connection: Connection) => void;
}) {
  const { client } = useEngine();
  const task = useTask(async () => {
    const { connections } = await client.call('connections.list', {});
    const existing = connections.find(({ provider }) => provider === 'demo');
    const label = freeLabel(demo.label, connections);
    onConnected(existing ?? (await client.call('connections.add', { provider: 'demo', label })));
  });
  return (
    <section className="way">
      <WayHead icon={<FlaskConical size={20} />} title={demo.title} text={demo.text} />
      <Problem of={task.problem} />
      <div className="buttons">
        <Button disabled={task.isRunning} onClick={() => void task.run()}>
          {task.isRunning ? demo.working : demo.action}
        </Button>
      </div>
    </section>
  );
}
