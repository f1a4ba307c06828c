import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, expect, test } from 'vitest';
import { listen } from '../../../src-proxy/proxy-door/listen.ts';
import { errorCodeOf } from '../../support/error-code.ts';

/** A program that holds a port of its own, on one address. */
async function heldPort(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => void server.close());
  // oxlint-disable-next-line no-unsafe-type-assertion -- a TCP server's address is one
  return (server.address() as AddressInfo).port;
}

/** Refuses to listen the way the system does, for ports only it may give out. */
class ForbiddenServer extends Server {
  override listen(): this {
    const error = Object.assign(new Error('listen EACCES'), { code: 'EACCES' });
    queueMicrotask(() => this.emit('error', error));
    return this;
  }
}

test.each(['127.0.0.1', '::1'])('says who holds the port on %s: port_busy', async (host) => {
  const port = await heldPort(host);
  const listening = listen(createServer, { port, host: null });
  await expect(listening).rejects.toMatchObject({
    code: 'port_busy',
    message: expect.stringContaining(`by `),
  });
  await expect(listening).rejects.toThrow(`(pid ${process.pid})`);
});

test('leaves nothing open when only the second address is taken', async () => {
  const port = await heldPort('::1');
  expect(await errorCodeOf(listen(createServer, { port, host: null }))).toBe('port_busy');
  const { servers } = await listen(createServer, { port, host: '127.0.0.1' });
  for (const server of servers) server.close();
});

test('says which port the system does not give out: port_forbidden', async () => {
  const listening = listen(() => new ForbiddenServer(), { port: 443, host: null });
  await expect(listening).rejects.toMatchObject({ code: 'port_forbidden' });
  await expect(listening).rejects.toThrow('443');
});
