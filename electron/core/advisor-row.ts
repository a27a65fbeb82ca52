import type { OpenFieldDatabase } from '#db/field-database.ts';
import { journalState } from '#db/journal.ts';
import { localSetting, setLocalSetting } from '#db/local-setting.ts';
import { makeId } from '#shared/domain/ids.ts';
import { advisor } from '#shared/domain/tables/reference.ts';
import type { Programme, Role } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';

/** The person as headquarters will know them. */
export interface AdvisorFacts {
  readonly personId: string;
  readonly label: string;
  readonly role: Role;
  readonly site: string;
  readonly programme: Programme;
}

/**
 * @param db the open database
 * @param personId of the vault
 * @returns the advisor's id, undefined before the person's own row was written
 */
export function advisorIdOf(db: OpenFieldDatabase, personId: string): number | undefined {
  const kept = localSetting(db.store, settingOf(personId));
  return kept === undefined ? undefined : Number(kept);
}

/**
 * Writes the person's row as an advisor, once: everything they record names it.
 *
 * @param db the open database of a laptop with a device number
 * @param facts who they are
 * @returns the advisor's id
 * @throws OutpostError `not_enrolled`
 */
export function ensureAdvisorRow(db: OpenFieldDatabase, facts: AdvisorFacts): number {
  const known = advisorIdOf(db, facts.personId);
  if (known !== undefined) return known;
  if (db.device === undefined)
    throw new OutpostError('not_enrolled', 'This laptop has no device number yet.');
  // The person signs their own row, so its id must be known before the transaction hands it out.
  const id = makeId(db.device, journalState(db.store).lastId + 1);
  db.commit({ advisorId: id, site: facts.site }, (tx) => {
    if (tx.newId() !== id) throw new Error('another id was next');
    tx.insert(advisor, {
      id,
      display_name: facts.label,
      role: facts.role,
      home_site: facts.site,
      programme_code: facts.programme,
      active: 1,
    });
    setLocalSetting(db.store, settingOf(facts.personId), String(id));
  });
  return id;
}

function settingOf(personId: string): string {
  return `person.${personId}.advisor`;
}
