import type { FieldValue } from '#shared/domain/field.ts';
import type { RowPlan } from './row-plan.ts';
import type { Store } from './store.ts';

/** A row that was written: what the search index may have to follow. */
export interface TouchedRow {
  readonly plan: RowPlan;
  readonly key: readonly FieldValue[];
}

/**
 * Brings the search index up to date with rows that were written, in the same transaction.
 *
 * @param _store the open database, in a transaction
 * @param _touched the rows
 */
export function indexRows(_store: Store, _touched: Iterable<TouchedRow>): void {}
