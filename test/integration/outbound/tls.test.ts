import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createOutbound, type Outbound } from '../../../src-proxy/outbound/outbound.ts';
import { attempt } from '../../support/attempt.ts';
import { closeAfterEach } from '../../support/close-after-each.ts';
import { issueCertificate, type IssuedCertificate } from '../../support/issue-certificate.ts';
import { okAnswer, onRequest, startRawServer, type RawServer } from '../../support/raw-server.ts';

const closeLater = closeAfterEach();

const authority = issueCertificate({ names: ['Test Authority'] });

const serve = async (identity: IssuedCertificate): Promise<RawServer> => {
  const server = await startRawServer(
    (socket) => onRequest(socket, () => socket.write(okAnswer('ok'))),
    identity,
  );
  closeLater(server.close);
  return server;
};

const outboundWith = (readSystemCertificates: () => readonly string[]): Outbound => {
  const outbound = createOutbound({ isOwnAddress: () => false, readSystemCertificates });
  closeLater(() => outbound.destroy());
  return outbound;
};

describe('TLS', () => {
  it('trusts an authority of the operating system', async () => {
    const server = await serve(issueCertificate({ names: ['127.0.0.1'], issuer: authority }));
    const { body, failure } = await attempt(
      outboundWith(() => [authority.cert]),
      server.origin,
    );
    expect([body, failure]).toEqual(['ok', null]);
  });

  it('trusts a name as well as an address', async () => {
    const server = await serve(issueCertificate({ names: ['localhost'], issuer: authority }));
    const outbound = outboundWith(() => [authority.cert]);
    const { body } = await attempt(outbound, `https://localhost:${server.port}/`);
    expect(body).toBe('ok');
  });

  it('is verified whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    const server = await serve(issueCertificate({ names: ['127.0.0.1'], issuer: authority }));
    const { body, failure } = await attempt(
      outboundWith(() => []),
      server.origin,
    );
    expect([body, failure?.code]).toEqual(['', 'upstream_unreachable']);
  });

  it.each([
    ['nobody trusts', [], { names: ['127.0.0.1'], issuer: authority }, 'not trusted'],
    ['signed itself', [authority.cert], { names: ['127.0.0.1'] }, 'not trusted'],
    [
      'is for another name',
      [authority.cert],
      { names: ['example.com'], issuer: authority },
      'is for another name',
    ],
    [
      'has expired',
      [authority.cert],
      { names: ['127.0.0.1'], issuer: authority, validUntil: new Date(Date.now() - 1000) },
      'expired',
    ],
  ])('refuses a certificate that %s', async (_what, trusted, order, reason) => {
    const server = await serve(issueCertificate(order));
    const { failure } = await attempt(
      outboundWith(() => trusted),
      server.origin,
    );
    expect(failure).toMatchObject({
      code: 'upstream_unreachable',
      reason: `TLS certificate ${reason}`,
      wasSent: false,
    });
  });

  it('says when http answers where https was expected', async () => {
    const server = await startRawServer((socket) =>
      socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    closeLater(server.close);
    const { failure } = await attempt(
      outboundWith(() => []),
      server.origin.replace('http:', 'https:'),
    );
    expect(failure).toMatchObject({
      code: 'upstream_unreachable',
      reason: 'no TLS spoken there; is it http?',
      wasSent: false,
    });
  });

  it('reads the authorities of the operating system once, at the first https connection', async () => {
    let reads = 0;
    const outbound = outboundWith(() => {
      reads += 1;
      return [authority.cert];
    });
    const plain = await startRawServer((socket) =>
      onRequest(socket, () => socket.write(okAnswer('ok'))),
    );
    closeLater(plain.close);
    await attempt(outbound, plain.origin);
    expect(reads).toBe(0);
    const identity = issueCertificate({ names: ['127.0.0.1'], issuer: authority });
    const servers = [await serve(identity), await serve(identity)];
    const results = await Promise.all(servers.map(({ origin }) => attempt(outbound, origin)));
    expect(results.map(({ body }) => body)).toEqual(['ok', 'ok']);
    expect(reads).toBe(1);
  });

  it.each([
    ['cannot be read', (): never => expect.fail('no store')],
    [
      'holds something broken',
      (): string[] => ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ],
  ])('does without a system store that %s', async (_what, readSystem) => {
    const server = await serve(issueCertificate({ names: ['127.0.0.1'], issuer: authority }));
    const { failure } = await attempt(outboundWith(readSystem), server.origin);
    expect(failure?.reason).toBe('TLS certificate not trusted');
  });
});
