import type { ListedModel } from './connection.ts';
import type { ModelPage } from './read-model-page.ts';

const MAX_PAGES = 20;
const MAX_MODELS = 10_000;

/**
 * All pages of a model listing, each id once. `fetchPage` gets the path of a page and throws when it
 * cannot be had. A provider that keeps paging is cut off after 20 pages or 10,000 models; one that hands
 * out the same cursor again, at once.
 */
export async function listModels(
  path: string,
  fetchPage: (path: string) => Promise<ModelPage>,
): Promise<readonly ListedModel[]> {
  const byId = new Map<string, ListedModel>();
  const asked = new Set<string>();
  let next: string | null = path;
  while (next !== null && !asked.has(next) && asked.size < MAX_PAGES && byId.size < MAX_MODELS) {
    asked.add(next);
    // A page is found only by the one before it.
    // oxlint-disable-next-line no-await-in-loop
    const page: ModelPage = await fetchPage(next);
    for (const model of page.models) {
      if (byId.size < MAX_MODELS && !byId.has(model.id)) byId.set(model.id, model);
    }
    next = page.next === null ? null : `${path}${path.includes('?') ? '&' : '?'}${page.next}`;
  }
  return [...byId.values()];
}
