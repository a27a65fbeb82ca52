import type { FieldValue } from '#shared/domain/field.ts';
import type { KeyOf, PatchOf, RowOf, Table } from '#shared/domain/table.ts';
import type { ChainHead } from '#shared/sync/op.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A parameter of a query. */
export type SqlValue = FieldValue | Uint8Array;

/** Read access to the field database. It has no way to write: aggregates that only list things take this. */
export interface ReadableDb {
  readonly [readable]: true;
  /** The live row with this key, or undefined when there is none or it was deleted. */
  get<T extends Table>(table: T, key: KeyOf<T>): RowOf<T> | undefined;
  /** All rows of a query. Deleted rows of synced tables are marked by `deleted = 1` and must be left out by the query. */
  all<R extends object>(sql: string, ...params: readonly SqlValue[]): readonly R[];
  /** The first row of a query, or undefined. */
  one<R extends object>(sql: string, ...params: readonly SqlValue[]): R | undefined;
  /** Rows of a query one by one, for exports that must not hold everything in memory. */
  each<R extends object>(sql: string, ...params: readonly SqlValue[]): IterableIterator<R>;
}

/**
 * Write access, only inside `commit`. Every method both changes the row and records the change for the op, and parses
 * the values with the table's schema.
 */
export interface WritableDb extends ReadableDb {
  readonly [writable]: true;
  /** A fresh record id of this device. */
  newId(): number;
  /** Adds a row. Throws `conflicting_state` when a live row has this key; a deleted one comes back to life. */
  insert<T extends Table>(table: T, row: RowOf<T>): void;
  /** Changes fields of a live row. Throws `not_found` when there is none. Fields that keep their value make no op. */
  update<T extends Table>(table: T, key: KeyOf<T>, patch: PatchOf<T>): void;
  /** Adds the row or, when there is one already, changes it to these values. */
  upsert<T extends Table>(table: T, row: RowOf<T>): void;
  /**
   * Says again what a field group of a live row says, by the group's number, so that whoever changed it meanwhile
   * without knowing is asked. Throws `not_found` when there is no such row.
   */
  restate<T extends Table>(table: T, key: KeyOf<T>, group: number): void;
  /** Marks a live row deleted. Throws `not_found` when there is none. */
  remove<T extends Table>(table: T, key: KeyOf<T>): void;
}

/** A row that a commit or an applied delta changed, for events that make screens refetch. */
export interface ChangedRow {
  readonly table: string;
  readonly key: string;
}

export interface Committed<R> {
  readonly value: R;
  /** The ops that were appended: none when nothing really changed. */
  readonly seqs: readonly number[];
  readonly changed: readonly ChangedRow[];
}

/** Who acts: the advisor's id and, for rules of scope, the site under which they record. */
export interface Author {
  readonly advisorId: number;
  readonly site: string;
}

/** The open field database of one vault: one file, one writer. */
export interface FieldDatabase {
  readonly read: ReadableDb;
  /** Device number under which ids and ops are made; `sampleDevice` in the sample mode; undefined before enrolment. */
  readonly device: number | undefined;
  /**
   * The one way to change synced rows: row changes and ops in one transaction, on disk when it returns.
   * Throws what `work` throws, with nothing changed; `not_enrolled` without a device number.
   */
  commit<R>(author: Author, work: (tx: WritableDb) => R): Committed<R>;
  /** Calls `listener` after each commit or applied delta; returns the way to stop. */
  onChange(listener: (changed: readonly ChangedRow[]) => void): () => void;
  head(): ChainHead;
  close(): void;
}
