/**
 * A virtual key for one child process: with the scope of a key the user named, revoked when the child
 * ends. Should this process be killed before it can do that, the key ends by itself, because it is made
 * for a day and extended only while the child runs.
 */
import { parse } from 'node:path';
import { AppError } from '../errors.ts';
import type { InputOf, OutputOf } from '../management/contract.ts';
import { ManagementError } from '../management/management-error.ts';
import type { Cli } from './cli.ts';

type VirtualKey = OutputOf<'virtual_keys.show'>;

export interface Lease {
  readonly key: string;
  end(): Promise<void>;
}

const LEASE_MS = 24 * 3_600_000;
const EXTEND_EVERY_MS = 3_600_000;
const MAX_TRIES = 20;

/** @throws virtual_key_not_found, virtual_key_paused, virtual_key_ended */
export async function leaseKey(cli: Cli, name: string, command: string): Promise<Lease> {
  const source = await cli.client.call('virtual_keys.show', { virtual_key: name });
  requireActive(source);
  const expiresAt = (): string => leaseEnd(source, cli.clock());
  const program = programName(command);
  const { id, key } = await createKey(cli, program, {
    app: program,
    ...(await scopeOf(cli, source)),
    expires_at: expiresAt(),
  });
  const extending = setInterval(() => {
    cli.client
      .call('virtual_keys.update', { virtual_key: id, expires_at: expiresAt() })
      // An engine that is away now is asked again in an hour; the lease is long enough.
      .catch(() => undefined);
  }, EXTEND_EVERY_MS);
  return {
    key,
    end: async () => {
      clearInterval(extending);
      await revoke(cli, id);
    },
  };
}

function requireActive({ label, status }: VirtualKey): void {
  if (status === 'paused') throw new AppError('virtual_key_paused', { label });
  if (status !== 'active') throw new AppError('virtual_key_ended', { label, status });
}

/** Never beyond the key it comes from. */
function leaseEnd({ expires_at }: VirtualKey, now: number): string {
  const end = now + LEASE_MS;
  return new Date(expires_at === null ? end : Math.min(end, Date.parse(expires_at))).toISOString();
}

type Scope = Omit<InputOf<'virtual_keys.create'>, 'label' | 'expires_at'>;

async function scopeOf(cli: Cli, source: VirtualKey): Promise<Scope> {
  return {
    ...(source.app === null ? {} : { app: source.app }),
    workspace: source.workspace_id,
    // Its calls count to the limits and budgets of that key: a run of its own is no purse of its own.
    parent: source.id,
    routing_constraint: source.routing_constraint,
    data_policy: source.data_policy,
    region: source.region,
    ref_id: source.ref_id,
    environment: source.environment,
    tags: source.tags,
    allowed_connections: await livingConnections(cli, source.allowed_connections),
    allowed_models: source.allowed_models,
  };
}

/** Those since disconnected are left out; when none is left the engine refuses, and the limit stays. */
async function livingConnections(
  { client }: Cli,
  allowed: readonly string[] | null,
): Promise<string[] | null> {
  if (allowed === null) return null;
  const { connections } = await client.call('connections.list', {});
  const living = allowed.filter((name) => connections.some(({ slug }) => slug === name));
  return living.length > 0 ? living : [...allowed];
}

const programName = (command: string): string =>
  parse(command)
    .name.replaceAll(/[^\w.-]/g, '_')
    .slice(0, 64) || 'command';

/** `run: claude 1`, or the next number that is free. */
async function createKey(
  { client }: Cli,
  program: string,
  settings: Omit<InputOf<'virtual_keys.create'>, 'label'>,
): Promise<OutputOf<'virtual_keys.create'>> {
  for (let number = 1; ; number += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next number is tried only when this one is taken
      return await client.call('virtual_keys.create', {
        label: `run: ${program} ${number}`,
        ...settings,
      });
    } catch (error) {
      const isTaken = error instanceof ManagementError && error.code === 'virtual_key_label_taken';
      if (!isTaken || number >= MAX_TRIES) throw error;
    }
  }
}

/** A key that is gone already, or an engine that has ended, is no failure of the child's. */
async function revoke({ client, print }: Cli, id: string): Promise<void> {
  try {
    await client.call('virtual_keys.revoke', { virtual_key: id });
  } catch (error) {
    if (error instanceof ManagementError && error.status === 409) return;
    print.note(`The key of this run could not be revoked; it ends by itself within a day (${id}).`);
  }
}
