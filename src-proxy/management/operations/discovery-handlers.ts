import { discoverServers, discoverVariables } from '../../discovery/discover.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';

export function discoveryHandlers(deps: ManagementDeps): HandlersOf<'discover'> {
  const { environment, connections, connectionDeps } = deps;
  const { outbound } = connectionDeps;
  return {
    discover: async () => {
      const servers = await discoverServers({ environment, outbound, connections });
      return {
        environment: discoverVariables({ environment, outbound, connections }).map(
          ({ name, providerId, connection }) => ({ name, provider: providerId, connection }),
        ),
        servers: servers.map(({ name, baseUrl, modelsCount, connection }) => ({
          name,
          base_url: baseUrl,
          models_count: modelsCount,
          connection,
        })),
      };
    },
  };
}
