import { tables } from '#shared/domain/registry.ts';
import type { PatchOf, RowOf } from '#shared/domain/table.ts';
import { arabicNameParts } from '#shared/i18n/name-parts.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { Author, ReadableDb, WritableDb } from './database.ts';
import { invalidField, notFound } from './refusal.ts';
import { recordVetting } from './vetting.ts';

export type PersonFields = ParsedRequestOf<'people.create'>;
/** A change: `undefined` parts stay as they are. */
export type PersonPatch = { readonly [F in keyof PersonFields]?: PersonFields[F] | undefined };
export type VettingFields = ParsedRequestOf<'people.setVetting'>;

type PersonRow = RowOf<typeof tables.person>;

/** Days of a year that forms fill in when only the year of birth is known. */
const placeholderDays = ['-01-01', '-07-01'];

/**
 * @param day a date of birth
 * @returns whether it only stands for a year
 */
export function isBirthPlaceholder(day: string | null): boolean {
  return day !== null && placeholderDays.some((end) => day.endsWith(end));
}

/**
 * Adds a person.
 *
 * @param tx the transaction
 * @param author who enters them; their site is the person's
 * @param fields the form
 * @param now the moment
 * @returns the person's id
 * @throws OutpostError `invalid_request` without a name in either script, or with a rank, institution or governorate
 *   that is not known
 */
export function createPerson(tx: WritableDb, author: Author, fields: PersonFields, now: Date): number {
  const id = tx.newId();
  const row: PersonRow = {
    id,
    site: author.site,
    ...nameColumns(fields.nameAr),
    name_latin: fields.nameLatin,
    sex: fields.sex,
    ...birthColumns(fields.birthDate),
    rank_code: fields.rankCode,
    post: fields.post,
    institution_id: fields.institutionId,
    governorate_code: fields.governorateCode,
    badge: trimmed(fields.badge),
    other_id: null,
    phone: trimmed(fields.phone),
    unit: trimmed(fields.unit),
    note: fields.note,
    merged_into: null,
    entered_by: author.advisorId,
    entered_at: now.toISOString(),
  };
  checkPerson(tx, row);
  tx.insert(tables.person, row);
  return id;
}

/**
 * Changes fields of a person.
 *
 * @param tx the transaction
 * @param id the person
 * @param patch the fields that change
 * @throws OutpostError `not_found`, `invalid_request`
 */
export function updatePerson(tx: WritableDb, id: number, patch: PersonPatch): void {
  const person = tx.get(tables.person, { id });
  if (!person) throw notFound('person');
  const changed: PatchOf<typeof tables.person> = {
    ...(patch.nameAr === undefined ? {} : nameColumns(patch.nameAr)),
    ...(patch.nameLatin === undefined ? {} : { name_latin: patch.nameLatin }),
    ...(patch.sex === undefined ? {} : { sex: patch.sex }),
    ...(patch.birthDate === undefined ? {} : birthColumns(patch.birthDate)),
    ...(patch.rankCode === undefined ? {} : { rank_code: patch.rankCode }),
    ...(patch.post === undefined ? {} : { post: patch.post }),
    ...(patch.unit === undefined ? {} : { unit: trimmed(patch.unit) }),
    ...(patch.institutionId === undefined ? {} : { institution_id: patch.institutionId }),
    ...(patch.governorateCode === undefined ? {} : { governorate_code: patch.governorateCode }),
    ...(patch.badge === undefined ? {} : { badge: trimmed(patch.badge) }),
    ...(patch.phone === undefined ? {} : { phone: trimmed(patch.phone) }),
    ...(patch.note === undefined ? {} : { note: patch.note }),
  };
  checkPerson(tx, { ...person, ...changed } as PersonRow);
  tx.update(tables.person, { id }, changed);
}

function nameColumns(
  nameAr: string,
): Pick<
  PersonRow,
  'name_ar' | 'given_ar' | 'father_ar' | 'grandfather_ar' | 'great_grandfather_ar' | 'laqab_ar'
> {
  const parts = arabicNameParts(nameAr);
  return {
    name_ar: nameAr,
    given_ar: parts.given,
    father_ar: parts.father,
    grandfather_ar: parts.grandfather,
    great_grandfather_ar: parts.greatGrandfather,
    laqab_ar: parts.laqab,
  };
}

function birthColumns(day: string | null): Pick<PersonRow, 'birth_date' | 'birth_placeholder'> {
  return { birth_date: day, birth_placeholder: isBirthPlaceholder(day) ? 1 : 0 };
}

function trimmed(text: string | null): string | null {
  const kept = text?.trim() ?? '';
  return kept === '' ? null : kept;
}

function checkPerson(read: ReadableDb, person: PersonRow): void {
  if (person.name_ar.trim() === '' && person.name_latin.trim() === '') {
    throw invalidField('nameAr', 'A person needs a name in Arabic or Latin script.');
  }
  if (person.rank_code !== null && !read.get(tables.rank, { code: person.rank_code })) {
    throw invalidField('rankCode', 'There is no such rank.');
  }
  if (person.institution_id !== null && !read.get(tables.institution, { id: person.institution_id })) {
    throw invalidField('institutionId', 'There is no such institution.');
  }
  const { governorate_code } = person;
  if (governorate_code !== null && !read.get(tables.governorate, { code: governorate_code })) {
    throw invalidField('governorateCode', 'There is no such governorate.');
  }
}

/**
 * Enters what a form or roster tells of a person's vetting as a case of its own.
 *
 * @param tx the transaction
 * @param fields the case; `decidedOn` of a submitted one is the day of its submission
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns the case's id
 * @throws OutpostError as `recordVetting`
 */
export function setVetting(tx: WritableDb, fields: VettingFields, today: string): number {
  const submitted = fields.status === 'submitted';
  const days = {
    submittedOn: submitted ? fields.decidedOn : null,
    decidedOn: submitted ? null : fields.decidedOn,
  };
  return recordVetting(tx, { ...fields, ...days, caseId: null }, today).id;
}

/**
 * Vetting must be approved and unexpired on the first day of a training.
 *
 * @param vetting the case that counts, null when there is none
 * @param firstDay first day of the training, `YYYY-MM-DD`
 * @returns whether the person may take part as far as vetting goes
 */
export function isVettedOn(
  vetting: { readonly status: string | null; readonly validUntil: string | null },
  firstDay: string,
): boolean {
  if (vetting.status === 'not_required') return true;
  return vetting.status === 'approved' && (vetting.validUntil === null || vetting.validUntil >= firstDay);
}
