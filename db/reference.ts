import type { RowOf, Table } from '#shared/domain/table.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import type { ParsedRequestOf, ReplyOf } from '#shared/ipc/channels.ts';
import type { Option } from '#shared/ipc/common.ts';
import type { InstitutionOption } from '#shared/ipc/people.ts';
import { referenceRows } from '#shared/reference/seed.ts';
import type { ReadableDb, WritableDb } from './database.ts';

/**
 * Writes the seeded reference data, as the sample mode needs it. A laptop with a headquarters gets its own from there.
 *
 * @param tx the transaction
 */
export function loadReference(tx: WritableDb): void {
  for (const { table, row } of referenceRows()) tx.upsert(table, row as RowOf<Table>);
}

/**
 * @param read the open database
 * @param name name of a setting that holds a number
 * @param otherwise its value while headquarters has not sent one
 * @returns the setting
 */
export function settingNumber(read: ReadableDb, name: string, otherwise: number): number {
  const row = read.one<{ value: string | null }>(
    'SELECT value FROM setting WHERE name = ? AND deleted = 0',
    name,
  );
  const value = Number(row?.value ?? Number.NaN);
  return Number.isFinite(value) ? value : otherwise;
}

const optionSql = {
  course: `SELECT code AS value, name_en AS en, name_ar AS ar, programme_code AS programme FROM course
    WHERE deleted = 0 AND active = 1 ORDER BY name_en, code`,
  rank: `SELECT code AS value, name_en AS en, name_ar AS ar, NULL AS programme FROM rank
    WHERE deleted = 0 ORDER BY sort, code`,
  governorate: `SELECT code AS value, name_en AS en, name_ar AS ar, NULL AS programme FROM governorate
    WHERE deleted = 0 ORDER BY name_en, code`,
  site: `SELECT code AS value, name_en AS en, name_ar AS ar, NULL AS programme FROM site
    WHERE deleted = 0 AND active = 1 ORDER BY name_en, code`,
  institution_type: `SELECT code AS value, name_en AS en, name_ar AS ar, NULL AS programme FROM institution_type
    WHERE deleted = 0 ORDER BY sort, code`,
  advisor: `SELECT CAST(id AS TEXT) AS value, display_name AS en, display_name AS ar, programme_code AS programme
    FROM advisor WHERE deleted = 0 AND active = 1 ORDER BY display_name, id`,
} as const;

interface OptionRow {
  readonly value: string;
  readonly en: string | null;
  readonly ar: string | null;
  readonly programme: string | null;
}

/**
 * @param read the open database
 * @param request the list, and the programme to which courses and advisors are narrowed
 * @returns the choices, in the order of the reference data
 */
export function referenceOptions(
  read: ReadableDb,
  request: ParsedRequestOf<'reference.options'>,
): readonly Option[] {
  return read
    .all<OptionRow>(optionSql[request.list])
    .filter((row) => !request.programme || row.programme === null || row.programme === request.programme)
    .map((row) => ({ value: row.value, name: { en: row.en ?? row.value, ar: row.ar ?? row.value } }));
}

interface InstitutionRow {
  readonly id: number;
  readonly name_en: string | null;
  readonly name_ar: string | null;
  readonly aliases: string | null;
  readonly type_code: string | null;
  readonly governorate_code: string | null;
  readonly facility: number;
}

/**
 * @param read the open database
 * @param request words in any spelling of the name or its aliases; whether only facilities are asked for
 * @returns the institutions, those whose name begins with the text first
 */
export function findInstitutions(
  read: ReadableDb,
  request: ParsedRequestOf<'reference.institutions'>,
): readonly InstitutionOption[] {
  const rows = read.all<InstitutionRow>(
    `SELECT n.id, n.name_en, n.name_ar, n.aliases, n.type_code, n.governorate_code,
        f.institution_id IS NOT NULL AS facility
      FROM institution n LEFT JOIN facility f ON f.institution_id = n.id AND f.deleted = 0 AND f.active = 1
      WHERE n.deleted = 0 AND n.merged_into IS NULL AND n.type_code IS NOT NULL
      ORDER BY n.name_en, n.id`,
  );
  const wanted = foldText(request.text);
  const words = wanted === '' ? [] : wanted.split(' ');
  return rows
    .filter((row) => !request.facilitiesOnly || row.facility === 1)
    .map((row) => ({ row, text: foldText([row.name_en, row.name_ar, row.aliases].join(' ')) }))
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .sort((a, b) => Number(b.text.startsWith(wanted)) - Number(a.text.startsWith(wanted)))
    .slice(0, request.limit)
    .map(({ row }) => ({
      id: row.id,
      name: { en: row.name_en ?? '', ar: row.name_ar ?? '' },
      typeCode: row.type_code ?? '',
      governorateCode: row.governorate_code,
      isFacility: row.facility === 1,
    }));
}

type CapabilityArea = ReplyOf<'reference.capabilityAreas'>[number];

/**
 * @param read the open database
 * @param programme a programme
 * @returns its capability areas with the levels of their scales
 */
export function capabilityAreas(read: ReadableDb, programme: string): readonly CapabilityArea[] {
  const levels = read.all<{ scale_code: string; level: number; en: string | null; ar: string | null }>(
    `SELECT scale_code, level, name_en AS en, name_ar AS ar FROM capability_level
      WHERE deleted = 0 ORDER BY scale_code, level`,
  );
  const areas = read.all<{
    code: string;
    en: string | null;
    ar: string | null;
    scaleCode: string;
    direction: CapabilityArea['direction'];
  }>(
    `SELECT a.code, a.name_en AS en, a.name_ar AS ar, a.scale_code AS scaleCode, s.direction
      FROM capability_area a JOIN capability_scale s ON s.code = a.scale_code AND s.deleted = 0
      WHERE a.deleted = 0 AND a.programme_code = ? AND s.direction IS NOT NULL ORDER BY a.sort, a.code`,
    programme,
  );
  return areas.map(({ en, ar, ...area }) => ({
    ...area,
    name: { en: en ?? area.code, ar: ar ?? area.code },
    levels: levels
      .filter((level) => level.scale_code === area.scaleCode)
      .map(({ level, en: name, ar: nameAr }) => ({
        level,
        name: { en: name ?? String(level), ar: nameAr ?? String(level) },
      })),
  }));
}
