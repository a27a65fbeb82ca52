-- Snapshots, lives of the database, and what its backups hold.

-- The state of one scope at one position of the order. The table of 0001 was never written to.
DROP TABLE hq.snapshot;
CREATE TABLE hq.snapshot (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope text NOT NULL,
  hq_seq bigint NOT NULL,
  row_count bigint NOT NULL,
  made_at timestamptz NOT NULL,
  UNIQUE (scope, hq_seq)
);

-- A part is named by what it holds: what has not changed is kept, and fetched, once.
CREATE TABLE hq.snapshot_part (
  sha256 bytea PRIMARY KEY,
  bytes bytea NOT NULL,
  kept_at timestamptz NOT NULL
);
-- It is compressed already.
ALTER TABLE hq.snapshot_part ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE hq.snapshot_list (
  snapshot bigint NOT NULL REFERENCES hq.snapshot (id) ON DELETE CASCADE,
  place integer NOT NULL,
  sha256 bytea NOT NULL REFERENCES hq.snapshot_part (sha256),
  PRIMARY KEY (snapshot, place)
);
CREATE INDEX snapshot_list_part ON hq.snapshot_list (sha256);

-- The stream of effects is whole after this position: what came before was dropped, and is in snapshots.
INSERT INTO hq.counter (name, value) VALUES ('effects_after', 0);

-- How far a laptop had applied the stream when it was here last.
ALTER TABLE hq.device ADD COLUMN cursor bigint NOT NULL DEFAULT 0;

-- Backups that were restored into a scratch database and compared, row by row.
CREATE TABLE hq.backup (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The moment of which it is a copy.
  taken_at timestamptz NOT NULL,
  hq_seq bigint NOT NULL,
  epoch text NOT NULL,
  file text NOT NULL,
  size bigint NOT NULL,
  sha256 bytea NOT NULL,
  verified_at timestamptz NOT NULL
);

-- Up to which op each device's chain is in a backup.
CREATE TABLE hq.backup_head (
  backup bigint NOT NULL REFERENCES hq.backup (id) ON DELETE CASCADE,
  device bigint NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (backup, device)
);
CREATE INDEX backup_head_device ON hq.backup_head (device, seq);
