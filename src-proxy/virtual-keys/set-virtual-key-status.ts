import type { Actor, EventType } from '../events/event.ts';
import { findLivingKey, findUnrevokedKey } from './living-key.ts';
import type { VirtualKeyDeps } from './virtual-key-deps.ts';
import type { VirtualKey } from './virtual-key.ts';

/** Refuses the key from the next request on, until resumed. Pausing twice is fine. @throws virtual_key_not_found, virtual_key_ambiguous, virtual_key_ended */
export function pauseVirtualKey(deps: VirtualKeyDeps, name: string, actor: Actor): VirtualKey {
  const key = findLivingKey(deps, name);
  return setStatus(deps, key, 'paused', 'virtual_key.paused', actor);
}

/** Resuming what is not paused is fine. @throws as `pauseVirtualKey` */
export function resumeVirtualKey(deps: VirtualKeyDeps, name: string, actor: Actor): VirtualKey {
  const key = findLivingKey(deps, name);
  return setStatus(deps, key, 'active', 'virtual_key.resumed', actor);
}

/** Ends the key for good, with one still in grace. Its row stays for the history. @throws as `pauseVirtualKey` */
export function revokeVirtualKey(deps: VirtualKeyDeps, name: string, actor: Actor): VirtualKey {
  const key = findUnrevokedKey(deps, name);
  return setStatus(deps, key, 'revoked', 'virtual_key.revoked', actor);
}

function setStatus(
  deps: VirtualKeyDeps,
  former: VirtualKey,
  status: VirtualKey['status'],
  type: EventType,
  actor: Actor,
): VirtualKey {
  if (former.status === status) return former;
  const next = { ...former, status };
  deps.events.appendWith(
    { type, actor, subjectId: next.id, data: { label: next.label, preview: next.preview } },
    (append) => deps.virtualKeys.save(next, append),
  );
  return next;
}
