import type { DialectName } from '../../dialects/dialect-name.ts';
import { AppError } from '../../errors.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import { nearestModels } from '../plan/nearest-models.ts';
import type { SearchDeps } from '../plan/search.ts';
import type { UsableModel } from '../plan/usable-model.ts';
import { usableModels } from '../plan/usable-models.ts';

/** Of a model whose provider speaks Gemini's dialect and does not say. */
const USUAL_METHODS: readonly string[] = ['generateContent', 'countTokens'];

/** What the key may use, discovered live from each connection, in the list shape of the caller's dialect. */
export function listModels(dialect: DialectName, caller: VirtualKey, deps: SearchDeps): unknown {
  const models = usableModels(caller, listedFor(dialect), deps);
  const entries = models.map((model) => describe(dialect, model));
  switch (dialect) {
    case 'openai-chat':
    case 'openai-responses':
      return { object: 'list', data: entries };
    case 'anthropic-messages':
      return {
        data: entries,
        has_more: false,
        first_id: models[0]?.id ?? null,
        last_id: models.at(-1)?.id ?? null,
      };
    case 'gemini':
      return { models: entries };
  }
}

/** @throws model_not_found naming the nearest */
export function showModel(
  dialect: DialectName,
  id: string,
  caller: VirtualKey,
  deps: SearchDeps,
): unknown {
  const models = usableModels(caller, listedFor(dialect), deps);
  const found =
    models.find((model) => model.id === id) ?? models.find((model) => model.listed.id === id);
  if (found === undefined) {
    const nearest = nearestModels(
      id,
      models.map((model) => model.id),
    );
    throw new AppError('model_not_found', { model: id, nearest });
  }
  return describe(dialect, found);
}

/** OpenAI's one list serves two of its dialects. */
function listedFor(dialect: DialectName): readonly DialectName[] {
  return dialect === 'openai-chat' ? ['openai-chat', 'openai-responses'] : [dialect];
}

function describe(dialect: DialectName, { id, listed, candidate }: UsableModel): unknown {
  const { connection, provider } = candidate;
  const displayName = listed.displayName ?? listed.id;
  const createdAt = listed.createdAt ?? 0;
  switch (dialect) {
    case 'openai-chat':
    case 'openai-responses':
      return {
        id,
        object: 'model',
        created: Math.floor(createdAt / 1000),
        owned_by: listed.ownedBy ?? provider.id,
        display_name: displayName,
        connection: connection.slug,
      };
    case 'anthropic-messages':
      return {
        type: 'model',
        id,
        display_name: displayName,
        created_at: new Date(createdAt).toISOString(),
        connection: connection.slug,
      };
    case 'gemini':
      return {
        name: `models/${id}`,
        displayName,
        supportedGenerationMethods: listed.methods ?? USUAL_METHODS,
      };
  }
}
