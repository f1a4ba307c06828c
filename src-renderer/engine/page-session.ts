/**
 * The session of a page in a browser. The bearer lives in this object and nowhere else: a reload, another
 * tab and the browser's storage know nothing of it, and no cookie is ever involved.
 */
import type { Carrier } from '../../src-proxy/management/client.ts';

const CODE = /^#code=([\w-]{1,128})$/;

/** Takes the one-time code out of the address, so that it stays in no history entry. */
export function takeCode(location: Location, history: History): string | null {
  const [, code] = CODE.exec(location.hash) ?? [];
  if (code === undefined) return null;
  history.replaceState(null, '', location.pathname);
  return code;
}

export class PageSession {
  readonly #bearer: string;
  readonly #listeners = new Set<() => void>();
  #isEnded = false;

  private constructor(bearer: string) {
    this.#bearer = bearer;
  }

  /** Null when the code was used before or is too old. */
  static async begin(code: string): Promise<PageSession | null> {
    const response = await fetch('session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
      credentials: 'omit',
    });
    const answer: unknown = await response.json();
    const isGiven = typeof answer === 'object' && answer !== null && 'bearer' in answer;
    return isGiven ? new PageSession(String(answer.bearer)) : null;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Calls `listener` when the engine no longer knows this session. */
  readonly onEnded = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly carry: Carrier = async ({ method, path, body, signal }) => {
    const response = await fetch(`api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#bearer}`,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      body,
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.status === 401) this.#end();
    return { status: response.status, chunks: readChunks(response) };
  };

  /** Ends it on the other side too. */
  async signOut(): Promise<void> {
    const headers = { authorization: `Bearer ${this.#bearer}` };
    this.#end();
    await fetch('session', { method: 'DELETE', headers, credentials: 'omit' });
  }

  #end(): void {
    this.#isEnded = true;
    for (const listener of this.#listeners) listener();
  }
}

async function* readChunks(response: Response): AsyncIterable<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one piece after the other is the point
      const piece = await reader?.read();
      if (piece?.value === undefined) return;
      yield piece.value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}
