import type { Connection, NewConnection } from '../../forms/use-connect.ts';
import type { Provider } from './provider-picker.tsx';

/** What the form for a new connection holds. */
export interface ConnectionDraft {
  readonly provider: Provider | null;
  /** Null: the one that always exists. */
  readonly workspace: string | null;
  /** Null: the one proposed. */
  readonly label: string | null;
  readonly keyWay: 'paste' | 'reference';
  readonly key: string;
  readonly reference: string;
  readonly baseUrl: string;
  readonly region: string;
  readonly settings: ConnectionSettings;
}

/** What may be said at creation and changed later. */
export interface ConnectionSettings {
  readonly environment: Connection['environment'];
  readonly data_policy: Connection['data_policy'];
  readonly kind: Connection['kind'];
  readonly billing: Connection['billing'];
  readonly tags: readonly string[];
  readonly ref_id: string | null;
  readonly expires_at: string | null;
}

export const emptyDraft: ConnectionDraft = {
  provider: null,
  workspace: null,
  label: null,
  keyWay: 'paste',
  key: '',
  reference: '',
  baseUrl: '',
  region: 'local',
  settings: {
    environment: null,
    data_policy: 'none',
    kind: 'own',
    billing: 'metered',
    tags: [],
    ref_id: null,
    expires_at: null,
  },
};

/** A gateway's account pays for others' models: a platform's, unless the user says otherwise. */
export function withProvider(draft: ConnectionDraft, provider: Provider | null): ConnectionDraft {
  const kind = provider?.kind === 'gateway' ? 'platform' : 'own';
  return { ...draft, provider, settings: { ...draft.settings, kind } };
}

export function toInput(
  draft: ConnectionDraft,
  provider: Provider,
  proposedLabel: string,
): NewConnection {
  const { settings } = draft;
  const baseUrl = draft.baseUrl.trim();
  const isOwnServer = provider.kind === 'self_hosted';
  return {
    provider: provider.id,
    label: draft.label?.trim() || proposedLabel,
    ...(draft.workspace === null ? {} : { workspace: draft.workspace }),
    ...keyOf(draft),
    ...(baseUrl === '' ? {} : { base_url: baseUrl }),
    ...(isOwnServer ? { declared_region: draft.region.trim() } : {}),
    ...settings,
    tags: [...settings.tags],
  };
}

function keyOf({ keyWay, key, reference }: ConnectionDraft): Partial<NewConnection> {
  if (keyWay === 'reference') return { key_reference: reference.trim() };
  return key.trim() === '' ? {} : { provider_key: key.trim() };
}

/** Whether everything that must be there is. */
export function isComplete(draft: ConnectionDraft): boolean {
  const { provider } = draft;
  if (provider === null) return false;
  const key = draft.keyWay === 'reference' ? draft.reference : draft.key;
  const isAddressThere = provider.base_url !== null || draft.baseUrl.trim() !== '';
  return isAddressThere && (!provider.is_key_required || key.trim() !== '');
}
