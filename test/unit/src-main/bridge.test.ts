import { describe, expect, test } from 'vitest';
import { answerCall } from '../../../src-main/bridge/answer-call.ts';
import { checkSender } from '../../../src-main/bridge/check-sender.ts';
import { readManagementCall, readShellCallName } from '../../../src-main/bridge/read-call.ts';
import { readSubscription } from '../../../src-main/bridge/read-subscription.ts';
import { AppError } from '../../../src-proxy/errors.ts';
import { createLog } from '../../../src-proxy/log.ts';
import { ManagementError } from '../../../src-proxy/management/management-error.ts';
import { operationNames } from '../../../src-proxy/management/contract.ts';
import { codeThrown } from './code-thrown.ts';

describe('the sender of a call', () => {
  const hosts = new Map([
    [1, 'ui' as const],
    [2, 'approval' as const],
  ]);
  const check = (contentsId: number, origin: string | null, isMainFrame = true): string =>
    checkSender(
      { contentsId, origin, isMainFrame },
      (id) => hosts.get(id),
      (host) => `latchport-app://${host}`,
    );

  test('is the page its window was opened for', () => {
    expect(check(1, 'latchport-app://ui')).toBe('ui');
    expect(check(2, 'latchport-app://approval')).toBe('approval');
  });

  test.each([
    ['a window nobody opened', () => check(3, 'latchport-app://ui')],
    ['the page of another window', () => check(1, 'latchport-app://approval')],
    ['a page from elsewhere', () => check(1, 'https://evil.example')],
    ['a frame within', () => check(1, 'latchport-app://ui', false)],
    ['a frame that is gone', () => check(1, null)],
  ])('is refused as %s', (_what, ask) => {
    expect(codeThrown(ask)).toBe('bridge_sender_foreign');
  });
});

describe('a call', () => {
  test('passes unchanged when its input is as the contract has it', () => {
    const input = { connection: 'work' };
    expect(readManagementCall('ui', 'connections.show', input)).toEqual({
      name: 'connections.show',
      input,
    });
  });

  test.each([
    ['__proto__'],
    ['constructor'],
    ['toString'],
    ['valueOf'],
    [''],
    [7],
    [null],
    [['status']],
  ])('by the name %j is unknown', (name) => {
    expect(codeThrown(() => readManagementCall('ui', name, {}))).toBe('bridge_call_unknown');
    expect(codeThrown(() => readShellCallName('ui', name))).toBe('bridge_call_unknown');
  });

  test('with an own __proto__ is refused, and changes nothing', () => {
    const input: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    expect(codeThrown(() => readManagementCall('ui', 'status', input))).toBe('field_invalid');
    expect({}).not.toHaveProperty('polluted');
  });

  test('from the approval page reaches no operation at all', () => {
    for (const name of operationNames) {
      expect(codeThrown(() => readManagementCall('approval', name, {}))).toBe(
        'bridge_sender_foreign',
      );
    }
  });

  test('that listens needs a number for its stream', () => {
    expect(readSubscription('ui', 1, undefined)).toEqual({ id: 1, afterId: undefined });
    for (const id of [-1, 1.5, '1', null, undefined, Number.NaN]) {
      expect(codeThrown(() => readSubscription('ui', id, undefined))).toBe('field_invalid');
    }
    expect(codeThrown(() => readSubscription('approval', 1, 2))).toBe('bridge_sender_foreign');
  });
});

describe('an answer', () => {
  const lines: string[] = [];
  const log = createLog('debug', (line) => lines.push(line));

  test('is data, whatever happened', async () => {
    expect(await answerCall(async () => 7, log)).toEqual({ isOk: true, output: 7 });
    const refusal = { code: 'x', status: 409, type: 'conflict_error', message: 'No. Do this.' };
    const refused = await answerCall(() => Promise.reject(new ManagementError(refusal)), log);
    expect(refused).toEqual({ isOk: false, error: refusal });
  });

  test('of an engine that is away says where to look', async () => {
    const away = new AppError('engine_not_running', { home: '/x' });
    expect(await answerCall(() => Promise.reject(away), log)).toMatchObject({
      error: { code: 'engine_away' },
    });
  });

  test('holds nothing of an unknown error', async () => {
    const answer = await answerCall(() => Promise.reject(new Error('CANARY')), log);
    expect(answer).toMatchObject({ isOk: false, error: { code: 'internal' } });
    expect(JSON.stringify([answer, lines])).not.toContain('CANARY');
  });
});
