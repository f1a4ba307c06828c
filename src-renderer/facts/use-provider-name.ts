import { useOperation } from '../engine/use-operation.ts';

/** What people call a provider; its id until the catalog is here. */
export function useProviderName(id: string): string {
  const providers = useOperation('providers.list', {}).data?.providers;
  return providers?.find((provider) => provider.id === id)?.name ?? id;
}
