import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { modelList } from '../../support/fake-provider.ts';
import { START } from '../../support/set-up-connections.ts';
import { connect, KEY, keyOf, openWithProvider } from './connect.ts';

describe('adding a connection', () => {
  it('probes the key and saves what was found', async () => {
    const { setup, provider, add } = await openWithProvider();
    const { connection, probe } = await add();
    expect(provider.calls).toMatchObject([
      { method: 'GET', path: '/v1/models', headers: { authorization: `Bearer ${KEY}` } },
    ]);
    expect(probe).toMatchObject({ validationStatus: 'valid', status: 200, error: null });
    expect(connection).toMatchObject({
      label: 'Personal',
      slug: 'personal',
      validationStatus: 'valid',
      lastTestedAt: START,
      keyPreview: 'sk-proj-...4567',
      modelsFetchedAt: START,
      isEnabled: true,
    });
    expect(setup.deps.connections.modelsOf(connection.id).map((model) => model.id)).toEqual([
      'fake-1',
    ]);
  });

  it('puts the key into the vault and nowhere else', async () => {
    const { setup, add } = await openWithProvider();
    const { connection } = await add();
    expect(await keyOf(setup, connection.id)).toBe(KEY);
    expect([...setup.backend.itemIds]).toEqual([`${connection.id}.v1`]);
    expect(setup.noted()).toEqual([]);
  });

  it('is still there after a restart', async () => {
    const { setup, add } = await openWithProvider();
    const { connection } = await add({ tags: ['ci'], environment: 'dev', refId: 'user-1' });
    expect(setup.reopen().deps.connections.get(connection.id)).toEqual(connection);
  });

  it('logs it by label and preview', async () => {
    const { setup, add } = await openWithProvider();
    const { connection } = await add({ refId: 'user-1' });
    expect(setup.events()).toMatchObject([
      {
        type: 'key.connected',
        actor: 'cli',
        subjectId: connection.id,
        data: {
          provider: 'openai',
          label: 'Personal',
          preview: 'sk-proj-...4567',
          refId: 'user-1',
        },
      },
    ]);
  });

  it('saves nothing when the provider refuses the key', async () => {
    const { setup, provider, add, isEmpty } = await openWithProvider();
    provider.answer(() => ({ status: 401, body: { error: { code: 'invalid_api_key' } } }));
    const error: unknown = await add().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'provider_key_invalid', status: 422 });
    expect(String(error)).toContain('Nothing was saved. Check it at https://platform.openai.com');
    expect(isEmpty()).toBe(true);
    expect(setup.events()).toMatchObject([
      { type: 'key.validation_failed', subjectId: null, data: { provider: 'openai', status: 401 } },
    ]);
  });

  it('knows a bad Google key by the reason in its 400', async () => {
    const { provider, add } = await openWithProvider();
    const details = [{ reason: 'API_KEY_INVALID' }];
    provider.answer(() => ({ status: 400, body: { error: { code: 400, details } } }));
    const google = { provider: 'google_ai_studio', baseUrl: provider.origin };
    expect(await errorCodeOf(add(google))).toBe('provider_key_invalid');
    expect(provider.calls).toMatchObject([
      { path: '/v1beta/models?pageSize=1000', headers: { 'x-goog-api-key': KEY } },
    ]);
  });

  it('never repeats what a provider says of a key', async () => {
    const { setup, provider, add } = await openWithProvider();
    provider.answer(() => ({ status: 401, body: { error: { message: `bad key ${KEY}` } } }));
    const error = await add().catch((thrown: unknown) => thrown);
    const said = String(error) + JSON.stringify(setup.events()) + setup.logLines.join('\n');
    expect(said).not.toContain(KEY);
  });

  it('saves nothing when the provider cannot be reached, and says how to save all the same', async () => {
    const { provider, add, isEmpty } = await openWithProvider();
    const gone = provider.origin.replace(/\d+$/, '1');
    const error: unknown = await add({ baseUrl: gone }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'upstream_unreachable' });
    expect(String(error)).toContain('connection refused');
    expect(String(error)).toContain('--no-validate');
    expect(isEmpty()).toBe(true);
  });

  it('saves nothing when the provider does not answer in time', async () => {
    const { provider, add, isEmpty } = await openWithProvider({ probeTimeoutMs: 50 });
    provider.answer(() => 'never');
    const error: unknown = await add().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'upstream_timeout', status: 504 });
    expect(String(error)).toContain('--no-validate');
    expect(isEmpty()).toBe(true);
  });

  it.each([404, 429, 500, 302])('saves it untested when the answer is %s', async (status) => {
    const { provider, add } = await openWithProvider();
    provider.answer(() => ({ status, headers: { location: 'http://127.0.0.1:9/' } }));
    const { connection, probe } = await add();
    expect(connection.validationStatus).toBe('untested');
    expect(probe).toMatchObject({ status, models: null, error: { code: 'probe_inconclusive' } });
    expect(provider.calls).toHaveLength(1);
  });

  it('saves it untested when what answers is no list of models', async () => {
    const { provider, add } = await openWithProvider();
    provider.answer(() => ({ body: '<html>It works!</html>' }));
    const { connection, probe } = await add();
    expect(connection.validationStatus).toBe('untested');
    expect(probe?.error?.code).toBe('model_list_invalid');
  });

  it('saves it unseen when told not to validate', async () => {
    const { provider, add } = await openWithProvider();
    const { connection, probe } = await add({ validate: false });
    expect(probe).toBeNull();
    expect(connection).toMatchObject({ validationStatus: 'untested', lastTestedAt: null });
    expect(provider.calls).toEqual([]);
  });

  it('asks the call that proves a key where the model list is public', async () => {
    const { provider, add } = await openWithProvider();
    provider.answer(({ path }) => (path === '/v1/key' ? { status: 401 } : modelList('public')));
    expect(await errorCodeOf(add({ provider: 'openrouter' }))).toBe('provider_key_invalid');
    expect(provider.calls.map((call) => call.path)).toEqual(['/v1/key']);
  });

  it('lists the models after a separate proof', async () => {
    const { setup, provider, add } = await openWithProvider();
    provider.answer(({ path }) => (path === '/v1/key' ? { body: {} } : modelList('a', 'b')));
    const { connection } = await add({ provider: 'openrouter' });
    expect(setup.deps.connections.modelsOf(connection.id)).toHaveLength(2);
  });

  it('keeps a key valid whose models could not be listed', async () => {
    const { provider, add } = await openWithProvider();
    provider.answer(({ path }) => (path === '/v1/key' ? { body: {} } : { status: 500 }));
    const { connection, probe } = await add({ provider: 'openrouter' });
    expect(connection.validationStatus).toBe('valid');
    expect(probe?.models).toBeNull();
  });

  it('accepts a status that proves the key all the same', async () => {
    const { provider, add } = await openWithProvider();
    provider.answer(({ method }) => (method === 'POST' ? { status: 422 } : modelList('sarvam')));
    const { connection } = await add({ provider: 'sarvam' });
    expect(connection.validationStatus).toBe('valid');
    expect(provider.calls[0]).toMatchObject({ method: 'POST', path: '/v1/chat/completions' });
  });

  it('sends what a dialect needs besides the key', async () => {
    const { provider, add } = await openWithProvider();
    provider.answer(() => ({ body: { data: [{ id: 'claude-x' }], has_more: false } }));
    await add({ provider: 'anthropic', baseUrl: provider.origin });
    const { headers } = provider.calls[0] ?? {};
    expect(headers).toMatchObject({ 'x-api-key': KEY, 'anthropic-version': '2023-06-01' });
    expect(headers?.authorization).toBeUndefined();
  });
});

