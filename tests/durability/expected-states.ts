import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import type { OpenFieldDatabase } from '#db/field-database.ts';
import { tables } from '#shared/domain/registry.ts';
import { beginFieldWork, doFieldWork } from './field-work.ts';

/** What a vault holds after one of the commits. */
export interface ExpectedState {
  /** Of the commit. */
  readonly number: number;
  readonly digest: string;
}

/** The states that the work goes through, by the journal's `seq` at each: a vault in any other one holds half a commit. */
export type ExpectedStates = ReadonlyMap<number, ExpectedState>;

/**
 * Does the work undisturbed.
 *
 * @param root folder for it, which is made and removed
 * @returns every state that the vault went through
 */
export async function expectedStates(root: string): Promise<ExpectedStates> {
  mkdirSync(root);
  const key = await beginFieldWork(root, () => {});
  const states = new Map<number, ExpectedState>();
  doFieldWork(root, key, ({ kind, number }, db) => {
    if (kind === 'commit') states.set(db.head().seq, { number, digest: digestOf(db) });
  });
  rmSync(root, { recursive: true });
  return states;
}

/**
 * @param db an open database
 * @returns a digest of every row that the work writes, live or removed, and of the journal with its hashes
 */
export function digestOf(db: OpenFieldDatabase): string {
  const hash = createHash('sha256');
  const add = (name: string, sql: string): void => {
    const rows = db.read.all(sql);
    if (rows.length > 0) hash.update(`${name}${JSON.stringify(rows)}`);
  };
  for (const { name, key } of [tables.visitTopic, tables.attendanceMark])
    add(name, `SELECT * FROM ${name} ORDER BY ${key.join(', ')}`);
  add('op', 'SELECT seq, first, hex(hash) AS hash, length(body) AS length FROM op ORDER BY seq');
  return hash.digest('hex');
}
