import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../../src-proxy/connections/judge-answer.ts';
import { findProvider } from '../../../src-proxy/providers/catalog.ts';

const judge = (provider: string, status: number, body: unknown, accepted?: readonly number[]) =>
  judgeAnswer(
    { status, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
    findProvider(provider),
    accepted,
  );

const googleRefusal = {
  error: {
    code: 400,
    message: 'API key not valid. Please pass a valid API key.',
    status: 'INVALID_ARGUMENT',
    details: [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
      { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US' },
    ],
  },
};

describe('what an answer says of a key', () => {
  it.each([200, 201, 204])('%s accepts it', (status) => {
    expect(judge('openai', status, {})).toBe('accepted');
  });

  it('a status the catalog names accepts it', () => {
    expect(judge('sarvam', 422, {}, [400, 422])).toBe('accepted');
  });

  it.each([401, 403])('%s refuses it', (status) => {
    expect(judge('openai', status, { error: { code: 'invalid_api_key' } })).toBe('refused');
    expect(judge('openai', status, '<html>no</html>')).toBe('refused');
  });

  it('Google’s 400 with API_KEY_INVALID refuses it', () => {
    expect(judge('google_ai_studio', 400, googleRefusal)).toBe('refused');
  });

  it('Google’s 400 for another reason does not', () => {
    const elsewhere = { error: { message: 'User location is not supported for the API use.' } };
    expect(judge('google_ai_studio', 400, elsewhere)).toBe('unclear');
  });

  it.each([
    { code: 'Client specified an invalid argument', error: 'Incorrect API key provided: na***ys.' },
    { code: 'Client specified an invalid argument', error: 'Incorrect%20API%20key%20provided' },
  ])('xAI’s 400 for an incorrect key refuses it: %j', (body) => {
    expect(judge('xai', 400, body)).toBe('refused');
  });

  it.each([1004, 2049])('MiniMax’s 200 with status code %s refuses it', (code) => {
    expect(judge('minimax', 200, { base_resp: { status_code: code } })).toBe('refused');
  });

  it('MiniMax’s 200 with status code 0 accepts it', () => {
    expect(judge('minimax', 200, { data: [], base_resp: { status_code: 0 } })).toBe('accepted');
  });

  it('a key that may not list models is not a bad key', () => {
    const message =
      'You have insufficient permissions for this operation. Missing scopes: api.model.read.';
    expect(judge('openai', 401, { error: { message } })).toBe('unclear');
    expect(judge('openai', 403, { error: { message } })).toBe('unclear');
  });

  it('a country that is not served is not a bad key', () => {
    const code = 'unsupported_country_region_territory';
    expect(judge('openai', 403, { error: { code } })).toBe('unclear');
  });

  it.each([302, 404, 408, 409, 429, 500, 503, 529])('%s says nothing of it', (status) => {
    expect(judge('openai', status, { error: { message: 'invalid api key' } })).toBe('unclear');
  });

  it.each(['', 'null', '[]', '"x"', '{"error":null}', '{"error":{"details":[null,1]}}', '{'])(
    'a 400 with the body %j says nothing of it',
    (body) => {
      expect(judge('google_ai_studio', 400, body)).toBe('unclear');
    },
  );

  it('an error larger than any real one is not read', () => {
    const body = { error: { message: `api key not valid ${'x'.repeat(70_000)}` } };
    expect(judge('google_ai_studio', 400, body)).toBe('unclear');
  });
});
