import { AppError } from '../errors.ts';
import { checkBaseUrl } from '../outbound/check-base-url.ts';
import type { Provider } from '../providers/provider.ts';
import { changeSetting } from './change-setting.ts';
import { changeTier, type TierSettings } from './change-tier.ts';
import type { Connection } from './connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { checkExpiry, checkRefId, checkRegion, checkTags } from './text-fields.ts';

/** What may be said of a connection at creation and changed later; what is left out stays. */
export interface ConnectionSettings extends TierSettings {
  /** Null: the catalog's. */
  readonly baseUrl?: string | null | undefined;
  readonly declaredRegion?: string | null | undefined;
  readonly kind?: Connection['kind'] | undefined;
  readonly dataPolicy?: Connection['dataPolicy'] | undefined;
  readonly billing?: Connection['billing'] | undefined;
  readonly environment?: Connection['environment'] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly refId?: string | null | undefined;
  readonly expiresAt?: number | null | undefined;
  readonly maxConcurrent?: number | null | undefined;
}

type CheckedSettings = Pick<
  Connection,
  Exclude<keyof ConnectionSettings, 'isEnterprise'> | 'tierSource'
>;

/** `former` with what `settings` says. @throws field_invalid, base_url_*, region_missing */
export function checkSettings<Former extends CheckedSettings>(
  former: Former,
  settings: ConnectionSettings,
  provider: Provider,
  deps: Pick<ConnectionDeps, 'isOwnAddress' | 'clock'>,
): Former {
  const next = {
    ...former,
    baseUrl: changeSetting(
      settings.baseUrl,
      former.baseUrl,
      (text) => checkBaseUrl(text, deps.isOwnAddress).href,
    ),
    declaredRegion: changeSetting(settings.declaredRegion, former.declaredRegion, checkRegion),
    kind: settings.kind ?? former.kind,
    dataPolicy: settings.dataPolicy ?? former.dataPolicy,
    billing: settings.billing ?? former.billing,
    environment: changeSetting(
      settings.environment,
      former.environment,
      (environment) => environment,
    ),
    tags: settings.tags === undefined ? former.tags : checkTags(settings.tags),
    refId: changeSetting(settings.refId, former.refId, checkRefId),
    expiresAt: changeSetting(settings.expiresAt, former.expiresAt, (at) =>
      checkExpiry(at, deps.clock()),
    ),
    maxConcurrent: changeSetting(settings.maxConcurrent, former.maxConcurrent, checkConcurrency),
    ...changeTier(former, settings),
  };
  if (provider.baseUrl === null && next.baseUrl === null) {
    throw new AppError('base_url_missing', { provider: provider.name });
  }
  if (provider.kind === 'self_hosted' && next.declaredRegion === null) {
    throw new AppError('region_missing', { provider: provider.name });
  }
  return next;
}

const MOST_CONCURRENT = 10_000;

function checkConcurrency(count: number): number {
  if (Number.isSafeInteger(count) && count >= 1 && count <= MOST_CONCURRENT) return count;
  const problem = `use a whole number from 1 to ${MOST_CONCURRENT}, or null for as many as come`;
  throw new AppError('field_invalid', { field: 'max_concurrent', problem });
}
