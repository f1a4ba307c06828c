import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  createOutbound,
  type Outbound,
  type OutboundOptions,
} from '../../../src-proxy/outbound/outbound.ts';
import { attempt } from '../../support/attempt.ts';
import { closeAfterEach } from '../../support/close-after-each.ts';
import { startConnectProxy, type ConnectProxy } from '../../support/connect-proxy.ts';
import { issueCertificate } from '../../support/issue-certificate.ts';
import { okAnswer, onRequest, startRawServer, type RawServer } from '../../support/raw-server.ts';

const closeLater = closeAfterEach();

const authority = issueCertificate({ names: ['Test Authority'] });
const identity = issueCertificate({
  names: ['api.example', '127.0.0.1', 'localhost'],
  issuer: authority,
});

const serve = async (isPlain = false): Promise<RawServer> => {
  const server = await startRawServer(
    (socket) => onRequest(socket, (request) => socket.write(okAnswer(request))),
    isPlain ? undefined : identity,
  );
  closeLater(server.close);
  return server;
};

const startProxy = async (
  behaviour: Parameters<typeof startConnectProxy>[0],
): Promise<ConnectProxy> => {
  const proxy = await startConnectProxy(behaviour);
  closeLater(proxy.close);
  return proxy;
};

const onlyTheProxyResolves: LookupFunction = (_name, _options, callback) =>
  callback(Object.assign(new Error(), { code: 'ENOTFOUND' }), '', 0);

const outboundWith = (options: Partial<OutboundOptions>): Outbound => {
  const outbound = createOutbound({
    isOwnAddress: () => false,
    lookup: onlyTheProxyResolves,
    readSystemCertificates: () => [authority.cert],
    ...options,
  });
  closeLater(() => outbound.destroy());
  return outbound;
};

