import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../errors.ts';
import { isManagementKey, type Actor } from '../events/event.ts';
import { findProvider } from '../providers/catalog.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { checkSettings, type ConnectionSettings } from './connection-settings.ts';
import type { Connection } from './connection.ts';
import { refuseTakenName } from './refuse-taken.ts';
import { saveLogged } from './save-logged.ts';
import { checkLabel } from './text-fields.ts';

export interface ConnectionChange extends ConnectionSettings {
  readonly label?: string | undefined;
}

/**
 * Changes what is said of a connection. The slug stays, because tools are configured with it. At another
 * address the key is untested and the models are asked for anew.
 *
 * @throws connection_not_found, connection_ambiguous, connection_label_taken, connection_ref_id_taken,
 * field_invalid, base_url_*, region_missing
 */
export function updateConnection(
  deps: ConnectionDeps,
  name: string,
  change: ConnectionChange,
  actor: Actor,
): Connection {
  const former = deps.connections.find(name);
  const label = change.label === undefined ? former.label : checkLabel(change.label);
  const provider = findProvider(former.providerId);
  const next = atItsAddress(former, checkSettings({ ...former, label }, change, provider, deps));
  refuseNewAddress(former, next, actor);
  if (next.label !== former.label || next.refId !== former.refId) refuseTakenName(deps, next);
  const changed = settable.filter((member) => !isDeepStrictEqual(former[member], next[member]));
  if (changed.length === 0) return former;
  const facts = { changed: changed.join(', ') };
  return saveLogged(deps, next, { type: 'connection.updated', actor, facts });
}

/**
 * The tray toggle. Off, new requests stop at once and running ones finish; a default that is off stays the
 * default, so that on restores what was. Doing it twice is fine.
 *
 * @throws connection_not_found, connection_ambiguous
 */
export function setConnectionEnabled(
  deps: ConnectionDeps,
  name: string,
  isEnabled: boolean,
  actor: Actor,
): Connection {
  const former = deps.connections.find(name);
  if (former.isEnabled === isEnabled) return former;
  const type = isEnabled ? 'key.enabled' : 'key.disabled';
  return saveLogged(deps, { ...former, isEnabled }, { type, actor });
}

/** Makes a connection the first choice of its provider in its workspace. @throws connection_not_found, connection_ambiguous */
export function setDefaultConnection(deps: ConnectionDeps, name: string, actor: Actor): Connection {
  const former = deps.connections.find(name);
  if (former.isDefault) return former;
  const facts = { changed: 'isDefault' };
  return saveLogged(
    deps,
    { ...former, isDefault: true },
    { type: 'connection.updated', actor, facts },
  );
}

const settable = [
  'label',
  'baseUrl',
  'declaredRegion',
  'kind',
  'dataPolicy',
  'billing',
  'environment',
  'tags',
  'refId',
  'expiresAt',
  'maxConcurrent',
  'selectedTier',
  'tierSource',
] as const satisfies readonly (keyof Connection)[];

/**
 * A stored key goes wherever its connection leads, so who moves a connection can read its key. A
 * management key, which an app holds, can hand keys in, and get none out.
 */
function refuseNewAddress(former: Connection, next: Connection, actor: Actor): void {
  if (!isManagementKey(actor) || former.keySource === 'none') return;
  if (former.baseUrl === next.baseUrl) return;
  throw new AppError('field_invalid', {
    field: 'base_url',
    problem:
      'a stored provider key is sent to another address in the app, the browser or the CLI, not with a management key. Connect the other address with its own key instead',
  });
}

const atItsAddress = (former: Connection, next: Connection): Connection =>
  former.baseUrl === next.baseUrl
    ? next
    : { ...next, validationStatus: 'untested', modelsFetchedAt: null };
