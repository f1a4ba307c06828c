import type { VaultRef } from './vault-backend.ts';

/** Where the provider key of a connection is. */
export type KeySource =
  | { readonly kind: 'item'; readonly ref: VaultRef }
  /** `cacheId` shares its names with item ids: the id of the connection in both cases. */
  | { readonly kind: 'reference'; readonly uri: string; readonly cacheId: string }
  /** A connection without a key, a local model for one. */
  | { readonly kind: 'none' };

export type KeyedSource = Exclude<KeySource, { kind: 'none' }>;

export const cacheIdOf = (source: KeyedSource): string =>
  source.kind === 'item' ? source.ref.itemId : source.cacheId;

/** A kept key counts only for the very place it came from. */
export const originOf = (source: KeyedSource): string =>
  source.kind === 'item' ? source.ref.workspaceId : source.uri;
