import { messages } from '../messages.ts';
import { sayDuration } from './say-time.ts';
import type { Found } from '../forms/use-checked.ts';

/** What a check found, when it found nothing wrong. */
export function sayFound({ latency_ms, models_count }: Found): string {
  const { connections, words } = messages;
  if (latency_ms === null) return connections.foundNothing;
  const latency = sayDuration(latency_ms);
  return models_count === null
    ? connections.foundWithoutModels(latency)
    : connections.found(latency, words.models(models_count));
}
