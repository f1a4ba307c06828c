import { useState } from 'react';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { useEngine } from '../../engine/engine-context.ts';
import type { Connection } from '../../forms/use-connect.ts';
import { useTask } from '../../engine/use-task.ts';

export interface ConnectionTest {
  readonly isRunning: boolean;
  /** What the last test of this page found. */
  readonly found: OutputOf<'connections.test'>['result'] | null;
  readonly problem: unknown;
  readonly start: () => void;
  readonly cancel: () => void;
}

export function useConnectionTest({ id }: Connection): ConnectionTest {
  const { client } = useEngine();
  const [found, setFound] = useState<ConnectionTest['found']>(null);
  const task = useTask(async (signal) => {
    setFound(null);
    const { result } = await client.call('connections.test', { connection: id }, signal);
    if (!signal.aborted) setFound(result);
  });
  return {
    isRunning: task.isRunning,
    found,
    problem: task.problem,
    start: () => void task.run(),
    cancel: task.cancel,
  };
}
