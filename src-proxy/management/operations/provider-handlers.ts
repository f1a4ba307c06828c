import { listProviders } from '../../providers/catalog.ts';
import { recogniseKey } from '../../providers/recognise-key.ts';
import type { HandlersOf } from '../handlers.ts';

export function providerHandlers(): HandlersOf<'providers.list' | 'providers.recognise'> {
  return {
    'providers.list': () => ({
      providers: listProviders().map((provider) => ({
        id: provider.id,
        name: provider.name,
        kind: provider.kind,
        base_url: provider.baseUrl,
        dialects: Object.keys(provider.dialects),
        is_key_required: provider.isKeyRequired,
        key_example: provider.keyShape?.example ?? null,
        residency: provider.residency,
        links: provider.links,
        presets: (provider.presets ?? []).map(({ name, baseUrl }) => ({ name, base_url: baseUrl })),
      })),
    }),
    'providers.recognise': ({ provider_key }) => ({
      providers: recogniseKey(provider_key).map(({ id }) => id),
    }),
  };
}
