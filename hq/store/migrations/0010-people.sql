-- What people said of two records of people: that they are of one person, or that they are not.
CREATE TABLE record."person_link" (
  "low_id" bigint NOT NULL,
  "high_id" bigint NOT NULL,
  "site" text,
  "verdict" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("low_id", "high_id")
);
CREATE INDEX person_link_high ON record.person_link (high_id);

-- Who stands for whom: of the records that are of one person, the one with the lowest number that lives. Records that
-- nobody joined to another are not listed.
CREATE VIEW record.person_shown AS
WITH RECURSIVE edge (here, there) AS (
  SELECT low_id, high_id FROM record.person_link WHERE deleted = 0 AND verdict = 'same'
  UNION ALL
  SELECT high_id, low_id FROM record.person_link WHERE deleted = 0 AND verdict = 'same'
), reach (person_id, other) AS (
  SELECT here, here FROM edge
  UNION
  SELECT r.person_id, e.there FROM reach AS r JOIN edge AS e ON e.here = r.other
)
SELECT r.person_id, min(r.other) AS shown_id
FROM reach AS r JOIN record.person AS p ON p.id = r.other AND p.deleted = 0
GROUP BY r.person_id;
