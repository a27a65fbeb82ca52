import { z } from 'zod';
import { localSetting, setLocalSetting } from '#db/local-setting.ts';
import type { Store } from '#db/store.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import { type RosterField, rosterFields } from '#shared/ipc/imports.ts';
import { readHeader } from './header.ts';
import { columnNumber, type Sheet } from './sheet.ts';

const setting = 'roster_mappings';
/** Forms that one site meets; the one not met for longest is forgotten first. */
const mostRemembered = 60;

/** What was chosen for the columns of a form: the field of each title, null for those that were left out. */
const remembered = z.array(
  z.object({
    /** The form's titles in their order, folded. */
    titles: z.array(z.string()),
    fields: z.array(z.enum(rosterFields).nullable()),
  }),
);

/**
 * What somebody chose on this laptop for a form with these titles. It never travels.
 *
 * @param store the open database
 * @param sheet a sheet
 * @param headerRow from 1; 0 when there is none, and then nothing is remembered
 * @returns the field by the column's number, null for a column that was left out; undefined when the form is new
 */
export function rememberedMapping(
  store: Store,
  sheet: Sheet,
  headerRow: number,
): ReadonlyMap<number, RosterField | null> | undefined {
  const { titles } = readHeader(sheet, headerRow);
  const signature = titles.map(({ text }) => foldText(text));
  const known = readAll(store).find((form) => isSame(form.titles, signature));
  if (!known || titles.length === 0) return undefined;
  return new Map(titles.map(({ column }, index) => [column, known.fields[index] ?? null]));
}

/**
 * Remembers what was chosen for a form.
 *
 * @param store the open database
 * @param sheet a sheet that was imported
 * @param headerRow from 1; 0 when there is none, and then nothing is remembered
 * @param mapping column letters → field
 */
export function rememberMapping(
  store: Store,
  sheet: Sheet,
  headerRow: number,
  mapping: Readonly<Record<string, RosterField>>,
): void {
  const { titles } = readHeader(sheet, headerRow);
  if (titles.length === 0) return;
  const signature = titles.map(({ text }) => foldText(text));
  const byColumn = new Map(Object.entries(mapping).map(([letters, field]) => [columnNumber(letters), field]));
  const form = { titles: signature, fields: titles.map(({ column }) => byColumn.get(column) ?? null) };
  const others = readAll(store).filter((known) => !isSame(known.titles, signature));
  setLocalSetting(store, setting, JSON.stringify([form, ...others].slice(0, mostRemembered)));
}

function readAll(store: Store): z.infer<typeof remembered> {
  const kept = localSetting(store, setting);
  const parsed = kept === undefined ? undefined : remembered.safeParse(JSON.parse(kept));
  // What an earlier version kept in another form is chosen again.
  return parsed?.success ? parsed.data : [];
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
