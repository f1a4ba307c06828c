import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ShellInputOf, ShellOutputOf } from '../../../../src-main/shell-contract.ts';
import { ManagementError } from '../../../../src-proxy/management/management-error.ts';
import { shellBridge } from '../../../engine/shell-bridge.ts';
import { useTask } from '../../../engine/use-task.ts';

export type ShellSettings = ShellOutputOf<'settings.read'>;
export type ShellChange = ShellInputOf<'settings.change'>;

interface ShellSettingsAccess {
  /** Undefined until they are read. */
  readonly settings: ShellSettings | undefined;
  readonly problem: unknown;
  readonly isSaving: boolean;
  /** Whether it was done. What is left out stays. */
  readonly change: (part: ShellChange) => Promise<boolean>;
}

const NAME = ['shell settings'];

/** What the desktop app is told to do. The tray changes some of it too, so it is read at every visit. */
export function useShellSettings(): ShellSettingsAccess {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: NAME,
    queryFn: () => ask('settings.read', {}),
    refetchOnMount: 'always',
  });
  const task = useTask(async (_signal, part: ShellChange) => {
    queries.setQueryData(NAME, await ask('settings.change', part));
  });
  return {
    settings: data,
    problem: error ?? task.problem,
    isSaving: task.isRunning,
    change: task.run,
  };
}

async function ask<Name extends 'settings.read' | 'settings.change'>(
  name: Name,
  input: ShellInputOf<Name>,
): Promise<ShellSettings> {
  const answer = await shellBridge()?.shell(name, input);
  if (answer === undefined) throw new TypeError('There is no desktop app around this page.');
  if (!answer.isOk) throw new ManagementError(answer.error);
  return answer.output;
}
