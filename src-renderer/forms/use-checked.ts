import { useState } from 'react';
import type { InputOf, OutputOf } from '../../src-proxy/management/contract.ts';
import { ManagementError } from '../../src-proxy/management/management-error.ts';
import { useEngine } from '../engine/engine-context.ts';
import { useTask } from '../engine/use-task.ts';

export type Found = OutputOf<'connections.probe'>;
export type ProbeInput = InputOf<'connections.probe'>;

export interface Checked {
  /** `checking` can be cancelled and has saved nothing. */
  readonly phase: 'idle' | 'checking' | 'saving';
  readonly problem: unknown;
  /** Whether saving without a check makes sense after this problem. */
  readonly canSkipCheck: boolean;
  /** Tries `probe` (null: no check), then saves. False when nothing was saved. */
  readonly run: (probe: ProbeInput | null, save: Save) => Promise<boolean>;
  readonly cancel: () => void;
  readonly clear: () => void;
}

/** Saves a provider key only after it was tried. */
export function useChecked(): Checked {
  const { client } = useEngine();
  const [phase, setPhase] = useState<'checking' | 'saving'>('checking');
  const [canSkipCheck, setCanSkipCheck] = useState(false);

  const check = async (signal: AbortSignal, probe: ProbeInput): Promise<Found> => {
    const found = await client.call('connections.probe', probe, signal);
    if (found.validation_status === 'valid' || found.error === null) return found;
    setCanSkipCheck(found.validation_status !== 'invalid');
    throw new ManagementError({ ...found.error, status: 422, type: 'invalid_request_error' });
  };
  const task = useTask(async (signal, probe: ProbeInput | null, save: Save) => {
    setPhase('checking');
    setCanSkipCheck(false);
    const found = probe === null ? null : await check(signal, probe);
    signal.throwIfAborted();
    setPhase('saving');
    await save(found);
  });
  return {
    phase: task.isRunning ? phase : 'idle',
    problem: task.problem,
    canSkipCheck,
    run: task.run,
    cancel: task.cancel,
    clear: task.clear,
  };
}

type Save = (found: Found | null) => Promise<void>;
