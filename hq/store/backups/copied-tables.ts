import type { Sql } from '../database.ts';
import type { ArchiveTable } from './archive.ts';

/** What can be made again, or must not outlive its database. */
const leftOut = new Set(['hq.admin_session', 'hq.snapshot', 'hq.snapshot_list', 'hq.snapshot_part']);

/** A table that belongs into a backup. */
export interface CopiedTable extends ArchiveTable {
  /** Columns of its key: rows are copied in this order, so that the same rows give the same bytes. */
  readonly key: readonly string[];
}

/**
 * @param sql pool or connection
 * @returns every table of headquarters, those first that others refer to
 */
export async function copiedTables(sql: Sql): Promise<readonly CopiedTable[]> {
  const { rows } = await sql.query<CopiedTable & { refers: string[] }>(
    `SELECT n.nspname AS schema, c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute AS a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       (SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum)) FROM pg_index AS i
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
       ARRAY(SELECT DISTINCT fn.nspname || '.' || fc.relname FROM pg_constraint AS f
        JOIN pg_class AS fc ON fc.oid = f.confrelid JOIN pg_namespace AS fn ON fn.oid = fc.relnamespace
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers
     FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('hq', 'record') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     ORDER BY n.nspname, c.relname`,
  );
  const tables = rows.filter((table) => !leftOut.has(nameOf(table)));
  const ordered: CopiedTable[] = [];
  const placed = new Set<string>();
  while (ordered.length < tables.length) {
    const ready = tables.filter(
      (table) =>
        !placed.has(nameOf(table)) && table.refers.every((other) => placed.has(other) || leftOut.has(other)),
    );
    if (ready.length === 0) throw new Error('Tables refer to each other in a circle.');
    for (const { schema, name, columns, key } of ready) {
      placed.add(`${schema}.${name}`);
      ordered.push({ schema, name, columns, key });
    }
  }
  return ordered;
}

/**
 * @param sql pool or connection
 * @returns names of the monthly partitions of the frames
 */
export async function framePartitions(sql: Sql): Promise<readonly string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'hq.frame'::regclass AND c.relname ~ '^frame_[0-9]{4}_[0-9]{2}$' ORDER BY c.relname`,
  );
  return rows.map(({ name }) => name);
}

/**
 * @param table of an archive
 * @returns its name in SQL, with quotes
 */
export function quoted(table: Pick<ArchiveTable, 'schema' | 'name'>): string {
  return `"${table.schema}"."${table.name}"`;
}

/**
 * @param names of columns
 * @returns them in SQL, with quotes
 */
export function columnList(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function nameOf({ schema, name }: Pick<ArchiveTable, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}
