import type { Actor } from '../events/event.ts';
import type { EventLog } from '../events/event-log.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { VirtualKeys } from '../virtual-keys/virtual-keys.ts';
import type { KeySightings } from './key-sightings.ts';
import { keyWarningKinds, warningSources, type KeyWarningKind } from './key-warning.ts';

/** Hides a warning of a key (null: all) until something new is seen. @throws virtual_key_not_found, virtual_key_ambiguous */
export function dismissWarnings(
  deps: {
    readonly keySightings: KeySightings;
    readonly virtualKeys: VirtualKeys;
    readonly events: EventLog;
  },
  name: string,
  kind: KeyWarningKind | null,
  actor: Actor,
): VirtualKey {
  const key = deps.virtualKeys.find(name);
  const kinds = kind === null ? keyWarningKinds : [kind];
  deps.keySightings.dismiss(
    key.id,
    kinds.map((one) => warningSources[one]),
  );
  deps.events.append({
    type: 'virtual_key.warning_dismissed',
    actor,
    subjectId: key.id,
    data: { label: key.label, preview: key.preview, warning: kind ?? 'all' },
  });
  return key;
}