describe('what a connection must say of itself', () => {
  it.each([
    [{ provider: 'nobody' }, 'provider_unknown'],
    [{ label: ' ' }, 'field_invalid'],
    [{ key: '' }, 'provider_key_missing'],
    [{ key: 'two words' }, 'provider_key_malformed'],
    [{ baseUrl: 'ftp://example.com' }, 'base_url_invalid'],
    [{ baseUrl: 'http://api.example.com/v1' }, 'base_url_insecure'],
    [{ baseUrl: 'http://169.254.169.254/v1' }, 'base_url_forbidden'],
    [{ provider: 'self_hosted', declaredRegion: 'local', baseUrl: null }, 'base_url_missing'],
    [{ provider: 'self_hosted' }, 'region_missing'],
    [{ expiresAt: START }, 'field_invalid'],
    [{ reference: 'file:/etc/passwd', key: undefined }, 'reference_invalid'],
  ])('%j is refused as %s before anybody is asked', async (more, code) => {
    const { provider, add, isEmpty } = await openWithProvider();
    expect(await errorCodeOf(add(more))).toBe(code);
    expect(provider.calls).toEqual([]);
    expect(isEmpty()).toBe(true);
  });

  it('an own server needs no key', async () => {
    const { provider, add } = await openWithProvider();
    const server = { provider: 'self_hosted', declaredRegion: 'local', key: undefined };
    const { connection } = await add(server);
    expect(connection).toMatchObject({ keySource: 'none', keyPreview: null });
    expect(provider.calls[0]?.headers.authorization).toBeUndefined();
  });
});

describe('a vault that fails while a connection is added', () => {
  it('leaves nothing when it refuses to write', async () => {
    const { setup, provider, add } = await openWithProvider();
    setup.backend.at.beforeWrite = () => {
      throw new AppError('keychain_locked');
    };
    expect(await errorCodeOf(add())).toBe('keychain_locked');
    expect(setup.deps.connections.list()).toEqual([]);
    setup.backend.at = {};
    expect(await connect(setup, provider)).toMatchObject({ slug: 'personal' });
  });

  it('holds no key that the store could not keep', async () => {
    const { setup, add, isEmpty } = await openWithProvider();
    setup.store.exec(
      `CREATE TRIGGER no_row BEFORE INSERT ON connections BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    await expect(add()).rejects.toThrow('full');
    expect(isEmpty()).toBe(true);
  });

  it('holds no key of a workspace that is not there', async () => {
    const { add, isEmpty } = await openWithProvider();
    await expect(add({ workspaceId: 'nowhere' })).rejects.toThrow('FOREIGN KEY');
    expect(isEmpty()).toBe(true);
  });
});
