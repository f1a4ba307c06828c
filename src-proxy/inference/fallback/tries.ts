/** What is known of a request's attempts so far: who was asked, what came of it, who may still be asked. */
import { performance } from 'node:perf_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import type { AppError } from '../../errors.ts';
import { contentTypeOf } from '../answer/content-type-of.ts';
import type { Exchange, InferenceDeps } from '../exchange.ts';
import type { Candidate } from '../plan/candidate.ts';
import { stateOf, type CandidateState } from '../plan/readiness.ts';
import type { RoutePlan } from '../plan/route-plan.ts';
import type { Relay } from '../answer/relay.ts';
import type { Verdict } from '../answer/relay-options.ts';
import { AttemptLog } from './attempt-log.ts';
import { isFallbackStatus } from './fallback-status.ts';
import { mayTellInBody, saysNotNow } from './overloaded-answers.ts';
import type { Sending } from './sending.ts';

/** A provider that asks for no more is waited for, when nobody else can serve. */
const LONGEST_WAIT_MS = 5_000;

const NONE: ReadonlyMap<Candidate, CandidateState | 'busy'> = new Map();

export class Tries {
  readonly log: AttemptLog;
  readonly #exchange: Exchange;
  readonly #plan: RoutePlan;
  readonly #deps: InferenceDeps;
  readonly #tried: Candidate[] = [];
  /** Made when it is needed: nearly every request is served by the first one asked. */
  #passedOver: Map<Candidate, CandidateState | 'busy'> | null = null;
  #awayMs = 0;
  #isLast = false;
  /** The answer declined last, to be passed on if nobody else answers. */
  declined: { readonly relay: Relay; readonly candidate: Candidate } | null = null;
  /** How the last attempt without an answer failed. */
  failure: AppError | null = null;

  constructor(exchange: Exchange, plan: RoutePlan, deps: InferenceDeps) {
    this.#exchange = exchange;
    this.#plan = plan;
    this.#deps = deps;
    this.log = new AttemptLog(exchange.record);
  }

  /** Whether a candidate is to be asked now; in the second round also one that is not doing well. */
  isToBeAsked(candidate: Candidate, isLastResort: boolean): boolean {
    if (this.#tried.includes(candidate)) return false;
    const state = this.stateOf(candidate);
    const isOpen = state === 'ready' || (isLastResort && this.#isLastResort(state));
    if (!isOpen) this.passOver(candidate, state);
    return isOpen;
  }

  passOver(candidate: Candidate, state: CandidateState | 'busy'): void {
    this.#passedOver ??= new Map();
    if (this.#passedOver.get(candidate) === state) return;
    this.#passedOver.set(candidate, state);
    this.log.note(candidate, state);
  }

  stateOf(candidate: Candidate): CandidateState {
    return stateOf(candidate, this.#deps.health, this.#deps.clock());
  }

  /** Those not asked, each with the reason told last. */
  get passedOver(): ReadonlyMap<Candidate, CandidateState | 'busy'> {
    return this.#passedOver ?? NONE;
  }

  /** From now on whatever comes is passed on. */
  expectLast(): void {
    this.#isLast = true;
  }

  get isLast(): boolean {
    return this.#isLast;
  }

  /** How long until a candidate whose provider asked to be left alone may be asked; null: not soon. */
  shortWait(candidate: Candidate): number | null {
    const { health, clock } = this.#deps;
    const now = clock();
    if (health.readiness(candidate, now) !== 'cooling_down') return null;
    const wait = (health.readyAt(candidate, now) ?? Number.POSITIVE_INFINITY) - now;
    return wait <= LONGEST_WAIT_MS ? Math.max(0, wait) : null;
  }

  /** Counts the time since then, by `performance.now()`, as not the proxy's own: spent on or waiting for providers. */
  wasAwaySince(startedAt: number): void {
    this.#awayMs += performance.now() - startedAt;
  }

  sending(candidate: Candidate): Sending {
    this.#tried.push(candidate);
    const { constraint } = this.#plan;
    const { arrivedAt } = this.#exchange;
    return {
      candidate,
      overheadMs: () => performance.now() - arrivedAt - this.#awayMs,
      constraint: (status) => (isFallbackStatus(status) ? constraint : null),
      onHead: (status, headers) => this.#judgeHead(candidate, status, headers),
      onFirstChunk: (chunk) => (saysNotNow(chunk) ? 'decline' : 'pass'),
    };
  }

  #judgeHead(candidate: Candidate, status: number, headers: IncomingHttpHeaders): Verdict {
    const { health, clock } = this.#deps;
    health.noteHead(candidate, status, headers, clock());
    if (this.#isLast) return 'pass';
    if (isFallbackStatus(status)) {
      const isWorthIt = this.#hasOther(candidate) || this.shortWait(candidate) !== null;
      return isWorthIt ? 'decline' : 'pass';
    }
    if (status !== 200 || !this.#hasOther(candidate)) return 'pass';
    return mayTellInBody(candidate.provider.id, contentTypeOf(headers)) ? 'read' : 'pass';
  }

  #hasOther(candidate: Candidate): boolean {
    return this.#plan.candidates.some(
      (other) =>
        other !== candidate &&
        !this.#tried.includes(other) &&
        this.#isLastResort(this.stateOf(other)),
    );
  }

  /**
   * Better than nobody. A provider that asked to be left alone is; one whose limits are used up may know better,
   * unless the request is to be refused rather than served by just anybody.
   */
  #isLastResort(state: CandidateState): boolean {
    if (state === 'no_headroom') return this.#plan.constraint === null;
    return state !== 'cooling_down';
  }
}
