import { errors } from 'undici';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { describeFailure } from '../../../src-proxy/outbound/describe-failure.ts';
import { failureError } from '../../../src-proxy/outbound/failure-error.ts';
import { defaultTimeouts } from '../../../src-proxy/outbound/outbound-timeouts.ts';

const coded = (code: string): Error => Object.assign(new Error('canary-text'), { code });
const sent = { isSent: true, isAnswering: false };
const answering = { isSent: true, isAnswering: true };
const waiting = { isSent: false, isAnswering: false };

const asError = (error: unknown, ...rest: [Parameters<typeof describeFailure>[1]?]): AppError =>
  failureError(describeFailure(error, ...rest), {
    provider: 'OpenAI',
    connection: 'work',
    timeouts: defaultTimeouts,
  });

describe('describeFailure', () => {
  it.each([
    ['ECONNREFUSED', 'connection refused'],
    ['ENOTFOUND', 'name not found'],
    ['EAI_AGAIN', 'name lookup failed; is this machine online?'],
    ['EHOSTUNREACH', 'no route to host'],
    ['ENETUNREACH', 'network unreachable'],
    ['CERT_HAS_EXPIRED', 'TLS certificate expired'],
    ['CERT_NOT_YET_VALID', "TLS certificate not yet valid; is this machine's clock right?"],
    ['CERT_SIGNATURE_FAILURE', 'TLS certificate not trusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS certificate not trusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'TLS certificate not trusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS certificate not trusted'],
    ['UNABLE_TO_GET_CRL', 'TLS certificate not trusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS certificate is for another name'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'no TLS spoken there; is it http?'],
    ['PROXY_CREDENTIALS', 'the proxy wants other credentials (HTTP 407)'],
  ])('%s: unreachable before anything was sent: %s', (code, reason) => {
    expect(describeFailure(coded(code))).toMatchObject({
      code: 'upstream_unreachable',
      reason,
      wasSent: false,
    });
  });

  it.each([
    ['UND_ERR_CONNECT_TIMEOUT', 'connect', false],
    ['UND_ERR_HEADERS_TIMEOUT', 'headers', true],
    ['UND_ERR_BODY_TIMEOUT', 'body', true],
  ])('%s: a time-out that names its limit', (code, limit, wasSent) => {
    expect(describeFailure(coded(code))).toMatchObject({
      code: 'upstream_timeout',
      limit,
      wasSent,
    });
  });

  it.each([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'UND_ERR_SOCKET',
    'ERR_SSL_BAD_RECORD_TYPE',
    'ENEW',
  ])('%s: what it means depends on how far the request got', (code) => {
    expect(describeFailure(coded(code), waiting)).toMatchObject({
      code: 'upstream_unreachable',
      wasSent: false,
    });
    expect(describeFailure(coded(code), sent)).toMatchObject({
      code: 'upstream_unreachable',
      wasSent: true,
    });
    expect(describeFailure(coded(code), answering)).toMatchObject({
      code: 'upstream_interrupted',
      wasSent: true,
    });
    expect(describeFailure(coded(code))).toMatchObject({
      code: 'upstream_interrupted',
      wasSent: true,
    });
  });

  it.each(['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'HPE_INVALID_EOF_STATE'])(
    '%s: the answer was cut',
    (code) => {
      expect(describeFailure(coded(code)).code).toBe('upstream_interrupted');
    },
  );

  it.each(['UND_ERR_HEADERS_OVERFLOW', 'HPE_INVALID_CONSTANT', 'HPE_INVALID_HEADER_TOKEN'])(
    '%s: not valid HTTP',
    (code) => {
      expect(describeFailure(coded(code)).code).toBe('upstream_invalid');
    },
  );

  it('reads the code of a name whose addresses all failed', () => {
    const all = new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]);
    expect(describeFailure(all).reason).toBe('connection refused');
  });

  it('blames nobody else for a mistake of ours', () => {
    expect(describeFailure(new TypeError('canary-text')).code).toBe('internal');
    expect(describeFailure('canary-text').code).toBe('internal');
    expect(describeFailure(new errors.InvalidArgumentError('canary-text'))).toMatchObject({
      code: 'internal',
      wasSent: false,
    });
  });

  it('takes an abort for what its reason says', () => {
    const gone = new AppError('connection_disconnected', { connection: 'work' });
    expect(asError(gone, answering)).toBe(gone);
    expect(asError(new errors.RequestAbortedError(), answering).code).toBe('request_aborted');
  });

  it('knows a refusal of the guard as sent nowhere', () => {
    const refusal = new AppError('address_forbidden', { host: 'h', reason: 'r' });
    expect(describeFailure(refusal)).toMatchObject({ code: 'address_forbidden', wasSent: false });
    expect(asError(refusal)).toBe(refusal);
    expect(asError(new AppError('loop_detected', { connection: '127.0.0.1' })).message).toContain(
      'connection "work"',
    );
  });

  it('never passes on the text of an error', () => {
    for (const code of ['ECONNRESET', 'HPE_INVALID_URL', 'ENOTFOUND', 'toString', 'UNHEARD_OF']) {
      expect(JSON.stringify(describeFailure(coded(code), answering))).not.toContain('canary');
      expect(asError(coded(code), answering).message).not.toContain('canary');
    }
  });

  it('names the limit that ran out', () => {
    expect(asError(coded('UND_ERR_CONNECT_TIMEOUT')).message).toContain('within 10 s');
    expect(asError(coded('UND_ERR_HEADERS_TIMEOUT')).message).toContain('within 600 s');
    expect(asError(coded('UND_ERR_HEADERS_TIMEOUT'))).toMatchObject({ status: 504 });
  });
});
