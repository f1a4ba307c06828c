import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useEngine } from '../../engine/engine-context.ts';
import type { Alias } from './alias.ts';
import { useTask } from '../../engine/use-task.ts';

interface SetAlias {
  /** What was just chosen, until the engine has it. */
  readonly draft: readonly string[] | null;
  readonly problem: unknown;
  readonly isSaving: boolean;
  readonly save: (targets: readonly string[]) => void;
}

/** Gives an alias other targets, shown at once; what the engine refuses is taken back. */
export function useSetAlias({ name, workspace_id }: Alias): SetAlias {
  const { client } = useEngine();
  const queries = useQueryClient();
  const latest = useRef<readonly string[] | null>(null);
  const [draft, setDraft] = useState<readonly string[] | null>(null);
  const task = useTask(async (signal, targets: readonly string[]) => {
    await client.call(
      'aliases.set',
      { name, targets: [...targets], workspace: workspace_id },
      signal,
    );
    await queries.invalidateQueries({ queryKey: ['aliases.list'] });
  });
  const save = async (targets: readonly string[]): Promise<void> => {
    latest.current = targets;
    setDraft(targets);
    await task.run(targets);
    if (latest.current === targets) setDraft(null);
  };
  return {
    draft,
    problem: task.problem,
    isSaving: task.isRunning,
    save: (targets) => void save(targets),
  };
}
