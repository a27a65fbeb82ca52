import { describe, expect, it } from 'vitest';
import { tables } from '../domain/registry.ts';
import { rowKey, rowSchema, type Table } from '../domain/table.ts';
import { referenceRows } from './seed.ts';

const rows = referenceRows();
const of = (table: Table) => rows.filter((entry) => entry.table === table).map((entry) => entry.row);

describe('the reference data of a fresh headquarters', () => {
  it('fits its tables', () => {
    for (const { table, row } of rows) {
      const parsed = rowSchema(table).safeParse(row);
      expect(parsed.success ? '' : `${table.name} ${JSON.stringify(row)}: ${parsed.error.message}`).toBe('');
    }
  });

  it('names every row once', () => {
    const keys = rows.map(
      ({ table, row }) =>
        `${table.name} ${rowKey(
          table,
          table.key.map((name) => row[name] ?? null),
        )}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('refers only to rows that it holds', () => {
    const known = new Map<string, Set<unknown>>();
    for (const { table, row } of rows) {
      const values = known.get(table.name) ?? new Set();
      known.set(table.name, values.add(row[table.key[0] ?? '']));
    }
    for (const { table, row } of rows) {
      for (const [name, field] of Object.entries(table.fields)) {
        const value = row[name];
        if (field.ref === undefined || value === null) continue;
        expect(known.get(field.ref)?.has(value), `${table.name}.${name} = ${value}`).toBe(true);
      }
    }
  });

  it('plans as many hours as each course has, topic after topic in both languages', () => {
    const planned = of(tables.courseSession);
    expect(new Set(planned.map((row) => row.course_code)).size).toBeGreaterThanOrEqual(12);
    expect(planned.every((row) => row.topic_en !== '' && row.topic_ar !== '')).toBe(true);
    for (const course of of(tables.course)) {
      const plan = planned.filter((row) => row.course_code === course.code);
      const hours = plan.reduce((sum, row) => sum + Number(row.hours), 0);
      if (plan.length > 0 && course.hours !== null) expect(hours, String(course.code)).toBe(course.hours);
    }
  });

  it('has the whole checklist, its core, and facilities to inspect', () => {
    const questions = of(tables.templateQuestion);
    expect(questions.filter((row) => row.template_code === 'PRISON-FULL')).toHaveLength(126);
    expect(questions.filter((row) => row.template_code === 'PRISON-CORE')).toHaveLength(90);
    expect(of(tables.templateSection).filter((row) => row.template_code === 'PRISON-FULL')).toHaveLength(22);
    expect(of(tables.facility).length).toBeGreaterThanOrEqual(12);
    expect(of(tables.institution).length).toBeGreaterThanOrEqual(60);
  });
});
