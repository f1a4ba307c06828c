/** The tray's menu as a function of the state: nothing is read or kept here. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Actions } from '../actions.ts';
import type { ConnectionLine, EngineView, ShellState } from '../shell-state.ts';
import { sayState } from './say-state.ts';
import { sayToday } from './say-today.ts';

type Item = MenuItemConstructorOptions;

/** More than these would not fit on a screen; the others are one level down. */
const MAX_SHOWN = 12;

const separator: Item = { type: 'separator' };

/** `timeOf` writes a moment as the user's clock does. */
export function trayMenu(
  state: ShellState,
  act: Actions,
  timeOf: (ms: number) => string,
): readonly Item[] {
  const view = state.engine.kind === 'running' && state.viewProblem === null ? state.view : null;
  return [
    ...stateItems(state, act, timeOf),
    ...(view === null ? [] : engineItems(view, act)),
    separator,
    { label: 'Open Latchport', click: () => act.open() },
    {
      label: 'Start at login',
      type: 'checkbox',
      checked: state.settings.start_at_login,
      click: ({ checked }) => act.setStartAtLogin(checked),
    },
    { label: 'Check for updates...', click: act.lookForUpdates },
    separator,
    { label: 'Quit Latchport', click: act.quit },
  ];
}

function stateItems(
  state: ShellState,
  act: Actions,
  timeOf: (ms: number) => string,
): readonly Item[] {
  const { engine, deaths } = state;
  const items: Item[] = [note(sayState(state, timeOf).text)];
  if (engine.kind === 'running' && state.view?.status.proxy.is_exposed === true) {
    items.push(note('Other machines can reach it: it was started with --host'));
  }
  if (deaths !== null) {
    const times = deaths.count === 1 ? 'once' : `${deaths.count} times`;
    items.push(note(`Died and was restarted ${times}, last at ${timeOf(deaths.lastAt)}`));
  }
  if (engine.kind === 'failing') items.push({ label: 'Try again now', click: act.startEngine });
  if (engine.kind === 'stopped') items.push({ label: 'Start again', click: act.startEngine });
  return items;
}

function engineItems(view: EngineView, act: Actions): readonly Item[] {
  return [
    separator,
    ...connectionItems(view.connections, act),
    separator,
    ...proxyItems(view, act),
    separator,
    ...sayToday(view).map(note),
  ];
}

function connectionItems(connections: readonly ConnectionLine[], act: Actions): readonly Item[] {
  if (connections.length === 0) {
    return [{ label: 'Connect a provider...', click: () => act.open('/add-connection') }];
  }
  const items = connections.map((connection) => connectionItem(connection, act));
  if (items.length <= MAX_SHOWN) return items;
  return [
    ...items.slice(0, MAX_SHOWN),
    { label: 'More connections', submenu: items.slice(MAX_SHOWN) },
  ];
}

function connectionItem(
  { id, label, slug, is_enabled: isEnabled, validation_status: validation }: ConnectionLine,
  act: Actions,
): Item {
  const trouble =
    validation === 'invalid' || validation === 'unreachable' ? ` - ${validation}` : '';
  const name = label === slug ? label : `${label} (${slug})`;
  return {
    id: `connection:${id}`,
    label: literal(`${name}${trouble}`),
    type: 'checkbox',
    checked: isEnabled,
    click: () => act.setConnectionEnabled(id, !isEnabled),
  };
}

function proxyItems({ status }: EngineView, act: Actions): readonly Item[] {
  const { state } = status.proxy;
  return [
    {
      label: 'Pause all calls',
      type: 'checkbox',
      checked: state === 'paused',
      enabled: state !== 'locked',
      click: () => act.setPaused(state !== 'paused'),
    },
    state === 'locked'
      ? { label: 'Unlock', click: act.unlock }
      : { label: 'Lock', click: act.lock },
    { label: 'Copy base URL', click: act.copyBaseUrl },
    { label: 'New virtual key...', click: () => act.open('/new-key') },
  ];
}

const note = (text: string): Item => ({ label: literal(text), enabled: false });

/** A text as it is: a single `&` would mark the letter after it. */
const literal = (text: string): string => text.replaceAll('&', '&&');
