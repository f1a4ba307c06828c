import { describe, expect, it } from 'vitest';
import { probeKey, type KeyToProbe } from '../../../src-proxy/connections/probe-key.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { modelList } from '../../support/fake-provider.ts';
import { KEY, openWithProvider } from './connect.ts';

async function open(options: Parameters<typeof openWithProvider>[0] = {}) {
  const opened = await openWithProvider(options);
  const { setup, provider } = opened;
  const probe = (more: Partial<KeyToProbe> = {}) =>
    probeKey(
      setup.deps,
      { provider: 'openai', key: KEY, baseUrl: `${provider.origin}/v1`, ...more },
      'browser',
    );
  return { ...opened, probe };
}

describe('probing a key before saving it', () => {
  it('tells the models it opens', async () => {
    const { provider, probe } = await open();
    provider.answer(() => modelList('a', 'b'));
    const result = await probe();
    expect(result).toMatchObject({ validationStatus: 'valid', status: 200 });
    expect(result.models?.map((model) => model.id)).toEqual(['a', 'b']);
  });

  it('tells a bad key by its result, not by throwing', async () => {
    const { provider, probe } = await open();
    provider.answer(() => ({ status: 401 }));
    expect(await probe()).toMatchObject({
      validationStatus: 'invalid',
      error: { code: 'provider_key_invalid' },
    });
  });

  it('tells a provider out of reach by its result', async () => {
    const { probe } = await open();
    expect(await probe({ baseUrl: 'http://127.0.0.1:1/v1' })).toMatchObject({
      validationStatus: 'unreachable',
      error: { code: 'upstream_unreachable' },
    });
  });

  it('keeps nothing', async () => {
    const { setup, probe, isEmpty } = await open({ environment: { A_KEY: KEY } });
    await probe();
    await probe({ key: undefined, reference: 'env:A_KEY' });
    expect(isEmpty()).toBe(true);
    expect(setup.events()).toEqual([]);
    expect((await setup.vault.status()).cached).toBe(0);
  });

  it.each([
    [{ provider: 'nobody' }, 'provider_unknown'],
    [{ key: '' }, 'provider_key_missing'],
    [{ baseUrl: 'http://example.com' }, 'base_url_insecure'],
    [{ provider: 'self_hosted', baseUrl: undefined }, 'base_url_missing'],
    [{ key: undefined, reference: 'env:NOWHERE' }, 'reference_unresolved'],
  ])('refuses %j as %s', async (more, code) => {
    const { provider, probe } = await open();
    expect(await errorCodeOf(probe(more))).toBe(code);
    expect(provider.calls).toEqual([]);
  });
});
