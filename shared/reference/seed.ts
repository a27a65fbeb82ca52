import { hqDevice, makeId } from '../domain/ids.ts';
import { tables } from '../domain/registry.ts';
import type { AnyRow, RowOf, Table } from '../domain/table.ts';
import type { Programme } from '../domain/vocabularies.ts';
import capabilityAreas from './capability-areas.json' with { type: 'json' };
import capabilityScales from './capability-scales.json' with { type: 'json' };
import { checklistRows } from './checklist-rows.ts';
import { coursePlanRows } from './course-plan-rows.ts';
import courseRules from './course-rules.json' with { type: 'json' };
import courses from './courses.json' with { type: 'json' };
import facilities from './facilities.json' with { type: 'json' };
import governorates from './governorates.json' with { type: 'json' };
import holidays from './holidays.json' with { type: 'json' };
import institutionTypes from './institution-types.json' with { type: 'json' };
import institutions from './institutions.json' with { type: 'json' };
import programmes from './programmes.json' with { type: 'json' };
import ranks from './ranks.json' with { type: 'json' };
import settings from './settings.json' with { type: 'json' };
import sites from './sites.json' with { type: 'json' };

/** One row of reference data with its table. */
export interface ReferenceRow {
  readonly table: Table;
  readonly row: AnyRow;
}

/**
 * Record id of a seeded institution. They are headquarters' own records, so the numbers in the file are its counters.
 *
 * @param number `number` in `institutions.json`, from 1
 * @returns the id, the same on every headquarters and in the sample mode
 */
export function institutionId(number: number): number {
  return makeId(hqDevice, number);
}

/**
 * The reference data with which a fresh headquarters and the laptop's sample mode begin, tables before those that
 * refer to them. Names and limits are proposals until the programme office has confirmed them.
 *
 * @returns every row, valid by its table's schema
 */
export function referenceRows(): readonly ReferenceRow[] {
  return [
    ...placeRows(),
    ...institutionRows(),
    ...trainingRows(),
    ...capabilityRows(),
    ...checklistRows(),
    ...ruleRows(),
  ];
}

/** Ties a row's type to its table, then forgets it. */
export function rowOf<T extends Table>(table: T, row: RowOf<T>): ReferenceRow {
  return { table, row: row as unknown as AnyRow };
}

function placeRows(): readonly ReferenceRow[] {
  return [
    ...programmes.map(({ code, name_en, name_ar }, index) =>
      rowOf(tables.programme, { code: code as Programme, name_en, name_ar, sort: index + 1 }),
    ),
    ...governorates.map(({ aliases_notes, lat, lon, region, ...names }) =>
      rowOf(tables.governorate, {
        ...names,
        lat: Number(lat),
        lon: Number(lon),
        region: region === '' ? null : region,
        aliases: aliases_notes,
      }),
    ),
    ...sites.map((site) => rowOf(tables.site, { ...site, active: 1 })),
  ];
}

function institutionRows(): readonly ReferenceRow[] {
  return [
    ...institutionTypes.map((type, index) => rowOf(tables.institutionType, { ...type, sort: index + 1 })),
    ...institutions.map(({ number, parent, ...rest }) =>
      rowOf(tables.institution, {
        ...rest,
        id: institutionId(number),
        parent_id: parent === null ? null : institutionId(parent),
        lat: null,
        lon: null,
        merged_into: null,
      }),
    ),
    ...facilities.map(({ institution, operator, official_capacity, opened_on }) =>
      rowOf(tables.facility, {
        institution_id: institutionId(institution),
        operator: operator as RowOf<typeof tables.facility>['operator'],
        official_capacity,
        opened_on,
        active: 1,
      }),
    ),
  ];
}

function trainingRows(): readonly ReferenceRow[] {
  const rules = new Map(courseRules.map((rule) => [rule.code, rule]));
  return [
    ...courses.map((course) => {
      const rule = rules.get(course.code);
      if (!rule) throw new Error(`course ${course.code} has no rule`);
      const programme_code = rule.programme_code as Programme;
      return rowOf(tables.course, { ...course, ...rule, programme_code, active: 1 });
    }),
    ...coursePlanRows().map((row) => rowOf(tables.courseSession, row)),
    ...ranks.map(({ code, sort, band, name_en, name_ar, translit }) =>
      rowOf(tables.rank, { code, sort: Number(sort), band, name_en, name_ar, transliteration: translit }),
    ),
  ];
}

function capabilityRows(): readonly ReferenceRow[] {
  return [
    ...capabilityScales.map(({ code, direction, name_en, name_ar }) =>
      rowOf(tables.capabilityScale, {
        code,
        name_en,
        name_ar,
        direction: direction as RowOf<typeof tables.capabilityScale>['direction'],
      }),
    ),
    ...capabilityScales.flatMap(({ code, levels }) =>
      levels.map((level) => rowOf(tables.capabilityLevel, { scale_code: code, ...level })),
    ),
    ...capabilityAreas.map((area, index) =>
      rowOf(tables.capabilityArea, {
        ...area,
        programme_code: area.programme_code as Programme,
        sort: index + 1,
      }),
    ),
  ];
}

function ruleRows(): readonly ReferenceRow[] {
  return [
    ...settings.map((setting) => rowOf(tables.setting, setting)),
    ...holidays.years.flatMap((year) =>
      holidays.days.map(({ month_day, name_en, name_ar }) =>
        rowOf(tables.holiday, { day: `${year}-${month_day}`, name_en, name_ar }),
      ),
    ),
  ];
}
