import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  createOutbound,
  type Outbound,
  type OutboundOptions,
} from '../../../src-proxy/outbound/outbound.ts';
import { attempt } from '../../support/attempt.ts';
import { closeAfterEach } from '../../support/close-after-each.ts';
import { okAnswer, onRequest, startRawServer, type RawServer } from '../../support/raw-server.ts';

const closeLater = closeAfterEach();

const outboundWith = (options: Partial<OutboundOptions> = {}): Outbound => {
  const outbound = createOutbound({ isOwnAddress: () => false, ...options });
  closeLater(() => outbound.destroy());
  return outbound;
};

const serveOk = async (): Promise<RawServer> => {
  const server = await startRawServer((socket) =>
    onRequest(socket, () => socket.write(okAnswer('reached'))),
  );
  closeLater(server.close);
  return server;
};

/** Resolves every name to the next answer of the list, then keeps to the last one. */
const lookupOf = (...answers: readonly (readonly string[])[]): LookupFunction => {
  let asked = 0;
  return (_hostname, _options, callback) => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    const found: LookupAddress[] = answer.map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    callback(null, found);
  };
};

const unknownName: LookupFunction = (_name, _options, callback) =>
  callback(Object.assign(new Error('canary'), { code: 'ENOTFOUND' }), '', 0);

describe('where a name leads', () => {
  it('reaches a private address over http', async () => {
    const server = await serveOk();
    const outbound = outboundWith({ lookup: lookupOf(['127.0.0.1']) });
    const result = await attempt(outbound, `http://model.lan:${server.port}/v1`);
    expect(result).toEqual({ status: 200, body: 'reached', failure: null });
  });

  const never = [
    ['a cloud metadata address', '169.254.169.254'],
    ['a cloud metadata address in IPv6', 'fd00:ec2::254'],
    ['a cloud metadata address in IPv4-mapped IPv6', '::ffff:169.254.169.254'],
    ['the unspecified address', '0.0.0.0'],
    ['a multicast address', '224.0.0.1'],
  ] as const;
  it.each(
    never.flatMap(([what, address]) =>
      ['http', 'https'].map((scheme) => ({ what, address, scheme })),
    ),
  )('refuses a name that leads to $what over $scheme', async ({ address, scheme }) => {
    const outbound = outboundWith({ lookup: lookupOf([address]) });
    const { failure } = await attempt(outbound, `${scheme}://model.lan/v1`);
    expect(failure).toMatchObject({ code: 'address_forbidden', wasSent: false });
    expect(failure?.appError?.message).toContain('model.lan');
    expect(failure?.appError?.message).not.toContain(address);
  });

  it('refuses plain http to a name that leads to a public address', async () => {
    const outbound = outboundWith({ lookup: lookupOf(['203.0.113.7']) });
    const { failure } = await attempt(outbound, 'http://model.lan/v1');
    expect(failure).toMatchObject({ code: 'address_forbidden', wasSent: false });
    expect(failure?.appError?.message).toContain('public address');
  });

  it('uses only the harmless ones of several addresses', async () => {
    const server = await serveOk();
    const outbound = outboundWith({
      lookup: lookupOf(['203.0.113.7', '169.254.169.254', '127.0.0.1']),
    });
    const { body } = await attempt(outbound, `http://model.lan:${server.port}/v1`);
    expect(body).toBe('reached');
  });

  it('refuses a name that was harmless before and leads elsewhere now', async () => {
    const server = await startRawServer((socket) =>
      onRequest(socket, () => socket.end(okAnswer('reached', 'connection: close'))),
    );
    closeLater(server.close);
    const outbound = outboundWith({ lookup: lookupOf(['127.0.0.1'], ['169.254.169.254']) });
    const url = `http://model.lan:${server.port}/v1`;
    expect((await attempt(outbound, url)).body).toBe('reached');
    expect((await attempt(outbound, url)).failure?.code).toBe('address_forbidden');
    expect(server.connections()).toBe(1);
  });

  it('passes on that a name is not known', async () => {
    const outbound = outboundWith({ lookup: unknownName });
    const { failure } = await attempt(outbound, 'https://no.such.example/v1');
    expect(failure).toMatchObject({
      code: 'upstream_unreachable',
      reason: 'name not found',
      wasSent: false,
    });
  });

  it('takes a name without any address for not found', async () => {
    const outbound = outboundWith({ lookup: lookupOf([]) });
    const { failure } = await attempt(outbound, 'https://empty.example/v1');
    expect(failure?.reason).toBe('name not found');
  });

  it.each(['localhost', 'app.localhost'])('answers %s itself', async (host) => {
    const server = await serveOk();
    const outbound = outboundWith({ lookup: unknownName });
    const { body } = await attempt(outbound, `http://${host}:${server.port}/`);
    expect(body).toBe('reached');
  });

  it('says when nobody listens', async () => {
    const server = await serveOk();
    await server.close();
    const { failure } = await attempt(outboundWith(), server.origin);
    expect(failure).toMatchObject({
      code: 'upstream_unreachable',
      reason: 'connection refused',
      wasSent: false,
    });
    const byName = await attempt(outboundWith(), `http://localhost:${server.port}`);
    expect(byName.failure?.reason).toBe('connection refused');
  });
});

describe('literal addresses', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data',
    'https://169.254.170.2/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fd00:ec2::254]/',
    'http://metadata.google.internal/',
    'http://0.0.0.0:80/',
    'http://8.8.8.8/',
  ])('refuses %s', async (url) => {
    const { failure } = await attempt(outboundWith(), url);
    expect(failure).toMatchObject({ code: 'address_forbidden', wasSent: false });
  });
});

describe('our own doors', () => {
  it.each(['127.0.0.1', 'localhost', 'app.localhost', 'model.lan', '[::ffff:127.0.0.1]'])(
    'are not connected to as %s',
    async (host) => {
      const door = await serveOk();
      const outbound = outboundWith({
        lookup: lookupOf(['127.0.0.1']),
        isOwnAddress: (address, port) =>
          port === door.port && ['127.0.0.1', '::1', '::ffff:7f00:1'].includes(address),
      });
      const { failure } = await attempt(outbound, `http://${host}:${door.port}/v1`);
      expect(failure).toMatchObject({ code: 'loop_detected', wasSent: false });
      expect(door.connections()).toBe(0);
    },
  );

  it('are known on https as well', async () => {
    const outbound = outboundWith({ isOwnAddress: (_address, port) => port === 443 });
    const { failure } = await attempt(outbound, 'https://127.0.0.1/v1');
    expect(failure?.code).toBe('loop_detected');
  });
});
