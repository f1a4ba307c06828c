/** A client may offer another protocol with a call; an offer that is not taken leaves the call what it is (RFC 9110, 7.8). */
import { expect, onTestFinished, test } from 'vitest';
import { openRawClient, readRawAnswer } from '../../support/raw-client.ts';
import { startRawUpstream } from '../../support/raw-upstream.ts';
import { startTestEngine } from '../../support/test-engine.ts';
import { waitUntil } from '../../support/wait-until.ts';

test.each(['h2c', 'H2C, websocket', 'TLS/1.0'])(
  'a call that offers %s is answered, the next one too, and the offer goes no further',
  async (protocol) => {
    const upstream = await startRawUpstream(['m1']);
    const engine = await startTestEngine();
    onTestFinished(async () => {
      await engine.close();
      await upstream.close();
    });
    await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
    const body = '{"model":"m1","messages":[]}';
    // As the HTTP client of Java 11 and later sends its first call on a plain connection.
    const head = [
      'POST /v1/chat/completions HTTP/1.1',
      'Connection: Upgrade, HTTP2-Settings',
      `Content-Length: ${body.length}`,
      `Host: 127.0.0.1:${engine.port}`,
      'HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
      `Upgrade: ${protocol}`,
      `Authorization: Bearer ${engine.createKey()}`,
      'Content-Type: application/json',
    ].join('\r\n');
    const client = await openRawClient(engine.port);
    client.socket.write(`${head}\r\n\r\n`);
    client.socket.write(body);
    await waitUntil('the call was answered', () => client.received().includes('\r\n\r\n{}'));
    expect(readRawAnswer(client.received()).status).toBe(200);
    const names = upstream.seen[0]?.headers.map(([name]) => name.toLowerCase());
    expect(names).not.toContain('upgrade');
    expect(names).not.toContain('http2-settings');
    expect(upstream.seen[0]?.body.toString()).toBe(body);
    client.socket.write(`GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${engine.port}\r\n\r\n`);
    await waitUntil('the next one too', () => client.received().includes('{"status":"ok"}'));
    client.socket.destroy();
  },
);
