import type { OutputOf } from '../../../src-proxy/management/contract.ts';

export type VirtualKey = OutputOf<'virtual_keys.show'>;
export type MintedKey = OutputOf<'virtual_keys.create'>;

/** Whether it will never work again. */
export const isEnded = ({ status }: VirtualKey): boolean => status === 'revoked';
