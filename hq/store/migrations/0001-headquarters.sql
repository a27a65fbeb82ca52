-- What headquarters keeps besides the records: who it is, its devices and admins, and every op that ever arrived.

CREATE SCHEMA hq;

CREATE TABLE hq.hq_identity (
  single smallint PRIMARY KEY DEFAULT 1 CHECK (single = 1),
  id text NOT NULL,
  -- Another one when headquarters is restored from a backup: laptops then send again what it lacks.
  epoch text NOT NULL,
  public_key bytea NOT NULL,
  private_key bytea NOT NULL,
  created_at timestamptz NOT NULL
);

-- 'hq_seq' is the last lock of every transaction that appends ops: readers never miss a number below it.
CREATE TABLE hq.counter (
  name text PRIMARY KEY,
  value bigint NOT NULL
);
INSERT INTO hq.counter (name, value) VALUES ('hq_seq', 0), ('device_number', 15);

CREATE TABLE hq.device (
  number bigint PRIMARY KEY,
  spares bigint[] NOT NULL,
  public_key bytea NOT NULL UNIQUE,
  certificate bytea NOT NULL,
  site text NOT NULL,
  label text NOT NULL,
  role text NOT NULL,
  programme text NOT NULL,
  app text NOT NULL,
  head_seq bigint NOT NULL DEFAULT 0,
  head_hash bytea NOT NULL DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000',
  last_exchange bigint NOT NULL DEFAULT 0,
  last_contact timestamptz,
  -- Device clock minus headquarters' clock, ms.
  skew_ms double precision,
  enrolled_at timestamptz NOT NULL,
  revoked_at timestamptz
);

CREATE TABLE hq.device_grant (
  device bigint NOT NULL REFERENCES hq.device (number),
  version bigint NOT NULL,
  sites text[] NOT NULL,
  -- Headquarters' position when the grant began: ops whose "seen" lies inside it were lawful when they were made.
  since_hq_seq bigint NOT NULL,
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (device, version)
);

CREATE TABLE hq.enrolment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  site text NOT NULL,
  label text NOT NULL,
  role text NOT NULL,
  programme text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_by bigint REFERENCES hq.device (number),
  used_at timestamptz
);

-- Frames as they arrived, with the device's signature: evidence, and the source of a refill.
CREATE TABLE hq.frame (
  received_at timestamptz NOT NULL,
  device bigint NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (received_at, device, from_seq)
) PARTITION BY RANGE (received_at);
CREATE TABLE hq.frame_other PARTITION OF hq.frame DEFAULT;

CREATE TABLE hq.op (
  device bigint NOT NULL,
  seq bigint NOT NULL,
  -- Null while the op is in quarantine: it has no place in the order yet.
  hq_seq bigint UNIQUE,
  first bigint NOT NULL,
  hlc_ms bigint NOT NULL,
  hlc_counter integer NOT NULL,
  effective_ms bigint NOT NULL,
  effective_counter integer NOT NULL,
  seen bigint NOT NULL,
  actor bigint NOT NULL,
  schema integer NOT NULL,
  body bytea NOT NULL,
  hash bytea NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (device, seq)
);

-- What an op did to the records of one scope ('*': everybody, '@16': device 16 alone), as its readers receive it.
CREATE TABLE hq.op_effect (
  scope text NOT NULL,
  hq_seq bigint NOT NULL,
  effect bytea NOT NULL,
  PRIMARY KEY (scope, hq_seq)
);

CREATE TABLE hq.conflict (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hq_seq bigint NOT NULL,
  table_id integer NOT NULL,
  row_key text NOT NULL,
  group_id integer NOT NULL,
  scope text NOT NULL,
  base_seen bigint NOT NULL,
  winner_hq_seq bigint NOT NULL,
  winner_device bigint NOT NULL,
  winner_ms bigint NOT NULL,
  winner_values bytea NOT NULL,
  loser_hq_seq bigint NOT NULL,
  loser_device bigint NOT NULL,
  loser_ms bigint NOT NULL,
  loser_values bytea NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'decided')),
  decided_hq_seq bigint
);
CREATE INDEX conflict_open ON hq.conflict (scope, hq_seq) WHERE state = 'open';
CREATE INDEX conflict_row ON hq.conflict (table_id, row_key, group_id);

CREATE TABLE hq.quarantine (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device bigint NOT NULL,
  seq bigint NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  since timestamptz NOT NULL,
  released_at timestamptz,
  UNIQUE (device, seq),
  FOREIGN KEY (device, seq) REFERENCES hq.op (device, seq)
);

CREATE TABLE hq.snapshot (
  scope text NOT NULL,
  hq_seq bigint NOT NULL,
  part integer NOT NULL,
  sha256 bytea NOT NULL,
  bytes bytea NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (scope, hq_seq, part)
);

CREATE TABLE hq.attachment (
  sha256 bytea PRIMARY KEY,
  size bigint NOT NULL,
  media_type text NOT NULL,
  scope text NOT NULL,
  received_at timestamptz NOT NULL,
  device bigint NOT NULL
);

CREATE TABLE hq.audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  action text NOT NULL,
  who text NOT NULL,
  subject text NOT NULL,
  code text,
  detail jsonb NOT NULL
);
CREATE INDEX audit_action ON hq.audit (action, id DESC);

CREATE TABLE hq.admin (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  -- scrypt with its parameters: scrypt$N$r$p$salt$hash, base64url.
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE hq.admin_session (
  token_hash bytea PRIMARY KEY,
  admin_id bigint NOT NULL REFERENCES hq.admin (id) ON DELETE CASCADE,
  csrf text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
