import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CallName, InputOf, OutputOf } from '../../src-proxy/management/contract.ts';
import { useEngine } from './engine-context.ts';

/** What an operation that only reads answers, kept fresh by the live feed. */
export function useOperation<Name extends CallName>(
  name: Name,
  input: InputOf<Name>,
  isEnabled = true,
): UseQueryResult<OutputOf<Name>> {
  const { client } = useEngine();
  return useQuery({
    queryKey: [name, input],
    queryFn: ({ signal }) => client.call(name, input, signal),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
  });
}
