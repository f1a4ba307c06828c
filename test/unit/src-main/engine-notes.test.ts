import { expect, test } from 'vitest';
import type { EngineState } from '../../../src-main/engine/engine-state.ts';
import { EngineNotes } from '../../../src-main/engine/note-engine.ts';
import { ShellStore } from '../../../src-main/shell-state.ts';
import { shellState } from './shell-states.ts';

const starting: EngineState = { kind: 'starting' };
const own: EngineState = { kind: 'running', isOwn: true };
const other: EngineState = { kind: 'running', isOwn: false };
const failing = (problem: string): EngineState => ({ kind: 'failing', problem, retryAt: 0 });

function told(...states: readonly EngineState[]): { titles: string[]; store: ShellStore } {
  const store = new ShellStore(shellState().settings);
  const titles: string[] = [];
  const notes = new EngineNotes(
    store,
    ({ title }) => titles.push(title),
    () => 42,
  );
  for (const state of states) notes.note(state);
  return { titles, store };
}

test.each([
  ['an ordinary start', [own], []],
  ['a death and a restart', [own, failing('x'), own], ['The engine was restarted']],
  ['a start that fails', [failing('x')], ['The engine cannot start']],
  ['the same failure again', [failing('x'), failing('x')], ['The engine cannot start']],
  [
    'another failure',
    [failing('x'), failing('y')],
    ['The engine cannot start', 'The engine cannot start'],
  ],
  ['a late start', [failing('x'), own], ['The engine cannot start']],
  [
    'an engine of somebody else that goes',
    [other, starting, own],
    ['The engine you had started is gone'],
  ],
  ['an orderly stop', [own, { kind: 'stopped' }, starting, own], []],
  ['quitting', [own, { kind: 'stopping' }], []],
] as const)('%s tells %j', (_what, states, titles) => {
  expect(told(...states).titles).toEqual(titles);
});

test('counts deaths, and keeps the state', () => {
  const { store } = told(own, failing('x'), own, failing('x'));
  expect(store.state.deaths).toEqual({ count: 2, lastAt: 42 });
  expect(store.state.engine).toEqual(failing('x'));
});
