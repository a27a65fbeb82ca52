import { tables } from '#shared/domain/registry.ts';
import type { Bilingual } from '#shared/ipc/common.ts';
import type { RatingView } from '#shared/ipc/mentoring.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import type { Reader } from './reader.ts';
import { invalidField } from './refusal.ts';
import { hiddenVisit, requireOpenVisit, type VisitRow } from './visit-access.ts';

export interface RatingInput {
  readonly visitId: number;
  readonly areaCode: string;
  /** Null takes the rating back. */
  readonly level: number | null;
  /** Required with a level. */
  readonly evidence: string;
}

/**
 * Rates a capability area in a visit. The rating keeps the scale and its direction as they are today: in the police
 * Transition Readiness Assessment level 1 is best, in the default maturity scale 5 is.
 *
 * @param tx the transaction
 * @param reader who rates
 * @param input the rating
 * @throws OutpostError `not_found`, `not_permitted`; `invalid_request` without evidence or for a level that the scale
 *   does not have
 */
export function rateCapability(tx: WritableDb, reader: Reader, input: RatingInput): void {
  const visit = requireOpenVisit(tx, reader, input.visitId);
  const key = { visit_id: visit.id, area_code: input.areaCode };
  if (input.level === null) {
    if (tx.get(tables.capabilityRating, key)) tx.remove(tables.capabilityRating, key);
    return;
  }
  const area = tx.get(tables.capabilityArea, { code: input.areaCode });
  const scale = area && tx.get(tables.capabilityScale, { code: area.scale_code });
  if (!scale) throw invalidField('areaCode', 'There is no such capability area.');
  if (!tx.get(tables.capabilityLevel, { scale_code: scale.code, level: input.level })) {
    throw invalidField('level', `The scale ${scale.code} has no level ${input.level}.`);
  }
  if (input.evidence.trim() === '') throw invalidField('evidence', 'A rating needs its evidence.');
  tx.upsert(tables.capabilityRating, {
    ...key,
    site: visit.site,
    institution_id: visit.institution_id,
    scale_code: scale.code,
    direction: scale.direction,
    level: input.level,
    evidence: input.evidence,
  });
}

interface RatingRow {
  readonly area_code: string;
  readonly name_en: string | null;
  readonly name_ar: string | null;
  readonly scale_code: string;
  readonly direction: RatingView['direction'];
  readonly level: number | null;
  readonly evidence: string | null;
}

/**
 * @param read the open database
 * @param reader who reads
 * @param visit a visit whose text they may see
 * @returns one row per area of the visit's programme, and any other area rated in it; each with the rating before this
 *   visit at the same institution on the same scale
 */
export function ratingsOf(read: ReadableDb, reader: Reader, visit: VisitRow): readonly RatingView[] {
  const rows = read.all<RatingRow>(
    `SELECT a.code AS area_code, a.name_en, a.name_ar, coalesce(r.scale_code, a.scale_code) AS scale_code,
        coalesce(r.direction, s.direction) AS direction, r.level, r.evidence
      FROM capability_area a
      LEFT JOIN capability_rating r ON r.visit_id = ? AND r.area_code = a.code AND r.deleted = 0
      LEFT JOIN capability_scale s ON s.code = a.scale_code AND s.deleted = 0
      WHERE (a.deleted = 0 AND a.programme_code = ?) OR r.level IS NOT NULL
      ORDER BY a.sort, a.code`,
    visit.id,
    visit.programme_code,
  );
  return rows.map((row) => ({
    areaCode: row.area_code,
    area: { en: row.name_en ?? row.area_code, ar: row.name_ar ?? row.area_code },
    scaleCode: row.scale_code,
    direction: row.direction,
    level: row.level,
    levelName: row.level === null ? null : levelName(read, row.scale_code, row.level),
    evidence: row.evidence ?? '',
    previous: previousRating(read, reader, visit, row),
  }));
}

function previousRating(
  read: ReadableDb,
  reader: Reader,
  visit: VisitRow,
  rating: Pick<RatingRow, 'area_code' | 'scale_code'>,
): RatingView['previous'] {
  const row = read.one<{ level: number; evidence: string | null; day: string; hidden: number }>(
    `SELECT r.level, r.evidence, v.day, ${hiddenVisit} AS hidden
      FROM capability_rating r JOIN mentoring_visit v ON v.id = r.visit_id AND v.deleted = 0
      WHERE r.institution_id = ? AND r.area_code = ? AND r.scale_code = ? AND r.deleted = 0
        AND r.level IS NOT NULL AND (v.day, v.id) < (?, ?)
      ORDER BY v.day DESC, v.id DESC LIMIT 1`,
    reader.advisorId,
    reader.advisorId,
    visit.institution_id,
    rating.area_code,
    rating.scale_code,
    visit.day,
    visit.id,
  );
  if (!row) return null;
  return {
    level: row.level,
    levelName: levelName(read, rating.scale_code, row.level),
    day: row.day,
    evidence: row.hidden === 1 && !reader.mayReadRestricted ? '' : (row.evidence ?? ''),
  };
}

function levelName(read: ReadableDb, scale_code: string, level: number): Bilingual {
  const found = read.get(tables.capabilityLevel, { scale_code, level });
  return { en: found?.name_en ?? String(level), ar: found?.name_ar ?? String(level) };
}
