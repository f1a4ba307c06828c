import type { OutputLimits } from './read-output-limits.ts';
import type { Routing } from './read-routing.ts';

/** What the proxy needs to know of a request body, whatever its format; the rest stays unread. */
export interface BodyCall extends OutputLimits {
  /** Null when the body names none, or an empty one. */
  readonly model: string | null;
  readonly stream: boolean;
  readonly routing: Routing | null;
  /** Whether `stream_options.include_usage` is true. */
  readonly hasStreamOptionsUsage: boolean;
}