describe('an HTTP proxy', () => {
  it('tunnels https, and leaves the name to the proxy', async () => {
    const server = await serve();
    const proxy = await startProxy({ leadsTo: server.port });
    const outbound = outboundWith({ proxy: { httpsProxy: proxy.origin } });
    const { status, body } = await attempt(outbound, 'https://api.example/v1/models', {
      headers: { authorization: 'Bearer canary' },
    });
    expect(status).toBe(200);
    expect(body).toMatch(/^GET \/v1\/models HTTP\/1.1\r\nhost: api.example\r\n/);
    expect(proxy.requests).toHaveLength(1);
    expect(proxy.requests[0]).toMatch(/^CONNECT api\.example:443 HTTP\/1\.1\r\n/);
    expect(proxy.requests[0]).not.toContain('canary');
  });

  it('keeps a tunnel for further requests', async () => {
    const server = await serve();
    const proxy = await startProxy({ leadsTo: server.port });
    const outbound = outboundWith({ proxy: { httpsProxy: proxy.origin } });
    await attempt(outbound, 'https://api.example/');
    await new Promise((resolve) => void setTimeout(resolve, 5));
    await attempt(outbound, 'https://api.example/');
    expect(proxy.connections()).toBe(1);
  });

  it('gets the credentials of its URL, and the provider does not', async () => {
    const server = await serve();
    const proxy = await startProxy({ leadsTo: server.port, credentials: 'me:pass word' });
    const url = proxy.origin.replace('//', '//me:pass%20word@');
    const outbound = outboundWith({ proxy: { httpsProxy: url } });
    const { status, body } = await attempt(outbound, 'https://api.example/');
    expect(status).toBe(200);
    expect(body.toLowerCase()).not.toContain('proxy-');
  });

  it.each([
    ['wrong credentials', { credentials: 'me:other' }, 'wants other credentials (HTTP 407)'],
    ['a refusal', { refusal: 'HTTP/1.1 403 Forbidden\r\n\r\n' }, 'refused the connection'],
    ['something else than HTTP', { refusal: 'hello\r\n\r\n' }, 'could not be reached'],
    ['a closed connection', { refusal: '' }, 'could not be reached'],
  ])('that answers with %s is named as the reason', async (_what, behaviour, reason) => {
    const proxy = await startProxy({ leadsTo: 1, ...behaviour });
    const outbound = outboundWith({ proxy: { httpsProxy: proxy.origin } });
    const { failure } = await attempt(outbound, 'https://api.example/');
    expect(failure).toMatchObject({
      code: 'upstream_unreachable',
      reason: `the proxy ${reason}`,
      wasSent: false,
    });
  });

  it('that is not there is named as the reason', async () => {
    const proxy = await startProxy({ leadsTo: 1 });
    await proxy.close();
    const outbound = outboundWith({ proxy: { httpsProxy: proxy.origin } });
    const { failure } = await attempt(outbound, 'https://api.example/');
    expect(failure?.reason).toBe('the proxy could not be reached');
  });

  it('that stays silent runs into the connect limit', async () => {
    const silent = await startRawServer(() => undefined);
    closeLater(silent.close);
    const outbound = outboundWith({
      proxy: { httpsProxy: silent.origin },
      timeouts: { connectMs: 100 },
    });
    const { failure } = await attempt(outbound, 'https://api.example/');
    expect(failure).toMatchObject({
      code: 'upstream_timeout',
      reason: 'the proxy did not answer',
      limit: 'connect',
      wasSent: false,
    });
  });

  it('still leaves the certificate of the provider to be checked', async () => {
    const server = await serve();
    const proxy = await startProxy({ leadsTo: server.port });
    const outbound = outboundWith({ proxy: { httpsProxy: proxy.origin } });
    const { failure } = await attempt(outbound, 'https://other.example/');
    expect(failure?.reason).toBe('TLS certificate is for another name');
  });

  it('may itself speak TLS', async () => {
    const server = await serve();
    const proxy = await startProxy({ leadsTo: server.port, identity });
    const outbound = outboundWith({ proxy: { httpsProxy: proxy.origin } });
    expect((await attempt(outbound, 'https://api.example/')).status).toBe(200);
  });

  it('is passed by for the hosts of NO_PROXY', async () => {
    const proxy = await startProxy({ leadsTo: 1 });
    const outbound = outboundWith({ proxy: { httpsProxy: proxy.origin, noProxy: '.example' } });
    const { failure } = await attempt(outbound, 'https://api.example/');
    expect(failure?.reason).toBe('name not found');
    expect(proxy.connections()).toBe(0);
  });

  it('is passed by for this machine, unless the user says otherwise', async () => {
    const server = await serve(true);
    const proxy = await startProxy({ leadsTo: server.port });
    const settings = { httpProxy: proxy.origin };
    const direct = await attempt(outboundWith({ proxy: settings }), server.origin);
    expect([direct.status, proxy.connections()]).toEqual([200, 0]);
    const proxied = await attempt(
      outboundWith({ proxy: { ...settings, isPrivateProxied: true } }),
      `${server.origin}/v1`,
    );
    expect([proxied.status, proxy.connections()]).toEqual([200, 1]);
    expect(proxied.body).toMatch(/^GET \/v1 /);
  });

  it.each(['https://169.254.169.254/', 'https://metadata.google.internal/', 'https://0.0.0.0/'])(
    'is not asked for %s',
    async (url) => {
      const proxy = await startProxy({ leadsTo: 1 });
      const outbound = outboundWith({
        proxy: { httpsProxy: proxy.origin, isPrivateProxied: true },
      });
      const { failure } = await attempt(outbound, url);
      expect(failure?.code).toBe('address_forbidden');
      expect(proxy.connections()).toBe(0);
    },
  );

  it.each(['127.0.0.1', 'localhost'])('may not be our own door, as %s', async (host) => {
    const door = await startProxy({ leadsTo: 1 });
    const outbound = outboundWith({
      proxy: { httpsProxy: `http://${host}:${door.port}` },
      isOwnAddress: (_address, port) => port === door.port,
    });
    const { failure } = await attempt(outbound, 'https://api.example/');
    expect(failure?.code).toBe('loop_detected');
    expect(door.connections()).toBe(0);
  });
});
