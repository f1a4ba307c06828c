import { changeSetting } from '../connections/change-setting.ts';
import type { Environment } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import { checkExpiry, checkLabel, checkRefId, checkTags } from '../connections/text-fields.ts';
import { AppError } from '../errors.ts';
import { checkOrigins } from './check-origins.ts';
import { checkLimits, type LimitSettings } from './limit-settings.ts';
import type { VirtualKey } from './virtual-key.ts';

/** What may be said of a virtual key at creation and changed later; what is left out stays. */
export interface VirtualKeySettings extends LimitSettings {
  readonly app?: string | null | undefined;
  readonly refId?: string | null | undefined;
  readonly environment?: Environment | null | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly origins?: readonly string[] | undefined;
  /** Slugs, ids or labels; null: all of the workspace. */
  readonly allowedConnections?: readonly string[] | null | undefined;
  /** Model ids in which `*` stands for anything; null: all. */
  readonly allowedModels?: readonly string[] | null | undefined;
  readonly expiresAt?: number | null | undefined;
}

type CheckedSettings = Pick<VirtualKey, keyof VirtualKeySettings | 'budgetRaises'>;

const MAX_PATTERNS = 256;

/** `former` with what `settings` says. @throws field_invalid, connection_not_found */
export function checkSettings<Former extends CheckedSettings & Pick<VirtualKey, 'workspaceId'>>(
  former: Former,
  settings: VirtualKeySettings,
  connections: Connections,
  now: number,
): Former {
  const { app, refId, environment, tags, origins, expiresAt } = settings;
  return {
    ...former,
    app: changeSetting(app, former.app, (text) => checkLabel(text, 'app')),
    refId: changeSetting(refId, former.refId, checkRefId),
    environment: environment === undefined ? former.environment : environment,
    tags: tags === undefined ? former.tags : checkTags(tags),
    origins: origins === undefined ? former.origins : checkOrigins(origins),
    allowedConnections: changeSetting(
      settings.allowedConnections,
      former.allowedConnections,
      (names) => checkConnections(names, former.workspaceId, connections),
    ),
    allowedModels: changeSetting(settings.allowedModels, former.allowedModels, checkPatterns),
    expiresAt: changeSetting(expiresAt, former.expiresAt, (at) => checkExpiry(at, now)),
    ...checkLimits(former, settings),
  };
}

/** Ids, so that renaming a connection changes nothing. An empty list would read like "all" to many. */
function checkConnections(
  names: readonly string[],
  workspaceId: string,
  connections: Connections,
): readonly string[] {
  refuseEmpty('allowed_connections', names);
  return [...new Set(names.map((name) => connections.find(name, workspaceId).id))];
}

function checkPatterns(patterns: readonly string[]): readonly string[] {
  refuseEmpty('allowed_models', patterns);
  const trimmed = patterns.map((pattern) => pattern.trim());
  if (trimmed.length > MAX_PATTERNS || trimmed.some((p) => !/^[^\p{C}\p{Z}]{1,256}$/u.test(p))) {
    throw new AppError('field_invalid', {
      field: 'allowed_models',
      problem: `use at most ${MAX_PATTERNS} model ids without spaces, * standing for anything`,
    });
  }
  return [...new Set(trimmed)];
}

function refuseEmpty(field: string, list: readonly string[]): void {
  if (list.length > 0) return;
  throw new AppError('field_invalid', { field, problem: 'name at least one, or null for all' });
}
