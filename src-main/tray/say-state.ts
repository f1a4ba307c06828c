import type { EngineState } from '../engine/engine-state.ts';
import type { ShellState } from '../shell-state.ts';

/** How the tray icon looks. */
export type TrayMark = 'running' | 'paused' | 'locked' | 'problem';

export interface SaidState {
  readonly mark: TrayMark;
  /** One line, as the first of the menu and the tooltip. */
  readonly text: string;
}

/** The state in words. `timeOf` writes a moment as the user's clock does. */
export function sayState(state: ShellState, timeOf: (ms: number) => string): SaidState {
  const { engine } = state;
  return engine.kind === 'running' ? sayRunning(state) : sayAway(engine, timeOf);
}

function sayAway(
  engine: Exclude<EngineState, { kind: 'running' }>,
  timeOf: (ms: number) => string,
): SaidState {
  switch (engine.kind) {
    case 'starting':
      return { mark: 'paused', text: 'Starting...' };
    case 'failing':
      return {
        mark: 'problem',
        text: `Problem: ${engine.problem} Next try at ${timeOf(engine.retryAt)}.`,
      };
    case 'stopped':
      return { mark: 'problem', text: 'Stopped. Calls are not answered.' };
    case 'stopping':
      return { mark: 'paused', text: 'Stopping...' };
  }
}

function sayRunning({ view, viewProblem }: ShellState): SaidState {
  if (viewProblem !== null) return { mark: 'problem', text: `Problem: ${viewProblem}` };
  if (view === null) return { mark: 'running', text: 'Running' };
  const { proxy } = view.status;
  const address = baseAddress(proxy.addresses);
  switch (proxy.state) {
    case 'serving':
      return { mark: 'running', text: `Running on ${address}` };
    case 'paused':
      return { mark: 'paused', text: `Paused. Calls to ${address} are refused.` };
    case 'locked':
      return { mark: 'locked', text: `Locked. Calls to ${address} are refused.` };
  }
}

/** `127.0.0.1:6174` of `http://127.0.0.1:6174`. */
const baseAddress = ([first = '']: readonly string[]): string => first.replace(/^https?:\/\//, '');
