import { Radar } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useTask } from '../../engine/use-task.ts';
import { FoundList } from './found-list.tsx';
import { WayHead } from './way-head.tsx';

const { find } = messages.start;

/** Looks around, but only when asked. */
export function FindWay({
  onConnected,
}: {
  readonly onConnected: (connection: Connection) => void;
}) {
  const { client } = useEngine();
  const [found, setFound] = useState<OutputOf<'discover'> | null>(null);
  const task = useTask(async (signal) => {
    setFound(await client.call('discover', {}, signal));
  });
  const isNothing = found !== null && found.environment.length + found.servers.length === 0;
  return (
    <section className="way">
      <WayHead icon={<Radar size={20} />} title={find.title} text={find.text} />
      {found === null ? null : <FoundList found={found} onConnected={onConnected} />}
      <output>{isNothing ? find.nothing : ''}</output>
      <Problem of={task.problem} />
      <div className="buttons">
        <Button disabled={task.isRunning} onClick={() => void task.run()}>
          {task.isRunning ? find.working : found === null ? find.action : find.again}
        </Button>
      </div>
    </section>
  );
}
