import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { MintedKey } from './create-virtual-key.ts';
import { findLivingKey } from './living-key.ts';
import { hashKey, mintKey, previewKey } from './mint-key.ts';
import type { VirtualKeyDeps } from './virtual-key-deps.ts';

const MAX_GRACE_SECONDS = 86_400;

/**
 * Replaces the key itself; id, label, limits and history stay. The former one ends at once, or keeps
 * working for the grace asked for; one still in grace from an earlier regeneration ends in any case. A
 * paused key stays paused.
 *
 * @throws virtual_key_not_found, virtual_key_ambiguous, virtual_key_ended, field_invalid
 */
export function regenerateVirtualKey(
  deps: VirtualKeyDeps,
  name: string,
  graceSeconds: number,
  actor: Actor,
): MintedKey {
  if (!Number.isInteger(graceSeconds) || graceSeconds < 0 || graceSeconds > MAX_GRACE_SECONDS) {
    throw new AppError('field_invalid', {
      field: 'grace_seconds',
      problem: `use a whole number from 0 to ${MAX_GRACE_SECONDS}`,
    });
  }
  const former = findLivingKey(deps, name);
  const now = deps.clock();
  const key = mintKey('sk-lp-');
  const virtualKey = {
    ...former,
    hash: hashKey(key),
    preview: previewKey(key),
    regeneratedAt: now,
    previousHash: former.hash,
    // Null, not now: an ended key must not come back when the clock is set back.
    previousHashUntil: graceSeconds === 0 ? null : now + graceSeconds * 1000,
  };
  deps.events.appendWith(
    {
      type: 'virtual_key.regenerated',
      actor,
      subjectId: former.id,
      data: {
        label: former.label,
        preview: virtualKey.preview,
        formerPreview: former.preview,
        graceSeconds,
      },
    },
    (append) => deps.virtualKeys.save(virtualKey, append),
  );
  return { virtualKey, key };
}
