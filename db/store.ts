import type { Database, Statement } from 'better-sqlite3';
import { AcceptedValues } from './accepted-values.ts';
import type { ChangedRow, SqlValue } from './database.ts';
import { storageError } from './open.ts';
import type { PendingGroups } from './pending-groups.ts';

/** Where the database reports what support staff may want to know. It never gets values. */
export interface DatabaseLog {
  /** A query took longer than 40 ms. `sql` has placeholders, no values. */
  slowQuery(sql: string, milliseconds: number): void;
  /** A listener of changes threw. */
  listenerFailed(thrown: unknown): void;
}

/** A log that keeps nothing. */
export const silentLog: DatabaseLog = { slowQuery: () => {}, listenerFailed: () => {} };

const slowMs = 40;
const keptStatements = 500;

type AnyStatement = Statement<SqlValue[], object>;

/** The open file under the aggregates: prepared statements, transactions and listeners. */
export class Store {
  readonly raw: Database;
  readonly log: DatabaseLog;
  /** Wall clock, ms since 1970 UTC. */
  readonly now: () => number;
  /** A newer program wrote this file: it may be read only. */
  readonly readOnly: boolean;
  /** What own ops are still out on, once it was needed; a transaction that fails forgets it. */
  pending: PendingGroups | undefined;
  /** Ids that are made from now on are above this number; see `nextIdBlock`. */
  idFloor: number | undefined;
  /** What the schemas have taken so far. */
  readonly accepted = new AcceptedValues();
  readonly #statements = new Map<string, AnyStatement>();
  readonly #listeners = new Set<(changed: readonly ChangedRow[]) => void>();

  constructor(raw: Database, settings: { log: DatabaseLog; now: () => number; readOnly: boolean }) {
    this.raw = raw;
    this.log = settings.log;
    this.now = settings.now;
    this.readOnly = settings.readOnly;
  }

  /** The prepared form of a statement; the last few hundred are kept. */
  statement(sql: string): AnyStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = this.raw.prepare<SqlValue[], object>(sql);
    if (this.#statements.size >= keptStatements) {
      const oldest = this.#statements.keys().next();
      if (!oldest.done) this.#statements.delete(oldest.value);
    }
    this.#statements.set(sql, prepared);
    return prepared;
  }

  /** Runs a statement that writes; returns the number of rows it changed. */
  run(sql: string, ...params: readonly SqlValue[]): number {
    const start = performance.now();
    const { changes } = this.statement(sql).run(...params);
    this.#timed(sql, start);
    return changes;
  }

  one<R extends object>(sql: string, ...params: readonly SqlValue[]): R | undefined {
    const start = performance.now();
    const row = this.statement(sql).get(...params);
    this.#timed(sql, start);
    return row as R | undefined;
  }

  all<R extends object>(sql: string, ...params: readonly SqlValue[]): readonly R[] {
    const start = performance.now();
    const rows = this.statement(sql).all(...params);
    this.#timed(sql, start);
    return rows as R[];
  }

  #timed(sql: string, start: number): void {
    const milliseconds = performance.now() - start;
    if (milliseconds > slowMs) this.log.slowQuery(sql, milliseconds);
  }

  /**
   * Runs `work` in one transaction, which is on disk when this returns.
   *
   * @throws whatever `work` throws, and OutpostError `disk_full`, `vault_busy` or `vault_damaged`: nothing has changed
   */
  transaction<R>(work: () => R): R {
    try {
      this.statement('BEGIN IMMEDIATE').run();
    } catch (thrown) {
      throw storageError(thrown);
    }
    try {
      const result = work();
      this.statement('COMMIT').run();
      return result;
    } catch (thrown) {
      this.pending = undefined;
      if (this.raw.inTransaction) this.statement('ROLLBACK').run();
      throw storageError(thrown);
    }
  }

  /** Calls `listener` whenever rows have changed; returns the way to stop. */
  onChange(listener: (changed: readonly ChangedRow[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  /** Tells the listeners, after the transaction: a listener that throws changes nothing any more. */
  announce(changed: readonly ChangedRow[]): void {
    if (changed.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(changed);
      } catch (thrown) {
        this.log.listenerFailed(thrown);
      }
    }
  }
}
