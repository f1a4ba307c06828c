import { expect, test } from 'vitest';
import {
  BrowserSessions,
  CODE_VALID_MS,
  SESSION_IDLE_MS,
} from '../../../src-proxy/browser-door/browser-sessions.ts';
import { errorCodeOf } from '../../support/error-code.ts';

/** The code `run` is refused with. */
const refusalOf = (run: () => unknown): Promise<string> => errorCodeOf((async () => run())());

function start() {
  let now = 1_000_000;
  const sessions = new BrowserSessions(() => now);
  return {
    sessions,
    pass: (ms: number) => {
      now += ms;
    },
    signIn: () => sessions.redeem(sessions.createCode().code),
  };
}

test('a code is good until its minute is over, and once', async () => {
  const { sessions, pass } = start();
  const { code } = sessions.createCode();
  pass(CODE_VALID_MS - 1);
  expect(sessions.redeem(code)).toMatch(/^[\w-]{43}$/);
  expect(await refusalOf(() => sessions.redeem(code))).toBe('session_code_invalid');
  const late = sessions.createCode().code;
  pass(CODE_VALID_MS);
  expect(await refusalOf(() => sessions.redeem(late))).toBe('session_code_invalid');
});

test('of many codes only the latest sixteen are good', async () => {
  const { sessions } = start();
  const codes = Array.from({ length: 17 }, () => sessions.createCode().code);
  expect(await refusalOf(() => sessions.redeem(codes[0] ?? ''))).toBe('session_code_invalid');
  expect(sessions.redeem(codes[1] ?? '')).toBeTypeOf('string');
});

test('of many sessions the oldest ends, and hears of it', () => {
  const { sessions, signIn } = start();
  const oldest = sessions.find(signIn());
  for (let count = 0; count < 64; count += 1) signIn();
  expect(oldest.ended.aborted).toBe(true);
});

test('a session in use does not idle, however long', async () => {
  const { sessions, pass, signIn } = start();
  const bearer = signIn();
  const endUse = sessions.find(bearer).use();
  pass(10 * SESSION_IDLE_MS);
  const session = sessions.find(bearer);
  endUse();
  endUse();
  pass(SESSION_IDLE_MS - 1);
  expect(sessions.find(bearer)).toBe(session);
  pass(1);
  expect(await refusalOf(() => sessions.find(bearer))).toBe('session_ended');
  expect(session.ended.aborted).toBe(true);
});

test('the minute of key operations slides', async () => {
  const { sessions, pass, signIn } = start();
  const session = sessions.find(signIn());
  for (let count = 0; count < 20; count += 1) {
    session.countSecretOperation();
    pass(1000);
  }
  expect(await refusalOf(() => session.countSecretOperation())).toBe('session_rate_limited');
  pass(40_000);
  session.countSecretOperation();
  expect(await refusalOf(() => session.countSecretOperation())).toBe('session_rate_limited');
});
