import { useState } from 'react';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Problem } from '../../components/problem.tsx';
import { RouteLine } from '../../components/route-line.tsx';
import { messages } from '../../messages.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useTask } from '../../engine/use-task.ts';
import { useCreateFirstKey } from './use-create-first-key.ts';
import { DemoWay } from './demo-way.tsx';
import { FindWay } from './find-way.tsx';
import { PasteWay } from './paste-way.tsx';
import { ReadyStep } from './ready-step.tsx';

interface Ready {
  readonly connection: Connection;
  readonly minted: OutputOf<'virtual_keys.create'>;
}

const { start } = messages;

/** The first minutes: one way in of three, then a key, then the first call as it arrives. */
export function StartPage() {
  const createKey = useCreateFirstKey();
  const [ready, setReady] = useState<Ready | null>(null);
  const task = useTask(async (_signal, connection: Connection) => {
    setReady({ connection, minted: await createKey() });
  });
  const proceed = (connection: Connection): void => void task.run(connection);
  if (ready !== null) {
    return (
      <div className="page">
        <PageHead
          key="ready"
          title={start.ready.title}
          text={start.ready.text(ready.connection.label)}
        />
        <ReadyStep {...ready} onStartOver={() => setReady(null)} />
      </div>
    );
  }
  return (
    <div className="page">
      <PageHead title={start.title} text={start.text} />
      <section className="how" aria-label={start.how.label}>
        <RouteLine state="plain" stops={start.how.stops} wires={start.how.wires} />
      </section>
      <Problem of={task.problem} />
      <div className="ways">
        <PasteWay onConnected={proceed} />
        <div className="ways-other">
          <FindWay onConnected={proceed} />
          <DemoWay onConnected={proceed} />
        </div>
      </div>
    </div>
  );
}
