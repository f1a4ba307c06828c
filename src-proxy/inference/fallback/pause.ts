import type { ServerResponse } from 'node:http';

/** Calls `gone` when the client leaves; the returned function ends that. */
export function whenGone(response: ServerResponse, gone: () => void): () => void {
  response.once('close', gone);
  return () => void response.removeListener('close', gone);
}

/** Waits, or until the client has left, whichever comes first. */
export function pause(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      endInterest();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const endInterest = whenGone(response, end);
  });
}
