/** What the shell knows of the engine process itself. */
export type EngineState =
  | { readonly kind: 'starting' }
  /** `isOwn` is false for one that was running before and goes on after the shell. */
  | { readonly kind: 'running'; readonly isOwn: boolean }
  /** It died, or would not start; it is tried again at `retryAt` (milliseconds since the epoch). */
  | { readonly kind: 'failing'; readonly problem: string; readonly retryAt: number }
  /** Somebody ended it in order; it is started again when the user says so. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'stopping' };
