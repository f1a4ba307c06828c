import type { Actor } from '../events/event.ts';
import { findProvider } from '../providers/catalog.ts';
import type { Secret } from '../vault/secret.ts';
import { randomBase62 } from '../virtual-keys/mint-key.ts';
import { keyScope, type ConnectionDeps } from './connection-deps.ts';
import { checkSettings, type ConnectionSettings } from './connection-settings.ts';
import type { Connection } from './connection.ts';
import { effectiveBaseUrl } from './effective-base-url.ts';
import { enterKey, type EnteredKey, type KeyInput } from './enter-key.ts';
import { keyRef } from './key-source-of.ts';
import { makeSlug } from './make-slug.ts';
import { probeBeforeSave } from './probe-before-save.ts';
import type { ProbeResult } from './probe.ts';
import { refuseTakenKey, refuseTakenName } from './refuse-taken.ts';
import { resolveEnteredKey, secretOf } from './resolve-entered-key.ts';
import { saveLogged } from './save-logged.ts';
import { checkLabel } from './text-fields.ts';
import { withProbe } from './with-probe.ts';

export interface NewConnection extends ConnectionSettings, KeyInput {
  readonly workspaceId: string;
  readonly provider: string;
  readonly label: string;
  /** The first connection of a provider in a workspace is its default in any case. */
  readonly isDefault?: boolean | undefined;
  /** Whether to probe before saving; true when left out. */
  readonly validate?: boolean | undefined;
}

/**
 * Connects a provider account: checks what was said, probes the key, writes it to the vault, saves.
 * Whatever fails, nothing is saved and no key is left behind.
 *
 * @throws provider_unknown, field_invalid, base_url_*, region_missing, provider_key_missing,
 * provider_key_malformed, provider_key_invalid, reference_*, connection_label_taken,
 * connection_ref_id_taken, connection_duplicate, upstream_*, address_forbidden, loop_detected, vault_*,
 * keychain_*
 */
export async function addConnection(
  deps: ConnectionDeps,
  input: NewConnection,
  actor: Actor,
): Promise<{ readonly connection: Connection; readonly probe: ProbeResult | null }> {
  const provider = findProvider(input.provider);
  const entered = enterKey(provider, input, actor);
  const draft = draftConnection(deps, input, entered);
  refuseTakenName(deps, draft);
  const isValidated = input.validate !== false;
  const key = isValidated ? await resolveEnteredKey(deps, entered) : secretOf(entered);
  const { label, keyPreview: preview } = draft;
  const baseUrl = effectiveBaseUrl(draft);
  const candidate = { provider, baseUrl, key, label, preview, connectionId: null };
  const probe = isValidated ? await probeBeforeSave(deps, candidate, actor) : null;
  const tested = probe === null ? draft : withProbe(draft, probe, deps.clock());
  const saved = await deps.keyChanges.run(keyScope(draft), async () => {
    refuseTakenName(deps, draft);
    await refuseTakenKey(deps, draft, { key, reference: draft.keyReference });
    return saveNew(deps, tested, secretOf(entered), input.isDefault === true, actor);
  });
  if (probe?.models) deps.connections.saveModels(saved.id, probe.models, deps.clock());
  return { connection: deps.connections.get(saved.id) ?? saved, probe };
}

function draftConnection(
  deps: ConnectionDeps,
  input: NewConnection,
  entered: EnteredKey,
): Connection {
  const blank: Connection = {
    id: `conn_${randomBase62(16)}`,
    workspaceId: input.workspaceId,
    providerId: input.provider,
    label: checkLabel(input.label),
    slug: '',
    kind: 'own',
    baseUrl: null,
    declaredRegion: null,
    dataPolicy: 'none',
    billing: 'metered',
    environment: null,
    tags: [],
    refId: null,
    isEnabled: true,
    isDefault: false,
    keySource: entered.source,
    keyReference: entered.source === 'reference' ? entered.uri : null,
    keyPreview: entered.source === 'vault' ? entered.preview : null,
    keyVersion: 1,
    validationStatus: 'untested',
    lastTestedAt: null,
    lastTestLatencyMs: null,
    modelsFetchedAt: null,
    maxConcurrent: null,
    detectedTier: null,
    selectedTier: null,
    tierSource: 'auto_detected',
    createdAt: deps.clock(),
    rotatedAt: null,
    expiresAt: null,
  };
  return checkSettings(blank, input, findProvider(input.provider), deps);
}

/** Slug and default are decided at the moment of saving: another may have been added while the vault wrote. */
function saveNew(
  deps: ConnectionDeps,
  draft: Connection,
  secret: Secret | null,
  isDefaultAsked: boolean,
  actor: Actor,
): Promise<Connection> {
  return deps.keyItems.put(keyRef(draft, draft.keyVersion), secret, (settle) => {
    const all = deps.connections.list();
    const isFirst = !all.some((c) => keyScope(c) === keyScope(draft));
    const connection = {
      ...draft,
      slug: makeSlug(draft.label, draft.providerId, (slug) => all.some((c) => c.slug === slug)),
      isDefault: isDefaultAsked || isFirst,
    };
    const facts = { refId: connection.refId };
    return saveLogged(deps, connection, { type: 'key.connected', actor, facts }, settle);
  });
}
