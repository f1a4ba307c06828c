import type { Notice } from '../notices/describe-event.ts';
import type { ShellStore } from '../shell-state.ts';
import type { EngineState } from './engine-state.ts';

/**
 * Puts the state of the engine process into the store, and tells what the user should hear of it: that it
 * died and runs again, that it cannot start (once for each reason), that one started elsewhere has ended.
 */
export class EngineNotes {
  readonly #store: ShellStore;
  readonly #tell: (notice: Notice) => void;
  readonly #clock: () => number;
  #toldProblem: string | null = null;

  constructor(store: ShellStore, tell: (notice: Notice) => void, clock: () => number) {
    this.#store = store;
    this.#tell = tell;
    this.#clock = clock;
  }

  note(next: EngineState): void {
    const { engine: former, deaths } = this.#store.state;
    this.#store.change({ engine: next });
    if (isDeath(former, next)) {
      this.#store.change({ deaths: { count: (deaths?.count ?? 0) + 1, lastAt: this.#clock() } });
    } else if (next.kind === 'failing') {
      this.#sayProblem(next.problem);
    } else if (isRevival(former, next) && deaths !== null) {
      this.#say('The engine was restarted', 'It had ended unexpectedly. Calls are answered again.');
    } else if (isLoss(former, next)) {
      this.#say('The engine you had started is gone', 'Latchport starts one of its own.');
    }
    if (next.kind === 'running') this.#toldProblem = null;
  }

  #sayProblem(problem: string): void {
    if (problem === this.#toldProblem) return;
    this.#toldProblem = problem;
    this.#say('The engine cannot start', problem);
  }

  #say(title: string, body: string): void {
    this.#tell({ kind: 'engine', title, body, path: '/connections' });
  }
}

const isDeath = (former: EngineState, next: EngineState): boolean =>
  former.kind === 'running' && former.isOwn && next.kind === 'failing';

const isRevival = (former: EngineState, next: EngineState): boolean =>
  former.kind === 'failing' && next.kind === 'running';

const isLoss = (former: EngineState, next: EngineState): boolean =>
  former.kind === 'running' && !former.isOwn && next.kind === 'starting';
