import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Connection } from '../../connections/connection.ts';
import { statusAt } from '../../virtual-keys/virtual-key.ts';
import type { OutputOf } from '../contract.ts';
import type { ManagementDeps } from '../management-deps.ts';

export type Check = OutputOf<'doctor'>['checks'][number];

const MIN_FREE_BYTES = 100 * 1_048_576;
const SOON_MS = 7 * 86_400_000;

/** Looks at everything that commonly goes wrong; changes nothing, asks no provider. */
export async function runChecks(deps: ManagementDeps): Promise<Check[]> {
  return [
    checkFolder(deps.engine.home),
    await checkSpace(deps.engine.home),
    checkDoor(deps),
    await checkVault(deps),
    checkServing(deps),
    ...checkConnections(deps),
    checkVirtualKeys(deps),
  ];
}

const ok = (name: string, message: string): Check => ({
  name,
  status: 'ok',
  message,
  remedy: null,
});

const warning = (name: string, message: string, remedy: string): Check => ({
  name,
  status: 'warning',
  message,
  remedy,
});

const failed = (name: string, message: string, remedy: string): Check => ({
  name,
  status: 'failed',
  message,
  remedy,
});

function checkFolder(home: string): Check {
  const { mode } = statSync(home);
  const isPrivate = process.platform === 'win32' || (mode & 0o077) === 0;
  return isPrivate
    ? ok('data folder', `${home} is readable by this user only`)
    : failed('data folder', `${home} is open to other users`, `chmod 700 "${home}"`);
}

async function checkSpace(home: string): Promise<Check> {
  const { bavail, bsize } = await statfs(home);
  return bavail * bsize >= MIN_FREE_BYTES
    ? ok('disk space', 'there is room for records')
    : failed('disk space', 'less than 100 MiB are free', 'Free some space on this disk.');
}

function checkDoor({ engine }: ManagementDeps): Check {
  const addresses = engine.addresses().join(', ');
  if (addresses === '') {
    return failed('proxy address', 'the proxy is not listening', 'Restart it: latchport serve');
  }
  return engine.isExposed()
    ? warning(
        'proxy address',
        `${addresses} can be reached from other machines`,
        'Unless you mean it, restart without --host.',
      )
    : ok('proxy address', `${addresses}, from this machine only`);
}

async function checkVault({ vault }: ManagementDeps): Promise<Check> {
  const { backend, description, isLocked } = await vault.status();
  if (isLocked) return warning('vault', `the ${backend} vault is locked`, 'latchport unlock');
  return ok('vault', description);
}

function checkServing({ engine }: ManagementDeps): Check {
  return engine.isPaused()
    ? warning('inference', 'paused: every request is refused', 'latchport resume')
    : ok('inference', 'requests are served');
}

function checkConnections({ connections, clock }: ManagementDeps): Check[] {
  const all = connections.list();
  if (all.length === 0) {
    const remedy = 'latchport connection add openai --label personal';
    return [warning('connections', 'nothing is connected yet', remedy)];
  }
  const troubles = all.flatMap((connection) => troubleOf(connection, clock()) ?? []);
  return troubles.length > 0 ? troubles : [ok('connections', `${all.length} connected`)];
}

function troubleOf(connection: Connection, now: number): Check | null {
  const { slug, validationStatus, expiresAt, isEnabled } = connection;
  if (!isEnabled) return null;
  const name = `connection ${slug}`;
  if (validationStatus === 'invalid') {
    const message = 'the provider refuses its key';
    return failed(name, message, `latchport connection rotate ${slug}`);
  }
  if (validationStatus === 'unreachable') {
    const message = 'could not be reached when last tested';
    return warning(name, message, `latchport connection test ${slug}`);
  }
  if (validationStatus === 'untested') {
    return warning(name, 'was never tested', `latchport connection test ${slug}`);
  }
  return expiresAt !== null && expiresAt - now < SOON_MS
    ? warning(name, 'ends soon or has ended', `latchport connection update ${slug} --expires 30d`)
    : null;
}

function checkVirtualKeys({ virtualKeys, clock }: ManagementDeps): Check {
  const now = clock();
  const active = virtualKeys.list().filter((key) => statusAt(key, now) === 'active');
  return active.length > 0
    ? ok('virtual keys', `${active.length} active`)
    : warning('virtual keys', 'no tool can call yet', 'latchport key create --label my-app');
}
