import { useCallback, useEffect, useRef, useState } from 'react';

export interface Task<Input extends readonly unknown[]> {
  /** Whether it was done; a former run that is not over is cancelled. Never rejects. */
  readonly run: (...input: Input) => Promise<boolean>;
  readonly cancel: () => void;
  readonly isRunning: boolean;
  readonly problem: unknown;
  /** Forgets the problem. */
  readonly clear: () => void;
}

/**
 * Something the user asked for: runs once, can be cancelled, and ends with its component. Its input
 * is kept nowhere, since it may be a secret.
 */
export function useTask<Input extends readonly unknown[]>(
  work: (signal: AbortSignal, ...input: Input) => Promise<unknown>,
): Task<Input> {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setRunning(false);
  }, []);
  const clear = useCallback(() => setProblem(null), []);
  const run = async (...input: Input): Promise<boolean> => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setRunning(true);
    setProblem(null);
    try {
      await work(mine.signal, ...input);
      return !mine.signal.aborted;
    } catch (error) {
      if (!mine.signal.aborted) setProblem(error);
      return false;
    } finally {
      if (running.current === mine) setRunning(false);
    }
  };
  return { run, cancel, isRunning, problem, clear };
}
