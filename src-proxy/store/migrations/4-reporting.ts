/** What every sum of usage is made of: `usage_hours` and `usage_days` differ in nothing but their length. */
const sums = `
  start INTEGER NOT NULL,
  series_id INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  failed_requests INTEGER NOT NULL,
  priced_requests INTEGER NOT NULL,
  unpriced_requests INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  cached_input_tokens INTEGER NOT NULL,
  cache_write_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  reasoning_tokens INTEGER NOT NULL,
  cost_usd REAL NOT NULL,
  last_request_at INTEGER NOT NULL,
  first_byte TEXT NOT NULL,
  total TEXT NOT NULL,
`;

/** Sums of usage, management keys, who did what by which of them, webhooks, signs of a key in wrong hands. */
export const reporting = `
CREATE TABLE usage_series (
  id INTEGER PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  virtual_key_id TEXT NOT NULL,
  connection_id TEXT,
  model TEXT
) STRICT;
CREATE UNIQUE INDEX usage_series_by_parts
  ON usage_series (virtual_key_id, workspace_id, ifnull(connection_id, ''), ifnull(model, ''));

-- Hours by the local clock, each named by its first millisecond.
CREATE TABLE usage_hours (${sums}
  PRIMARY KEY (start, series_id)
) STRICT, WITHOUT ROWID;

-- The hours of whole local days once more, added up, so that a year is quickly read: of each series, and as
-- series 0 of all. Can be made again.
CREATE TABLE usage_days (${sums}
  PRIMARY KEY (series_id, start)
) STRICT, WITHOUT ROWID;
-- The days usage_days holds, or is being given.
CREATE TABLE usage_summed_days (
  start INTEGER PRIMARY KEY,
  end INTEGER NOT NULL,
  is_complete INTEGER NOT NULL
) STRICT;

-- Records from before there were sums: those from next_id to end_id are still to be summed up.
CREATE TABLE usage_backfill (next_id INTEGER NOT NULL, end_id INTEGER NOT NULL) STRICT;
INSERT INTO usage_backfill SELECT min(id), max(id) + 1 FROM usage_records HAVING count(*) > 0;

CREATE TABLE management_keys (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
  preview TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  expires_at INTEGER,
  revoked_at INTEGER
) STRICT;

-- The management key an event came by.
ALTER TABLE events ADD COLUMN actor_id TEXT;

CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'disabled')),
  secret_version INTEGER NOT NULL,
  former_secret_version INTEGER,
  former_secret_until INTEGER,
  failing_since INTEGER,
  created_at INTEGER NOT NULL,
  rotated_at INTEGER
) STRICT;

-- How far each webhook has read the events.
CREATE TABLE webhook_cursors (
  webhook_id TEXT PRIMARY KEY REFERENCES webhooks (id) ON DELETE CASCADE,
  event_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_deliveries (
  id INTEGER PRIMARY KEY,
  webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  event_id INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
  attempts INTEGER NOT NULL,
  next_attempt_at INTEGER,
  last_attempt_at INTEGER,
  http_status INTEGER,
  error TEXT,
  duration_ms INTEGER,
  UNIQUE (webhook_id, event_id)
) STRICT;
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (webhook_id, next_attempt_at)
  WHERE status = 'pending';

-- Virtual keys that were replaced: known, so that whoever still tries one is told.
CREATE TABLE retired_key_hashes (
  hash BLOB PRIMARY KEY,
  virtual_key_id TEXT NOT NULL REFERENCES virtual_keys (id),
  retired_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO retired_key_hashes
  SELECT previous_hash, id, coalesce(regenerated_at, created_at)
  FROM virtual_keys WHERE previous_hash IS NOT NULL;

-- By which programs, in which environments, from which pages a key was used, or tried after its end.
CREATE TABLE key_sightings (
  virtual_key_id TEXT NOT NULL REFERENCES virtual_keys (id),
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  count INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  dismissed_at INTEGER,
  PRIMARY KEY (virtual_key_id, kind, detail)
) STRICT, WITHOUT ROWID;
`;
