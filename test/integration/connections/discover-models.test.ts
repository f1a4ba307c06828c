import { describe, expect, it } from 'vitest';
import { discoverModels } from '../../../src-proxy/connections/discover-models.ts';
import { updateConnection } from '../../../src-proxy/connections/update-connection.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { modelList, type FakeAnswer } from '../../support/fake-provider.ts';
import { KEY, openWithProvider } from './connect.ts';

async function connected(
  more: Parameters<Awaited<ReturnType<typeof openWithProvider>>['add']>[0] = {},
) {
  const opened = await openWithProvider();
  const { setup, provider } = opened;
  const { connection } = await opened.add({ validate: false, ...more });
  const discover = () => discoverModels(setup.deps, connection.id);
  const listed = () => setup.deps.connections.modelsOf(connection.id).map((model) => model.id);
  return { ...opened, connection, provider, discover, listed };
}

describe('discovering models', () => {
  it('finds a model added upstream and loses one removed there', async () => {
    const { setup, provider, connection, discover, listed } = await connected();
    provider.answer(() => modelList('old', 'kept'));
    await discover();
    provider.answer(() => modelList('kept', 'new'));
    await discover();
    expect(listed()).toEqual(['kept', 'new']);
    expect(setup.deps.connections.lists(connection.id, 'old')).toBe(false);
  });

  it('is kept over a restart', async () => {
    const { setup, connection, discover } = await connected();
    await discover();
    const reopened = setup.reopen().deps.connections;
    expect(reopened.modelsOf(connection.id)).toEqual(
      setup.deps.connections.modelsOf(connection.id),
    );
  });

  it('keeps over a restart what Gemini’s models can be asked to do, each its own', async () => {
    const { setup, provider, connection, discover } = await connected({
      provider: 'google_ai_studio',
    });
    provider.answer(() => ({
      body: {
        models: [
          { name: 'models/a', supportedGenerationMethods: ['generateContent', 'countTokens'] },
          { name: 'models/b', supportedGenerationMethods: ['embedContent'] },
          { name: 'models/c' },
        ],
      },
    }));
    await discover();
    const reopened = setup.reopen().deps.connections;
    expect(reopened.modelsOf(connection.id).map(({ methods }) => methods)).toEqual([
      ['generateContent', 'countTokens'],
      ['embedContent'],
      undefined,
    ]);
  });

  it('notes when it was', async () => {
    const { setup, connection, discover } = await connected();
    await discover();
    setup.time.now += 1000;
    await discover();
    expect(setup.deps.connections.get(connection.id)?.modelsFetchedAt).toBe(setup.time.now);
  });

  it('follows Anthropic’s pages', async () => {
    const { provider, discover, listed } = await connected({ provider: 'anthropic' });
    provider.answer(({ path }) =>
      path.includes('after_id=claude-a')
        ? { body: { data: [{ id: 'claude-b' }], has_more: false, last_id: 'claude-b' } }
        : { body: { data: [{ id: 'claude-a' }], has_more: true, last_id: 'claude-a' } },
    );
    await discover();
    expect(listed()).toEqual(['claude-a', 'claude-b']);
  });

  it('follows Gemini’s pages', async () => {
    const { provider, discover, listed } = await connected({ provider: 'google_ai_studio' });
    provider.answer(({ path }) =>
      path.includes('pageToken=next')
        ? { body: { models: [{ name: 'models/gemini-b' }] } }
        : { body: { models: [{ name: 'models/gemini-a' }], nextPageToken: 'next' } },
    );
    await discover();
    expect(listed()).toEqual(['gemini-a', 'gemini-b']);
  });

  it.each<[string, FakeAnswer, string]>([
    ['a server error', { status: 503 }, 'probe_inconclusive'],
    ['a refused key', { status: 401 }, 'provider_key_invalid'],
    ['a page that is no list', { body: '<html>' }, 'model_list_invalid'],
    ['a redirect', { status: 307, headers: { location: '/' } }, 'probe_inconclusive'],
    ['an answer beyond all bounds', { body: ' '.repeat(9 * 1024 * 1024) }, 'upstream_invalid'],
  ])('keeps the old list at %s', async (_, answer, code) => {
    const { provider, discover, listed } = await connected();
    await discover();
    provider.answer(() => answer);
    expect(await errorCodeOf(discover())).toBe(code);
    expect(listed()).toEqual(['fake-1']);
  });

  it('keeps the old list when a later page fails', async () => {
    const { provider, discover, listed } = await connected({ provider: 'anthropic' });
    provider.answer(() => ({ body: { data: [{ id: 'old' }] } }));
    await discover();
    provider.answer(({ path }) =>
      path.includes('after_id')
        ? { status: 500 }
        : { body: { data: [{ id: 'new' }], has_more: true, last_id: 'new' } },
    );
    expect(await errorCodeOf(discover())).toBe('probe_inconclusive');
    expect(listed()).toEqual(['old']);
  });

  it('does not keep the list of a former address', async () => {
    const { setup, provider, connection, discover, listed } = await connected();
    provider.answer(() => {
      updateConnection(setup.deps, connection.id, { baseUrl: 'http://127.0.0.1:1/v1' }, 'cli');
      return modelList('from the former address');
    });
    await discover();
    expect(listed()).toEqual([]);
  });

  it('asks nobody where a provider lists none', async () => {
    const { provider, discover } = await connected({ provider: 'inferbridge' });
    expect(await discover()).toEqual([]);
    expect(provider.calls).toEqual([]);
  });

  it('says when the vault is locked', async () => {
    const { setup, discover } = await connected({ key: KEY });
    setup.vault.lock();
    expect(await errorCodeOf(discover())).toBe('vault_locked');
  });
});
