/**
 * A provider key on its way in. It becomes a Secret here, before anything else is done with it; what is
 * kept to be shown is its preview.
 *
 * A reference may run a program of the user's (`exec:`) or read the engine's environment (`env:`), and
 * its outcome is sent to an address given with it. The user's own doors may ask for that; a management
 * key, which an app holds, may not.
 */
import { AppError } from '../errors.ts';
import { isManagementKey, type Actor } from '../events/event.ts';
import type { Provider } from '../providers/provider.ts';
import { parseReference } from '../vault/resolve-reference.ts';
import { Secret } from '../vault/secret.ts';
import { previewProviderKey } from './preview-provider-key.ts';

/** A key itself, or the reference to one kept elsewhere: one of both, where one is needed. */
export interface KeyInput {
  readonly key?: string | undefined;
  /** `env:NAME`, `op://vault/item/field` or `exec:command`. */
  readonly reference?: string | undefined;
}

export type EnteredKey =
  | { readonly source: 'vault'; readonly secret: Secret; readonly preview: string }
  | { readonly source: 'reference'; readonly uri: string }
  | { readonly source: 'none' };

const MAX_KEY_LENGTH = 8192;

/** @throws provider_key_missing, provider_key_malformed, reference_invalid, field_invalid */
export function enterKey(
  provider: Provider,
  { key = '', reference = '' }: KeyInput,
  actor: Actor,
): EnteredKey {
  const isKeyGiven = key.trim() !== '';
  if (reference.trim() === '') return isKeyGiven ? enterSecret(key.trim()) : enterNone(provider);
  if (!isKeyGiven) return enterReference(reference.trim(), actor);
  throw new AppError('field_invalid', {
    field: 'key_reference',
    problem: 'give a provider key or a reference to one, not both',
  });
}

function enterNone(provider: Provider): EnteredKey {
  if (!provider.isKeyRequired) return { source: 'none' };
  throw new AppError('provider_key_missing', {
    provider: provider.name,
    keysUrl: provider.links?.keys ?? null,
  });
}

function enterSecret(key: string): EnteredKey {
  if (key.length > MAX_KEY_LENGTH || !/^[\x21-\x7E]+$/.test(key)) {
    throw new AppError('provider_key_malformed');
  }
  return { source: 'vault', secret: new Secret(key), preview: previewProviderKey(key) };
}

function enterReference(uri: string, actor: Actor): EnteredKey {
  if (isManagementKey(actor)) {
    throw new AppError('field_invalid', {
      field: 'key_reference',
      problem: 'references are set in the app, the browser or the CLI, not with a management key',
    });
  }
  parseReference(uri);
  return { source: 'reference', uri };
}
