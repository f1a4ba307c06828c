import { describe, expect, it } from 'vitest';
import type { ListedModel } from '../../../src-proxy/connections/connection.ts';
import { listModels } from '../../../src-proxy/connections/list-models.ts';

const model = (id: string): ListedModel => ({
  id,
  displayName: null,
  ownedBy: null,
  createdAt: null,
});

const manyIds = (page: number) => Array.from({ length: 6000 }, (_, at) => `m${page}-${at}`);

/** The ids found, and the paths asked for, with a provider that answers page by page. */
async function list(
  path: string,
  pageOf: (at: number) => { readonly ids: readonly string[]; readonly next: string | null },
) {
  const asked: string[] = [];
  const models = await listModels(path, async (page) => {
    const { ids, next } = pageOf(asked.push(page) - 1);
    return { models: ids.map(model), next };
  });
  return { asked, ids: models.map(({ id }) => id) };
}

describe('listing models', () => {
  it('asks for page after page', async () => {
    const pages = [
      { ids: ['a'], next: 'after_id=a' },
      { ids: ['b'], next: null },
    ];
    const { asked, ids } = await list(
      '/models?limit=1',
      (at) => pages[at] ?? { ids: [], next: null },
    );
    expect(asked).toEqual(['/models?limit=1', '/models?limit=1&after_id=a']);
    expect(ids).toEqual(['a', 'b']);
  });

  it('begins the query where the path has none', async () => {
    const { asked } = await list('/models', (at) => ({ ids: [], next: at === 0 ? 'x=1' : null }));
    expect(asked[1]).toBe('/models?x=1');
  });

  it('keeps an id once', async () => {
    const { ids } = await list('/models', () => ({ ids: ['a', 'a', 'b'], next: null }));
    expect(ids).toEqual(['a', 'b']);
  });

  it('stops when the same cursor comes again', async () => {
    const { asked } = await list('/models', () => ({ ids: ['a'], next: 'x=1' }));
    expect(asked).toHaveLength(2);
  });

  it('stops after 20 pages', async () => {
    const { asked } = await list('/models', (at) => ({ ids: [`m${at}`], next: `x=${at}` }));
    expect(asked).toHaveLength(20);
  });

  it('stops at 10,000 models', async () => {
    const { asked, ids } = await list('/models', (at) => ({ ids: manyIds(at), next: `x=${at}` }));
    expect(ids).toHaveLength(10_000);
    expect(asked).toHaveLength(2);
  });

  it('fails as a whole when a page fails', async () => {
    const failing = listModels('/models', async (path) => {
      if (path !== '/models') throw new Error('page 2');
      return { models: [model('a')], next: 'x=1' };
    });
    await expect(failing).rejects.toThrow('page 2');
  });
});
