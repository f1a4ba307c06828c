import { createServer, type Server } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { listenNearby, USUAL_PORT } from '../../../src-proxy/browser-door/listen-nearby.ts';
import { errorCodeOf } from '../../support/error-code.ts';

const newServer = (): Server => {
  const server = createServer();
  onTestFinished(() => {
    server.close();
  });
  return server;
};

test('takes the usual port, and another where that is taken', async () => {
  const ports = [await listenNearby(newServer, null), await listenNearby(newServer, null)].map(
    ({ port }) => port,
  );
  expect(new Set(ports).size).toBe(2);
  // The first may have been taken before this test.
  expect(ports.slice(1)).not.toContain(USUAL_PORT);
});

test('takes the port that was chosen, or says who has it', async () => {
  const { port } = await listenNearby(newServer, 0);
  expect(await errorCodeOf(listenNearby(newServer, port))).toBe('browser_port_busy');
});
