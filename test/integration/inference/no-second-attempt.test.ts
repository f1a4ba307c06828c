/** Once a byte has reached the caller nobody else is asked: it hears of the cut, in its own dialect. */
import { describe, expect, test } from 'vitest';
import type { FaultUpstream } from '../../support/fault-upstream.ts';
import { dialectCalls, type DialectCall } from '../../support/dialect-calls.ts';
import { MODEL, openTwoAccounts } from '../../support/two-accounts.ts';

/** A stream that begins and breaks off. */
function breakOff(upstream: FaultUpstream, { streamStart }: DialectCall): void {
  upstream.answerWith((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(streamStart, () => response.socket?.destroy());
  });
}

/** What its last event says. */
function lastData(text: string): unknown {
  const data = text
    .split('\n')
    .findLast((line) => line.startsWith('data:'))
    ?.slice('data:'.length);
  return JSON.parse(data ?? 'null');
}

describe.each(dialectCalls)('a stream of $name that breaks off after its first event', (call) => {
  test('ends with an error event, and the other account is not asked', async () => {
    const path = call.provider === 'openai' ? '/v1' : '';
    const accounts = await openTwoAccounts({ provider: call.provider, path });
    breakOff(accounts.first, call);
    const response = await fetch(accounts.engine.base + call.path(MODEL, true), {
      method: 'POST',
      headers: { ...call.credentials(accounts.key), 'content-type': 'application/json' },
      body: JSON.stringify(call.body(MODEL, true)),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-latchport-attempts')).toBe('1');
    const text = await response.text();
    expect(text.startsWith(call.streamStart)).toBe(true);
    expect(lastData(text)).toMatchObject(call.error({ code: 'upstream_interrupted', status: 502 }));
    expect(accounts.second.seen).toHaveLength(0);
    expect(accounts.last().row).toMatchObject({
      outcome: 'upstream_error',
      error_code: 'upstream_interrupted',
      attempts: 1,
      attempt_log: null,
    });
  });
});
