import type { OutputOf } from '../src-proxy/management/contract.ts';
import type { EngineState } from './engine/engine-state.ts';
import type { NearestBudget } from './engine/nearest-budget.ts';
import type { ShellSettings } from './shell-contract.ts';

/** What the tray shows of each. */
export type EngineStatus = Pick<OutputOf<'status'>, 'proxy' | 'today'>;
export type ConnectionLine = Pick<
  OutputOf<'connections.list'>['connections'][number],
  'id' | 'label' | 'slug' | 'is_enabled' | 'validation_status'
>;

/** What the engine said last; of no meaning while it is not running. */
export interface EngineView {
  readonly status: EngineStatus;
  readonly connections: readonly ConnectionLine[];
  readonly nearestBudget: NearestBudget | null;
}

/** Everything the tray shows. */
export interface ShellState {
  readonly engine: EngineState;
  readonly view: EngineView | null;
  /** Why what the engine says cannot be shown; null when it can. */
  readonly viewProblem: string | null;
  /** Engines of the shell's own that died, and when the last one did. */
  readonly deaths: { readonly count: number; readonly lastAt: number } | null;
  readonly settings: ShellSettings;
}

/** Holds the state and tells of each change. */
export class ShellStore {
  #state: ShellState;
  readonly #listeners = new Set<(state: ShellState) => void>();

  constructor(settings: ShellSettings) {
    this.#state = {
      engine: { kind: 'starting' },
      view: null,
      viewProblem: null,
      deaths: null,
      settings,
    };
  }

  get state(): ShellState {
    return this.#state;
  }

  change(part: Partial<ShellState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener(this.#state);
  }

  /** The returned function ends it. */
  subscribe(listener: (state: ShellState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
