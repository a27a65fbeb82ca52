import { closeSync, openSync, readSync } from 'node:fs';
import type { FieldValue } from '#shared/domain/field.ts';
import { tableById } from '#shared/domain/registry.ts';
import { rowKey } from '#shared/domain/table.ts';
import type { ChainHead, Op } from '#shared/sync/op.ts';
import { verifyChain } from '#shared/sync/verify-chain.ts';
import { journalState, opsAfter, sha256 } from './journal.ts';
import { deletedGroup, planById } from './row-plan.ts';
import { staleEntries } from './search-index.ts';
import type { Store } from './store.ts';
import { syncState } from './sync-state.ts';

/** One thing that was looked at. */
export interface Check {
  readonly name: 'pages' | 'encryption' | 'journal' | 'rows' | 'search';
  readonly ok: boolean;
  /** English, for support: counts and the first faults, never values of records. */
  readonly detail: string;
}

const shownFaults = 5;
const plainHeader = 'SQLite format 3\u0000';

/**
 * Looks through the whole database. It takes seconds on a large one, and changes nothing.
 *
 * @param store the open database
 * @returns one result for each thing that was looked at; none throws
 */
export function verifyDatabase(store: Store): readonly Check[] {
  return [
    check('pages', () => pragmaFaults(store, 'integrity_check')),
    check('encryption', () => encryptionFaults(store)),
    check('journal', () => journalFaults(store)),
    check('rows', () => rowFaults(store)),
    check('search', () => searchFaults(store)),
  ];
}

function check(name: Check['name'], find: () => readonly string[]): Check {
  try {
    const faults = find();
    if (faults.length === 0) return { name, ok: true, detail: 'ok' };
    const more = faults.length > shownFaults ? ` and ${faults.length - shownFaults} more` : '';
    return { name, ok: false, detail: `${faults.slice(0, shownFaults).join('; ')}${more}` };
  } catch (thrown) {
    return { name, ok: false, detail: thrown instanceof Error ? thrown.message : 'failed' };
  }
}

function pragmaFaults(store: Store, pragma: string): readonly string[] {
  const rows = store.raw.pragma(pragma) as readonly Readonly<Record<string, string>>[];
  return rows.map((row) => Object.values(row)[0] ?? '').filter((line) => line !== 'ok');
}

/** Every page carries a code of authenticity, which `pages` has checked by reading it: what is left is the first page. */
function encryptionFaults(store: Store): readonly string[] {
  const start = Buffer.alloc(plainHeader.length);
  const file = openSync(store.raw.name, 'r');
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  return start.equals(Buffer.from(plainHeader)) ? ['the file is not encrypted'] : [];
}

/** The chain from the first op to the last: an op that was emptied vouches for the one after it, and for nothing before. */
function journalFaults(store: Store): readonly string[] {
  const { device } = journalState(store);
  let head: ChainHead = { seq: 0, hash: new Uint8Array(32) };
  const faults: string[] = [];
  for (const { op, hash, emptied } of opsAfter(store, 0)) {
    if (device === undefined) return ['there are ops without a device number'];
    if (emptied && op.seq !== head.seq + 1) faults.push(`op ${head.seq + 1} is missing`);
    const [computed] = emptied ? [hash] : verifyChain(head, device, [op], sha256);
    if (!computed || Buffer.compare(computed, hash) !== 0)
      faults.push(`op ${op.seq} does not follow from the one before`);
    head = { seq: op.seq, hash };
  }
  return faults;
}

type Row = Readonly<Record<string, FieldValue>>;

/**
 * Rows show what the own ops that are still out say: the last one on each field. A row that headquarters has may have
 * gone with its site.
 */
function rowFaults(store: Store): readonly string[] {
  const { settled, accepted } = syncState(store);
  const expected = new Map<
    string,
    { op: Op; fields: Map<number, FieldValue>; key: readonly FieldValue[]; table: number }
  >();
  for (const { op } of opsAfter(store, settled)) {
    if (store.one('SELECT 1 FROM quarantine WHERE seq = ?', op.seq)) continue;
    for (const change of op.changes) {
      const table = tableById(change.table);
      if (!table) continue;
      const id = `${table.name} ${rowKey(table, change.key)}`;
      const known = expected.get(id) ?? { op, fields: new Map(), key: change.key, table: table.id };
      known.op = op;
      for (const [field, value] of change.fields) known.fields.set(field, value);
      expected.set(id, known);
    }
  }
  const faults: string[] = [];
  for (const [id, { op, fields, key, table }] of expected) {
    const plan = planById(table);
    const row = plan && store.one<Row>(plan.selectAny, ...key);
    if (!plan || !row) {
      if (op.seq > accepted) faults.push(`${id} is missing`);
      continue;
    }
    const differs = [...fields].some(([field, value]) => {
      const column = field === deletedGroup ? 'deleted' : plan.byId.get(field)?.name;
      return column !== undefined && row[column] !== value;
    });
    if (differs) faults.push(`${id} is not what its ops say`);
  }
  return [...faults, ...shadowFaults(store, settled)];
}

function shadowFaults(store: Store, settled: number): readonly string[] {
  const head = journalState(store).seq;
  // Behind work that was brought by file, values wait for another laptop's ops.
  const shadows = store.one<{ n: number }>(
    `SELECT count(*) AS n FROM shadow s WHERE NOT EXISTS
       (SELECT 1 FROM carried_group c WHERE c.table_id = s.table_id AND c.row_key = s.row_key)`,
  );
  return head <= settled && (shadows?.n ?? 0) > 0 ? ['values wait behind ops that have all come back'] : [];
}

function searchFaults(store: Store): readonly string[] {
  // FTS5 compares its index with the text it was made from, and throws when they differ.
  if (!store.readOnly) store.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
  return staleEntries(store);
}
