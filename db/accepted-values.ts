import type { Field, FieldKind, FieldValue } from '#shared/domain/field.ts';
import type { AnyRow } from '#shared/domain/table.ts';
import { parseAtBoundary } from '#shared/errors.ts';
import type { RowPlan } from './row-plan.ts';

const rememberedPerField = 256;
const longestRemembered = 40;

/**
 * Checks rows against their schemas without building a parsed copy of each: numbers by the rule of their kind, short
 * texts by remembering which the schema has taken, because codes, sites and days repeat thousands of times in a bulk
 * write. Whatever is not taken at once goes through the whole schema, which says what is wrong.
 */
export class AcceptedValues {
  readonly #texts = new Map<Field, Set<string>>();

  /**
   * @param plan of a table
   * @param row a whole row of it
   * @returns the row
   * @throws OutpostError `invalid_request` with the fields at fault
   */
  row(plan: RowPlan, row: AnyRow): AnyRow {
    let count = 0;
    for (const _name in row) count++;
    if (count !== plan.fields.length) return parseAtBoundary(plan.rowSchema, row);
    for (const [name, field] of plan.fields) {
      if (!this.#accepts(field, row[name])) return parseAtBoundary(plan.rowSchema, row);
    }
    return row;
  }

  #accepts(field: Field, value: FieldValue | undefined): boolean {
    if (value === null) return field.nullable;
    if (value === undefined) return false;
    if (typeof value === 'number') return fitsKind(field.kind, value);
    const known = this.#texts.get(field);
    if (known?.has(value)) return true;
    if (!field.schema.safeParse(value).success) return false;
    if (value.length <= longestRemembered && (known?.size ?? 0) < rememberedPerField) {
      this.#texts.set(field, (known ?? new Set()).add(value));
    }
    return true;
  }
}

function fitsKind(kind: FieldKind, value: number): boolean {
  switch (kind) {
    case 'id':
      return Number.isSafeInteger(value) && value > 0;
    case 'int':
      return Number.isSafeInteger(value);
    case 'flag':
      return value === 0 || value === 1;
    case 'real':
      return Number.isFinite(value);
    default:
      return false;
  }
}
