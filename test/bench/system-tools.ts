/** The two programs the benchmark takes from the system: wrk loads, nginx answers. */
import { readFileSync } from 'node:fs';
import { runToEnd } from './run-to-end.ts';

const PACKAGES = { wrk: 'wrk', nginx: 'nginx-light' } as const;
export type SystemTool = keyof typeof PACKAGES;

/** Installs what is missing where that is possible. @returns what is still missing */
export async function findSystemTools(): Promise<readonly SystemTool[]> {
  const missing = await missingTools();
  if (missing.length === 0) return missing;
  if (process.getuid?.() !== 0 || !isDebian()) return missing;
  const names = missing.map((tool) => PACKAGES[tool]);
  console.log(`Installing ${names.join(' and ')} ...`);
  await aptGet('update', '-q');
  await aptGet('install', '-y', '-q', '--no-install-recommends', ...names);
  if (missing.includes('nginx')) {
    // The package starts a server on port 80, which nobody asked for.
    await runToEnd({ file: 'systemctl', args: ['disable', '--now', 'nginx'] });
  }
  return await missingTools();
}

async function aptGet(...args: readonly string[]): Promise<void> {
  const result = await runToEnd({
    file: 'apt-get',
    args: ['-o', 'DPkg::Lock::Timeout=120', ...args],
    environment: { DEBIAN_FRONTEND: 'noninteractive' },
    inheritsEnvironment: true,
  });
  if (result.exitCode !== 0) console.log(`apt-get ${args[0]} failed: ${result.errors.trim()}`);
}

async function missingTools(): Promise<readonly SystemTool[]> {
  const versions = await Promise.all([
    runToEnd({ file: 'wrk', args: ['-v'] }),
    runToEnd({ file: 'nginx', args: ['-v'] }),
  ]);
  const tools: readonly SystemTool[] = ['wrk', 'nginx'];
  return tools.filter((_, index) => versions[index]?.exitCode === 127);
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
