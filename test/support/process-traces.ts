import { readdirSync, readFileSync } from 'node:fs';

/** What other processes of this user can see of one: its arguments and the environment it was started with. */
export interface ProcessTraces {
  readonly pid: number;
  readonly commandLine: string;
  readonly environment: string;
}

/** The process and all that it started, as they are now; empty where there is no /proc. */
export function tracesOf(pid: number): readonly ProcessTraces[] {
  const all = processes();
  const family = [pid];
  for (const parent of family) {
    family.push(...all.filter((one) => one.parent === parent).map((one) => one.pid));
  }
  return family.flatMap((member) => {
    const commandLine = read(member, 'cmdline');
    return commandLine === null
      ? []
      : [{ pid: member, commandLine, environment: read(member, 'environ') ?? '' }];
  });
}

function processes(): readonly { readonly pid: number; readonly parent: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .map((pid) => ({ pid, parent: parentOf(read(pid, 'stat') ?? '') }));
}

/** The fourth field of `/proc/<pid>/stat`; the second, the name in parentheses, may hold anything (proc_pid_stat(5)). */
const parentOf = (stat: string): number =>
  Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);

/** Null for a process that has ended. */
function read(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return null;
  }
}
