import type { InputOf, OutputOf } from '../../../src-proxy/management/contract.ts';

export type Summary = OutputOf<'usage.summary'>;
export type Totals = Summary['total'];
export type Group = Summary['groups'][number];
export type Dimension = Summary['by'];

/** What the page is narrowed down to. */
export interface Only {
  readonly dimension: 'key' | 'connection' | 'model';
  readonly id: string;
  readonly name: string;
}

const members = { key: 'virtual_key', connection: 'connection', model: 'model' } as const;

export const toFilter = (only: Only | null): InputOf<'usage.summary'> =>
  only === null ? {} : { [members[only.dimension]]: only.id };

/** Whether a group of this dimension can be looked at alone. */
export const canBeAlone = (dimension: Dimension): dimension is Only['dimension'] =>
  Object.hasOwn(members, dimension);
