import type { AppError } from '../errors.ts';
import { removeFrom } from '../remove-from.ts';

/** A request whose bytes are going through a connection right now. */
export interface RunningRequest {
  /** Ends it at once: upstream closed, the caller told in its own dialect. */
  abort(error: AppError): void;
}

/**
 * Which requests run through which connection, so that disconnecting one can end them. In arrays, for the reason that
 * UsageRecorder gives.
 */
export class RunningRequests {
  readonly #byConnection = new Map<string, RunningRequest[]>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  enter(connectionId: string, request: RunningRequest): void {
    const running = this.#byConnection.get(connectionId);
    if (running === undefined) this.#byConnection.set(connectionId, [request]);
    else running.push(request);
    this.#count += 1;
  }

  leave(connectionId: string, request: RunningRequest): void {
    const running = this.#byConnection.get(connectionId);
    if (running !== undefined && removeFrom(running, request)) this.#count -= 1;
  }

  abortConnection(connectionId: string, error: AppError): void {
    // A copy: who is aborted may leave at once.
    const running = this.#byConnection.get(connectionId)?.slice() ?? [];
    for (const request of running) request.abort(error);
  }

  abortAll(error: AppError): void {
    for (const connectionId of this.#byConnection.keys()) this.abortConnection(connectionId, error);
  }
}
