-- Ops that were kept aside may be taken in later, as they are or with fields that an admin corrected. The op itself stays
-- as it arrived: its device signed it.
ALTER TABLE hq.quarantine ADD COLUMN released_by text;
ALTER TABLE hq.quarantine ADD COLUMN corrected bytea;
CREATE INDEX quarantine_open ON hq.quarantine (since DESC) WHERE released_at IS NULL;

-- The last op that a laptop had when it was here last, whether it arrived or not.
ALTER TABLE hq.device ADD COLUMN said_seq bigint NOT NULL DEFAULT 0;
