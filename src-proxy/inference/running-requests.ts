import type { AppError } from '../errors.ts';

/** A request whose bytes are going through a connection right now. */
export interface RunningRequest {
  /** Ends it at once: upstream closed, the caller told in its own dialect. */
  abort(error: AppError): void;
}

/** Which requests run through which connection, so that disconnecting one can end them. */
export class RunningRequests {
  readonly #byConnection = new Map<string, Set<RunningRequest>>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  enter(connectionId: string, request: RunningRequest): void {
    const running = this.#byConnection.get(connectionId);
    if (running === undefined) this.#byConnection.set(connectionId, new Set([request]));
    else running.add(request);
    this.#count += 1;
  }

  leave(connectionId: string, request: RunningRequest): void {
    if (this.#byConnection.get(connectionId)?.delete(request) === true) this.#count -= 1;
  }

  abortConnection(connectionId: string, error: AppError): void {
    for (const request of this.#byConnection.get(connectionId) ?? []) request.abort(error);
  }

  abortAll(error: AppError): void {
    for (const connectionId of this.#byConnection.keys()) this.abortConnection(connectionId, error);
  }
}
