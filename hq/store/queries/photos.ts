import type { ConsolePhoto } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';

/** The record whose photos are shown. */
export type PhotoRecord = { readonly inspection: number } | { readonly visit: number };

const openQuestion = (inspection: string, question: string): string =>
  `EXISTS (SELECT 1 FROM record.inspection AS n JOIN record.template_question AS q
     ON q.template_code = n.template_code AND q.version = n.template_version AND q.code = ${question}
   WHERE n.id = ${inspection} AND n.deleted = 0 AND q.restricted = 0)`;

/**
 * Holds for photos (as `p`) that may be shown at headquarters: a photo is as restricted as what it belongs to, and what
 * is not known to be open counts as restricted.
 */
const open = `p.deleted = 0 AND p.sha256 IS NOT NULL AND p.added_at IS NOT NULL
  AND (p.visit_id IS NULL OR EXISTS (SELECT 1 FROM record.mentoring_visit AS v
    WHERE v.id = p.visit_id AND v.deleted = 0 AND v.sensitivity IN ('open', 'internal')))
  AND (p.finding_id IS NULL OR EXISTS (SELECT 1 FROM record.finding AS f WHERE f.id = p.finding_id AND f.deleted = 0
    AND (f.question_code IS NULL OR ${openQuestion('f.inspection_id', 'f.question_code')})))
  AND (p.question_code IS NULL OR ${openQuestion('p.inspection_id', 'p.question_code')})`;

/**
 * @param sql pool or connection
 * @param record an inspection or a visit
 * @returns its photos, the oldest first, those too that have not arrived yet; restricted ones are left out
 */
export async function listPhotos(sql: Sql, record: PhotoRecord): Promise<ConsolePhoto[]> {
  const [column, id] = 'visit' in record ? ['visit_id', record.visit] : ['inspection_id', record.inspection];
  const { rows } = await sql.query<ConsolePhoto>(
    `SELECT p.id, p.question_code AS "questionCode", p.finding_id AS "findingId", p.caption,
       p.taken_on AS "takenOn", p.taken_time AS "takenTime", a.display_name AS "addedBy", p.added_at AS "addedAt",
       EXISTS (SELECT 1 FROM hq.attachment AS b WHERE b.sha256 = p.sha256) AS arrived
     FROM record.attachment AS p LEFT JOIN record.advisor AS a ON a.id = p.added_by
     WHERE p.${column} = $1 AND ${open} ORDER BY p.added_at, p.id`,
    [id],
  );
  return rows;
}

/**
 * @param sql pool or connection
 * @param id of a photo
 * @param part the picture or its thumbnail
 * @returns the JPEG; undefined when it has not arrived or may not be shown
 */
export async function readPhotoFile(
  sql: Sql,
  id: number,
  part: 'picture' | 'thumbnail',
): Promise<Uint8Array | undefined> {
  const { rows } = await sql.query<{ bytes: Buffer }>(
    `SELECT b.${part === 'picture' ? 'bytes' : 'thumbnail'} AS bytes
     FROM record.attachment AS p JOIN hq.attachment AS b ON b.sha256 = p.sha256 WHERE p.id = $1 AND ${open}`,
    [id],
  );
  return rows[0]?.bytes;
}
