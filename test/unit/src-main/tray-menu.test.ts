import { describe, expect, test } from 'vitest';
import type { Actions } from '../../../src-main/actions.ts';
import type { ConnectionLine, EngineStatus, ShellState } from '../../../src-main/shell-state.ts';
import { trayMenu } from '../../../src-main/tray/tray-menu.ts';
import { connectionLine, engineStatus, shellState } from './shell-states.ts';

const timeOf = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

/** Notes what was asked for. */
function noting(): { actions: Actions; asked: string[] } {
  const asked: string[] = [];
  const note =
    (name: string) =>
    (...args: readonly unknown[]): void =>
      void asked.push([name, ...args.filter((arg) => typeof arg !== 'object')].join(' '));
  const actions = {
    setConnectionEnabled: note('setConnectionEnabled'),
    setPaused: note('setPaused'),
    lock: note('lock'),
    unlock: note('unlock'),
    copyBaseUrl: note('copyBaseUrl'),
    open: note('open'),
    setStartAtLogin: note('setStartAtLogin'),
    lookForUpdates: note('lookForUpdates'),
    startEngine: note('startEngine'),
    quit: note('quit'),
  };
  return { actions, asked };
}

/** The menu as a person reads it. */
const read = (state: ShellState): readonly string[] =>
  trayMenu(state, noting().actions, timeOf).map(({ type, label = '', checked, enabled }) => {
    if (type === 'separator') return '---';
    const mark = type === 'checkbox' ? (checked === true ? '[x] ' : '[ ] ') : '';
    return `${mark}${label}${enabled === false ? ' (grey)' : ''}`;
  });

const running = (
  status: Partial<EngineStatus> = {},
  connections: readonly ConnectionLine[] = [],
): ShellState =>
  shellState({
    engine: { kind: 'running', isOwn: true },
    view: { status: engineStatus(status), connections, nearestBudget: null },
  });

const foot = [
  '---',
  'Open Latchport',
  '[ ] Start at login',
  'Check for updates...',
  '---',
  'Quit Latchport',
];

