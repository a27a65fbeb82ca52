import Sqlite, { type Database } from 'better-sqlite3';
import { migrate } from '#db/migrate.ts';

/** A laptop's disk at some moment. */
export type Image = Buffer;

/** Disks that nobody needs any more, open. */
const worn: Database[] = [];
const mostWorn = 12;

let fresh: { readonly image: Image; readonly rows: readonly FreshRows[] } | undefined;

/** What a table holds on a fresh disk. */
interface FreshRows {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/**
 * A laptop that was just set up: a copy of a disk that was migrated once, or a disk that somebody else has used, wiped.
 * Opening a disk and preparing its statements takes longer than most worlds have exchanges with it.
 *
 * @returns the open disk
 */
export function freshDisk(): Database {
  const used = worn.pop();
  if (!used) return openDisk(freshContent().image);
  wipe(used);
  return used;
}

/**
 * @param image of a disk
 * @returns a disk with that content, open
 */
export function openDisk(image: Image): Database {
  const raw = new Sqlite(image);
  raw.pragma('foreign_keys = ON');
  raw.pragma('temp_store = MEMORY');
  return raw;
}

/**
 * Nobody needs this disk any more.
 *
 * @param raw open; not used by the caller again
 */
export function discardDisk(raw: Database): void {
  if (raw.inTransaction) raw.exec('ROLLBACK');
  if (worn.length < mostWorn) worn.push(raw);
  else raw.close();
}

function freshContent(): NonNullable<typeof fresh> {
  if (fresh) return fresh;
  const raw = new Sqlite(':memory:');
  migrate(raw);
  const rows = tablesOf(raw).map((table) => ({
    table,
    rows: raw.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all(),
  }));
  fresh = { image: raw.serialize(), rows };
  raw.close();
  return fresh;
}

/** The tables of the search index follow from `search_entry`. */
function tablesOf(raw: Database): readonly string[] {
  return raw
    .prepare<[], { readonly name: string; readonly sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => name === 'search_entry' || !/^search(_|$)/.test(name));
}

const wipes = new WeakMap<Database, () => void>();

function wipe(raw: Database): void {
  const known = wipes.get(raw) ?? wipeOf(raw);
  wipes.set(raw, known);
  known();
}

function wipeOf(raw: Database): () => void {
  const { rows } = freshContent();
  const emptying = rows.map(({ table }) => raw.prepare(`DELETE FROM ${table}`));
  emptying.push(raw.prepare(`INSERT INTO search (search) VALUES ('delete-all')`));
  const filling = rows.flatMap(({ table, rows: ones }) =>
    ones.map((row) => {
      const names = Object.keys(row);
      const marks = names.map(() => '?').join();
      return raw
        .prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${marks})`)
        .bind(...Object.values(row));
    }),
  );
  return raw.transaction(() => {
    for (const statement of [...emptying, ...filling]) statement.run();
  });
}
