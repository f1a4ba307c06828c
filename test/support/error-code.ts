export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** The code of the error a promise fails with, or `none` when it does not fail. */
export function errorCodeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => 'none', codeOf);
}
