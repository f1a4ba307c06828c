/** Limits and budgets of keys, workspaces with a policy of their own, what was spent, the user's own prices. */
export const money = `
ALTER TABLE workspaces ADD COLUMN data_policy TEXT NOT NULL DEFAULT 'none'
  CHECK (data_policy IN ('none', 'no_training', 'zdr'));
ALTER TABLE workspaces ADD COLUMN region TEXT;
ALTER TABLE workspaces ADD COLUMN budgets TEXT NOT NULL DEFAULT '[]';
-- A deleted workspace keeps its row for the history, and gives up its name.
ALTER TABLE workspaces ADD COLUMN deleted_at INTEGER;

ALTER TABLE virtual_keys ADD COLUMN parent_id TEXT REFERENCES virtual_keys (id);
ALTER TABLE virtual_keys ADD COLUMN requests_per_minute INTEGER;
ALTER TABLE virtual_keys ADD COLUMN tokens_per_minute INTEGER;
ALTER TABLE virtual_keys ADD COLUMN concurrent_requests INTEGER;
ALTER TABLE virtual_keys ADD COLUMN budgets TEXT NOT NULL DEFAULT '[]';
ALTER TABLE virtual_keys ADD COLUMN budget_raises TEXT NOT NULL DEFAULT '[]';
ALTER TABLE virtual_keys ADD COLUMN unknown_price TEXT NOT NULL DEFAULT 'allow'
  CHECK (unknown_price IN ('allow', 'refuse'));
ALTER TABLE virtual_keys ADD COLUMN routing_constraint TEXT NOT NULL DEFAULT 'none'
  CHECK (routing_constraint IN ('none', 'only_byok', 'only_platform'));
ALTER TABLE virtual_keys ADD COLUMN data_policy TEXT NOT NULL DEFAULT 'none'
  CHECK (data_policy IN ('none', 'no_training', 'zdr'));
ALTER TABLE virtual_keys ADD COLUMN region TEXT;

-- What a call may cost at most, while it is not known what it did.
ALTER TABLE usage_records ADD COLUMN reserved_usd REAL;

-- What each key spent on each local day, in billionths of a USD: written with the records themselves.
CREATE TABLE spending_days (
  virtual_key_id TEXT NOT NULL,
  day TEXT NOT NULL,
  nano_usd INTEGER NOT NULL,
  PRIMARY KEY (virtual_key_id, day)
) STRICT, WITHOUT ROWID;
INSERT INTO spending_days
  SELECT virtual_key_id, date(started_at / 1000, 'unixepoch', 'localtime') AS day,
    sum(CAST(round(cost_usd * 1e9) AS INTEGER))
  FROM usage_records WHERE cost_usd > 0 GROUP BY virtual_key_id, day;

-- What has been told of budgets and expiries is read back at start.
CREATE INDEX events_by_type ON events (type);

-- USD for a million tokens. The id is a model, or provider/model.
CREATE TABLE own_prices (
  id TEXT PRIMARY KEY,
  input REAL NOT NULL,
  output REAL NOT NULL,
  cached_input REAL,
  cache_write REAL,
  per_call REAL NOT NULL,
  set_at INTEGER NOT NULL
) STRICT;
`;
