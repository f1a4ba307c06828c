/** Connections, virtual keys, usage, events, settings. */
export const ground = `
CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  provider_id TEXT NOT NULL,
  label TEXT NOT NULL,
  slug TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('own', 'platform')),
  base_url TEXT,
  declared_region TEXT,
  data_policy TEXT NOT NULL CHECK (data_policy IN ('none', 'no_training', 'zdr')),
  billing TEXT NOT NULL CHECK (billing IN ('metered', 'subscription')),
  environment TEXT,
  tags TEXT NOT NULL,
  ref_id TEXT,
  is_enabled INTEGER NOT NULL,
  is_default INTEGER NOT NULL,
  key_source TEXT NOT NULL CHECK (key_source IN ('vault', 'reference', 'none')),
  key_reference TEXT,
  key_preview TEXT,
  key_version INTEGER NOT NULL,
  validation_status TEXT NOT NULL,
  last_tested_at INTEGER,
  last_test_latency_ms INTEGER,
  models_fetched_at INTEGER,
  created_at INTEGER NOT NULL,
  rotated_at INTEGER,
  expires_at INTEGER,
  disconnected_at INTEGER
) STRICT;
CREATE UNIQUE INDEX connections_by_slug ON connections (slug) WHERE disconnected_at IS NULL;
CREATE UNIQUE INDEX connections_default ON connections (workspace_id, provider_id)
  WHERE is_default = 1 AND disconnected_at IS NULL;

CREATE TABLE connection_models (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  model_id TEXT NOT NULL,
  display_name TEXT,
  owned_by TEXT,
  created_at INTEGER,
  PRIMARY KEY (connection_id, position)
) STRICT, WITHOUT ROWID;

-- Vault items that must go: noted before a key is written or swapped, so that a crash leaves no orphan.
CREATE TABLE vault_erasures (
  item_id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE virtual_keys (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  label TEXT NOT NULL,
  app TEXT,
  ref_id TEXT,
  environment TEXT,
  tags TEXT NOT NULL,
  origins TEXT NOT NULL,
  preview TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'revoked')),
  allowed_connections TEXT,
  allowed_models TEXT,
  created_at INTEGER NOT NULL,
  regenerated_at INTEGER,
  last_used_at INTEGER,
  expires_at INTEGER,
  previous_hash BLOB UNIQUE,
  previous_hash_until INTEGER
) STRICT;

CREATE TABLE usage_records (
  id INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  first_byte_at INTEGER,
  ended_at INTEGER,
  workspace_id TEXT NOT NULL,
  virtual_key_id TEXT NOT NULL,
  connection_id TEXT,
  provider_id TEXT,
  requested_model TEXT,
  served_model TEXT,
  dialect TEXT NOT NULL,
  operation TEXT NOT NULL,
  is_streamed INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  status INTEGER,
  outcome TEXT NOT NULL
    CHECK (outcome IN ('running', 'ok', 'client_gone', 'upstream_error', 'interrupted', 'refused')),
  error_code TEXT,
  input_tokens INTEGER,
  cached_input_tokens INTEGER,
  cache_write_tokens INTEGER,
  output_tokens INTEGER,
  reasoning_tokens INTEGER,
  is_estimated INTEGER NOT NULL,
  cost_usd REAL,
  price_source TEXT,
  client TEXT
) STRICT;
CREATE INDEX usage_running ON usage_records (id) WHERE outcome = 'running';

CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  actor TEXT NOT NULL,
  subject_id TEXT,
  data TEXT NOT NULL
) STRICT;
CREATE TRIGGER events_keep_update BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_keep_delete BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
