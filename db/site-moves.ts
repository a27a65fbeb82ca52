import type { FieldValue } from '#shared/domain/field.ts';
import { type AnyRow, rowKey } from '#shared/domain/table.ts';
import { CarriedGroups } from './carried-groups.ts';
import { valuesOf } from './own-work.ts';
import type { FieldPlan, RowPlan } from './row-plan.ts';
import { Shadows } from './shadow.ts';
import type { Store } from './store.ts';

/**
 * @param plan of a table
 * @returns the field that says to which site a record belongs; undefined where records have none, or never move
 */
export function siteFieldOf(plan: RowPlan): FieldPlan | undefined {
  return plan.table.scope === 'site' ? plan.byName.get('site') : undefined;
}

/**
 * Keeps the site at which headquarters has a record before own work moves it, in the caller's transaction: a grant that
 * is narrowed goes by that site, and it shows again when headquarters does not take the move.
 *
 * @param store the open database, in a transaction
 * @param plan of a table whose records have a site that can change
 * @param key of the record
 * @param before the record as it is
 */
export function keepSiteOfHeadquarters(
  store: Store,
  plan: RowPlan,
  key: readonly FieldValue[],
  before: AnyRow & { readonly deleted: 0 | 1 },
): void {
  const site = siteFieldOf(plan);
  if (!site) return;
  const { id } = plan.table;
  const name = rowKey(plan.table, key);
  const shadows = new Shadows(store);
  // What lies there already is headquarters' own value; under work that was brought by file its value is not known.
  if (shadows.get(id, name, site.group) || new CarriedGroups(store).has(id, name, site.group)) return;
  shadows.put(id, name, site.group, valuesOf(plan, before, site.group));
}
