export type ConnectionKind = 'own' | 'platform';
export type DataPolicy = 'none' | 'no_training' | 'zdr';
export type Billing = 'metered' | 'subscription';
export type Environment = 'dev' | 'staging' | 'prod';
/** Who said which tier an account is in. Only `auto_detected` is looked for in what the provider answers. */
export type TierSource = 'auto_detected' | 'user_specified' | 'enterprise';
export type ValidationStatus = 'untested' | 'valid' | 'invalid' | 'unreachable';

/** One provider account the user connected. Its key is in the vault, never here. Times are ms since the epoch. */
export interface Connection {
  readonly id: string;
  readonly workspaceId: string;
  readonly providerId: string;
  readonly label: string;
  /** Unique among living connections; made from the label. */
  readonly slug: string;
  readonly kind: ConnectionKind;
  /** Null: the catalog's. */
  readonly baseUrl: string | null;
  readonly declaredRegion: string | null;
  readonly dataPolicy: DataPolicy;
  readonly billing: Billing;
  readonly environment: Environment | null;
  readonly tags: readonly string[];
  /** An app's own identifier for whom the key belongs to. */
  readonly refId: string | null;
  readonly isEnabled: boolean;
  /** At most one a provider and workspace. */
  readonly isDefault: boolean;
  readonly keySource: 'vault' | 'reference' | 'none';
  /** `env:NAME`, `op://...` or `exec:...` when `keySource` is `reference`. */
  readonly keyReference: string | null;
  readonly keyPreview: string | null;
  /** Counts rotations; part of the vault item's name. */
  readonly keyVersion: number;
  readonly validationStatus: ValidationStatus;
  readonly lastTestedAt: number | null;
  readonly lastTestLatencyMs: number | null;
  readonly modelsFetchedAt: number | null;
  /** Requests it may run at a time; null: as many as come. */
  readonly maxConcurrent: number | null;
  /** As the limits its provider spoke of tell; null while they tell none. */
  readonly detectedTier: string | null;
  /** As the user named it. */
  readonly selectedTier: string | null;
  readonly tierSource: TierSource;
  readonly createdAt: number;
  readonly rotatedAt: number | null;
  readonly expiresAt: number | null;
}

/** A model a connection's provider lists. */
export interface ListedModel {
  readonly id: string;
  readonly displayName: string | null;
  readonly ownedBy: string | null;
  /** Milliseconds since the epoch, when the provider says. */
  readonly createdAt: number | null;
  /** What it can be asked to do, in Google's words (`generateContent`); left out where the provider does not say. */
  readonly methods?: readonly string[];
}
