import type { Store } from '../store/open-store.ts';
import type { SeriesParts } from './usage-series.ts';

export type UsageDimension =
  | 'key'
  | 'connection'
  | 'model'
  | 'day'
  | 'app'
  | 'environment'
  | 'tag'
  | 'workspace';

export interface UsageFilters {
  readonly virtualKeyId?: string;
  readonly connectionId?: string;
  readonly workspaceId?: string;
  readonly model?: string;
}

/** A combination with what is said of its key, connection and workspace now. */
export interface NamedSeries extends SeriesParts {
  readonly id: number;
  readonly keyLabel: string | null;
  readonly app: string | null;
  readonly connectionSlug: string | null;
  readonly workspaceName: string | null;
  readonly environment: string | null;
  /** JSON. */
  readonly keyTags: string | null;
  readonly connectionTags: string | null;
}

export function listSeries(store: Store): NamedSeries[] {
  return store
    .prepare<[], NamedSeries>(
      `SELECT s.id, s.workspace_id AS workspaceId, s.virtual_key_id AS virtualKeyId,
         s.connection_id AS connectionId, s.model, k.label AS keyLabel, k.app,
         c.slug AS connectionSlug, w.name AS workspaceName,
         coalesce(k.environment, c.environment) AS environment,
         k.tags AS keyTags, c.tags AS connectionTags
       FROM usage_series s
         LEFT JOIN virtual_keys k ON k.id = s.virtual_key_id
         LEFT JOIN connections c ON c.id = s.connection_id
         LEFT JOIN workspaces w ON w.id = s.workspace_id`,
    )
    .all();
}

/** A combination that was not summed up yet. */
export const unnamedSeries = (parts: SeriesParts): NamedSeries => ({
  ...parts,
  id: 0,
  keyLabel: null,
  app: null,
  connectionSlug: null,
  workspaceName: null,
  environment: null,
  keyTags: null,
  connectionTags: null,
});

export function isWanted(series: SeriesParts, filters: UsageFilters): boolean {
  return (
    (filters.virtualKeyId === undefined || series.virtualKeyId === filters.virtualKeyId) &&
    (filters.connectionId === undefined || series.connectionId === filters.connectionId) &&
    (filters.workspaceId === undefined || series.workspaceId === filters.workspaceId) &&
    (filters.model === undefined || series.model === filters.model)
  );
}

/** Null: none, e.g. of a key without an app. */
export interface GroupName {
  readonly id: string | null;
  readonly name: string | null;
}

/** The groups a combination counts in: one, or one for each of its tags. */
export function groupsOf(
  series: NamedSeries,
  by: Exclude<UsageDimension, 'day'>,
): readonly GroupName[] {
  switch (by) {
    case 'key':
      return [{ id: series.virtualKeyId, name: series.keyLabel }];
    case 'connection':
      return [{ id: series.connectionId, name: series.connectionSlug }];
    case 'workspace':
      return [{ id: series.workspaceId, name: series.workspaceName }];
    case 'tag': {
      const tags = new Set([...readTags(series.keyTags), ...readTags(series.connectionTags)]);
      return tags.size === 0 ? [sameName(null)] : [...tags].map(sameName);
    }
    case 'model':
    case 'app':
    case 'environment':
      return [sameName(series[by])];
  }
}

const sameName = (text: string | null): GroupName => ({ id: text, name: text });

function readTags(json: string | null): readonly string[] {
  const tags: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}
