import type { EventLog } from '../events/event-log.ts';
import { describeUnexpected, type Log } from '../log.ts';
import type { VirtualKeys } from '../virtual-keys/virtual-keys.ts';
import type { KeySightings, NewSighting } from './key-sightings.ts';
import { warningSources, warningsOf } from './key-warning.ts';

const EVERY_MS = 5000;

export interface WarningWatchParts {
  readonly keySightings: KeySightings;
  readonly virtualKeys: Pick<VirtualKeys, 'get'>;
  readonly events: EventLog;
  readonly clock: () => number;
  readonly log: Log;
}

/** Writes sightings down every few seconds, and logs a warning when it arises or grows. */
export class WarningWatch {
  readonly #parts: WarningWatchParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: WarningWatchParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.check(), EVERY_MS).unref();
  }

  /** What was counted is not lost. */
  stop(): void {
    clearInterval(this.#timer);
    this.check();
  }

  /** A full disk must not end the watch: what could not be written is written later. */
  check(): void {
    const { keySightings, log } = this.#parts;
    try {
      const grown = new Map(
        keySightings.save().map((seen) => [`${seen.virtualKeyId} ${seen.sighting.kind}`, seen]),
      );
      for (const seen of grown.values()) this.#warn(seen);
    } catch (error) {
      log.warn('sightings_not_written', describeUnexpected(error));
    }
  }

  #warn({ virtualKeyId, sighting }: NewSighting): void {
    const { keySightings, virtualKeys, events, clock } = this.#parts;
    const key = virtualKeys.get(virtualKeyId);
    if (key === undefined) return;
    const warning = warningsOf(key, keySightings.list(virtualKeyId), clock()).find(
      ({ kind }) => warningSources[kind] === sighting.kind,
    );
    if (warning === undefined) return;
    const { label, preview } = key;
    const seen = warning.seen.map(({ detail }) => detail).join(', ');
    events.append({
      type: 'virtual_key.warning',
      actor: 'engine',
      subjectId: virtualKeyId,
      data: { label, preview, warning: warning.kind, seen },
    });
  }
}
