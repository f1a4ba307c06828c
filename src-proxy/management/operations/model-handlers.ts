import type { Connection } from '../../connections/connection.ts';
import { discoverModels } from '../../connections/discover-models.ts';
import { toAppError } from '../../errors.ts';
import { describeUnexpected } from '../../log.ts';
import type { OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTimeOrNull } from './iso-time.ts';

type Refreshed = OutputOf<'models.refresh'>['connections'][number];

export function modelHandlers(deps: ManagementDeps): HandlersOf<'models.list' | 'models.refresh'> {
  const { connections } = deps;
  const chosen = (name: string | undefined): readonly Connection[] =>
    name === undefined ? connections.list() : [connections.find(name)];
  return {
    'models.list': (input) => ({
      models: chosen(input.connection).flatMap(({ id, slug, providerId }) =>
        connections.modelsOf(id).map((model) => ({
          id: model.id,
          display_name: model.displayName,
          owned_by: model.ownedBy,
          created_at: isoTimeOrNull(model.createdAt),
          connection: slug,
          provider: providerId,
        })),
      ),
    }),
    'models.refresh': async (input, { signal }) => {
      const isAsked = ({ isEnabled }: Connection): boolean =>
        input.connection !== undefined || isEnabled;
      const asked = chosen(input.connection).filter(isAsked);
      return {
        connections: await Promise.all(
          asked.map((connection) => refresh(deps, connection, signal)),
        ),
      };
    },
  };
}

/** One that fails keeps its former list and does not stop the others. */
async function refresh(
  { connectionDeps, connections, log }: ManagementDeps,
  { id, slug }: Connection,
  signal: AbortSignal,
): Promise<Refreshed> {
  const refreshed = (error: Refreshed['error']): Refreshed => ({
    connection: slug,
    models_count: connections.modelsOf(id).length,
    error,
  });
  try {
    await discoverModels(connectionDeps, id, signal);
    return refreshed(null);
  } catch (error) {
    const { code, message } = toAppError(error);
    if (code === 'internal') log.error('models_refresh_failed', describeUnexpected(error));
    return refreshed({ code, message });
  }
}
