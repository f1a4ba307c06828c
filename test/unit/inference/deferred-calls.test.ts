import { describe, expect, test } from 'vitest';
import {
  DeferredCalls,
  type DeferredCall,
} from '../../../src-proxy/inference/deferred/deferred-calls.ts';
import { setUpAllowances } from '../../support/set-up-allowances.ts';
import { waitUntil } from '../../support/wait-until.ts';

function makeCall(): DeferredCall {
  const setup = setUpAllowances();
  const caller = setup.createKey();
  return { caller, record: setup.openRecord(caller), hold: null };
}

const ignore = (): void => undefined;

describe('a call whose answer comes later', () => {
  test('is given to the first who asks', () => {
    const calls = new DeferredCalls();
    const call = makeCall();
    calls.keep('conn_1', 'resp_1', call, ignore);
    expect(calls.take('conn_2', 'resp_1')).toBe(null);
    expect(calls.take('conn_1', 'resp_1')).toBe(call);
    expect(calls.take('conn_1', 'resp_1')).toBe(null);
  });

  test('is given up when nobody asks in time', async () => {
    const calls = new DeferredCalls(20);
    const call = makeCall();
    const givenUp: DeferredCall[] = [];
    calls.keep('conn_1', 'resp_1', call, () => givenUp.push(call));
    await waitUntil('it is given up', () => givenUp.length > 0);
    expect(givenUp).toEqual([call]);
    expect(calls.take('conn_1', 'resp_1')).toBe(null);
  });

  test('is given up when its provider gives its id to another', () => {
    const calls = new DeferredCalls();
    const [first, second] = [makeCall(), makeCall()];
    const givenUp: DeferredCall[] = [];
    calls.keep('conn_1', 'resp_1', first, () => givenUp.push(first));
    calls.keep('conn_1', 'resp_1', second, ignore);
    expect(givenUp).toEqual([first]);
    expect(calls.take('conn_1', 'resp_1')).toBe(second);
  });

  test('is given up, the oldest first, when there are more than a thousand', () => {
    const calls = new DeferredCalls();
    const call = makeCall();
    let givenUp = 0;
    for (let at = 0; at < 1010; at += 1) {
      calls.keep('conn_1', `resp_${at}`, call, () => (givenUp += 1));
    }
    expect(givenUp).toBe(10);
    expect(calls.take('conn_1', 'resp_9')).toBe(null);
    expect(calls.take('conn_1', 'resp_10')).toBe(call);
  });
});
