import type { RosterField } from '../ipc/imports.ts';

/** What a roster leaves behind when it leaves the laptop, unless somebody who may asks for it and says why. */
export const personalRosterFields: ReadonlySet<RosterField> = new Set(['badge', 'birth_date', 'phone']);