describe('the menu of the tray', () => {
  test('with everything in order', () => {
    const connections = [
      connectionLine({ label: 'work', slug: 'work' }),
      connectionLine({ label: 'Home key', slug: 'home-key', is_enabled: false }),
      connectionLine({ label: 'old', slug: 'old', validation_status: 'invalid' }),
    ];
    expect(read(running({}, connections))).toEqual([
      'Running on 127.0.0.1:6174 (grey)',
      '---',
      '[x] work',
      '[ ] Home key (home-key)',
      '[x] old - invalid',
      '---',
      '[ ] Pause all calls',
      'Lock',
      'Copy base URL',
      'New virtual key...',
      '---',
      'Today: $1.23, 7 requests (grey)',
      ...foot,
    ]);
  });

  test('with nothing connected', () => {
    expect(read(running())).toContain('Connect a provider...');
  });

  test.each([
    [
      'paused',
      'Paused. Calls to 127.0.0.1:6174 are refused. (grey)',
      '[x] Pause all calls',
      'Lock',
    ],
    [
      'locked',
      'Locked. Calls to 127.0.0.1:6174 are refused. (grey)',
      '[ ] Pause all calls (grey)',
      'Unlock',
    ],
  ] as const)('when %s', (state, text, pause, lock) => {
    const proxy = { ...engineStatus().proxy, state };
    const menu = read(running({ proxy }));
    expect(menu[0]).toBe(text);
    expect(menu).toContain(pause);
    expect(menu).toContain(lock);
  });

  test('warns when other machines can reach it', () => {
    const proxy = { ...engineStatus().proxy, is_exposed: true };
    expect(read(running({ proxy }))[1]).toMatch(/^Other machines can reach it/);
  });

  test.each([
    ['starting', shellState({ engine: { kind: 'starting' } }), ['Starting... (grey)']],
    [
      'failing',
      shellState({
        engine: { kind: 'failing', problem: 'Port 6174 is taken.', retryAt: 3_600_000 },
        view: { status: engineStatus(), connections: [], nearestBudget: null },
      }),
      ['Problem: Port 6174 is taken. Next try at 01:00. (grey)', 'Try again now'],
    ],
    [
      'stopped',
      shellState({ engine: { kind: 'stopped' } }),
      ['Stopped. Calls are not answered. (grey)', 'Start again'],
    ],
    ['stopping', shellState({ engine: { kind: 'stopping' } }), ['Stopping... (grey)']],
    [
      'of another version',
      shellState({
        engine: { kind: 'running', isOwn: false },
        viewProblem: 'The running engine is of another version.',
      }),
      ['Problem: The running engine is of another version. (grey)'],
    ],
  ])('offers no more than it can do when %s', (_what, state, head) => {
    expect(read(state)).toEqual([...head, ...foot]);
  });

  test('says how often the engine died', () => {
    const deaths = { count: 2, lastAt: 7_200_000 };
    expect(read({ ...running(), deaths })[1]).toBe(
      'Died and was restarted 2 times, last at 02:00 (grey)',
    );
  });

  test('keeps a long list within the screen', () => {
    const connections = Array.from({ length: 20 }, (_, index) =>
      connectionLine({ id: `conn_${index}`, label: `c${index}`, slug: `c${index}` }),
    );
    const menu = trayMenu(running({}, connections), noting().actions, timeOf);
    const more = menu.find(({ label }) => label === 'More connections');
    expect(more?.submenu).toHaveLength(8);
    expect(menu.filter(({ label }) => /^c\d+$/.test(label ?? ''))).toHaveLength(12);
  });

  test('shows an ampersand in a label as one', () => {
    const line = connectionLine({ label: 'R&D', slug: 'R&D' });
    expect(read(running({}, [line]))).toContain('[x] R&&D');
  });

  test.each([
    [{ requests: 0, cost_usd: 0, unpriced_requests: 0 }, 'Today: no requests'],
    [{ requests: 1, cost_usd: 0.0012, unpriced_requests: 0 }, 'Today: $0.0012, 1 request'],
    [{ requests: 3, cost_usd: null, unpriced_requests: 3 }, 'Today: cost unknown, 3 requests'],
    [
      { requests: 3, cost_usd: 2, unpriced_requests: 1 },
      'Today: $2.00, 3 requests, 1 without a known price',
    ],
  ])('says what today cost: %j', (today, text) => {
    expect(read(running({ today }))).toContain(`${text} (grey)`);
  });

  test.each([
    [
      { usd: 5, per: 'day', spent_usd: 4.21, left_usd: 0.79 },
      'editor: 84 % of $5.00 this day used',
    ],
    [{ usd: 10, per: 'total', spent_usd: 10.01, left_usd: 0 }, 'editor: 100 % of $10.00 used'],
    [{ usd: 0, per: 'month', spent_usd: 0, left_usd: 0 }, 'editor: 100 % of $0.00 this month used'],
  ] as const)('says how far the budget nearest its end is: %j', (budget, text) => {
    const view = {
      status: engineStatus(),
      connections: [],
      nearestBudget: { of: 'editor', budget },
    };
    expect(read(shellState({ ...running(), view }))).toContain(`${text} (grey)`);
  });

  test('asks for what is clicked', () => {
    const { actions, asked } = noting();
    const state = running({}, [connectionLine({ id: 'conn_1', label: 'work', slug: 'work' })]);
    for (const { click } of trayMenu(state, actions, timeOf)) {
      if (click !== undefined) Reflect.apply(click, undefined, [{ checked: true }]);
    }
    expect(asked).toEqual([
      'setConnectionEnabled conn_1 false',
      'setPaused true',
      'lock',
      'copyBaseUrl',
      'open /new-key',
      'open',
      'setStartAtLogin true',
      'lookForUpdates',
      'quit',
    ]);
  });
});
