import type { DialectName } from '../../dialects/dialect-name.ts';
import type { Endpoint, OperationName } from './endpoint.ts';

/** What a path stands for, whoever sends it. */
export interface Shape extends Pick<Endpoint, 'dialect' | 'operation' | 'model'> {
  /** Empty: any. */
  readonly methods: readonly string[];
}

export const shape = (
  dialect: DialectName,
  operation: OperationName,
  model: Endpoint['model'],
  methods: readonly string[],
): Shape => ({ dialect, operation, model, methods });
