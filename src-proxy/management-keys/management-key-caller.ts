import type { DoorCaller } from '../browser-door/door-caller.ts';
import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { Operation } from '../management/contract.ts';
import { SecretOperationLimit } from '../management/secret-operation-limit.ts';
import { authenticateManagementKey } from './authenticate-management-key.ts';
import type { ManagementKey } from './management-key.ts';
import type { ManagementKeys } from './management-keys.ts';

const NOTE_USE_EVERY_MS = 60_000;

interface KeyUse {
  readonly limit: SecretOperationLimit;
  readonly ended: AbortController;
}

/** Management keys as callers of the browser door: each with its role, its limit, and its end. */
export class ManagementKeyCallers {
  readonly #keys: ManagementKeys;
  readonly #clock: () => number;
  readonly #uses = new Map<string, KeyUse>();

  constructor(keys: ManagementKeys, clock: () => number) {
    this.#keys = keys;
    this.#clock = clock;
  }

  /** @throws management_key_mistyped, management_key_unknown, management_key_ended */
  find(presented: string): DoorCaller {
    const key = authenticateManagementKey(this.#keys, presented, this.#clock());
    const { limit, ended } = this.#useOf(key.id);
    this.#noteUse(key);
    const actor: Actor = `management_key:${key.id}`;
    return {
      actor,
      ended: ended.signal,
      use: () => () => undefined,
      requireMay: (operation) => requireRole(key, operation),
      countSecretOperation: () => limit.count(),
    };
  }

  /** Ends the answers that run for a key: what it streams stops with it. */
  end(id: string): void {
    this.#uses.get(id)?.ended.abort();
    this.#uses.delete(id);
  }

  #useOf(id: string): KeyUse {
    let use = this.#uses.get(id);
    if (use === undefined) {
      use = { limit: new SecretOperationLimit(this.#clock), ended: new AbortController() };
      this.#uses.set(id, use);
    }
    return use;
  }

  #noteUse(key: ManagementKey): void {
    const now = this.#clock();
    if (key.lastUsedAt !== null && now - key.lastUsedAt < NOTE_USE_EVERY_MS) return;
    this.#keys.save({ ...key, lastUsedAt: now });
  }
}

/** A member reads; what only an owner may do, an admin may not even look at. @throws management_key_role */
function requireRole({ role, label }: ManagementKey, operation: Operation): void {
  const isForOwners = operation.isOwnerOnly === true;
  if (isForOwners && role !== 'owner') {
    throw new AppError('management_key_role', { label, role, needed: ['owner'] });
  }
  if (operation.method !== 'GET' && role === 'member') {
    throw new AppError('management_key_role', { label, role, needed: ['admin', 'owner'] });
  }
}
