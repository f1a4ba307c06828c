/** Aliases of models, what is known of a connection's tier and limits, which connections a request tried. */
export const routing = `
CREATE TABLE aliases (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL,
  targets TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, name)
) STRICT;

ALTER TABLE connections ADD COLUMN detected_tier TEXT;
ALTER TABLE connections ADD COLUMN selected_tier TEXT;
ALTER TABLE connections ADD COLUMN tier_source TEXT NOT NULL DEFAULT 'auto_detected'
  CHECK (tier_source IN ('auto_detected', 'user_specified', 'enterprise'));
ALTER TABLE connections ADD COLUMN max_concurrent INTEGER;

-- The limits a provider last spoke of. A table of its own: it changes often, a connection seldom.
CREATE TABLE connection_limits (
  connection_id TEXT PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
  limits TEXT NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Null where the first connection answered, which is most of them.
ALTER TABLE usage_records ADD COLUMN attempt_log TEXT;
`;
