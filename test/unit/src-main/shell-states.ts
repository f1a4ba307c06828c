import type { ConnectionLine, EngineStatus, ShellState } from '../../../src-main/shell-state.ts';

export const shellState = (part: Partial<ShellState> = {}): ShellState => ({
  engine: { kind: 'starting' },
  view: null,
  viewProblem: null,
  deaths: null,
  settings: {
    start_at_login: false,
    notices: { budgets: true, invalid_keys: true, connection_health: true, engine: true },
    lock_on_sleep: false,
    lock_on_screen_lock: false,
    look_for_updates: false,
    update_feed: null,
  },
  ...part,
});

export const engineStatus = (part: Partial<EngineStatus> = {}): EngineStatus => ({
  proxy: {
    state: 'serving',
    addresses: ['http://127.0.0.1:6174'],
    is_exposed: false,
    running_requests: 0,
  },
  today: { requests: 7, cost_usd: 1.23, unpriced_requests: 0 },
  ...part,
});

export const connectionLine = (part: Partial<ConnectionLine>): ConnectionLine => ({
  id: 'conn_1',
  label: 'work',
  slug: 'work',
  is_enabled: true,
  validation_status: 'valid',
  ...part,
});
