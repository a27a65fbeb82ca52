-- A laptop whose database was copied, or restored from a backup, goes on under another number with the same key.
ALTER TABLE hq.device DROP CONSTRAINT device_public_key_key;
CREATE INDEX device_public_key ON hq.device (public_key);

-- Numbers under which it wrote before, the last one first: [{device, seq, aside, again}].
ALTER TABLE hq.device ADD COLUMN formerly jsonb NOT NULL DEFAULT '[]';
-- Ops of other numbers of the same laptop that it has made too: [{device, hqSeq}].
ALTER TABLE hq.device ADD COLUMN knows jsonb NOT NULL DEFAULT '[]';
-- Names the wish for this number, so that a lost reply can be asked for again.
ALTER TABLE hq.device ADD COLUMN claim bytea UNIQUE;
