import { randomUUID } from 'node:crypto';
import type { FieldDatabase } from '#db/database.ts';
import { OutpostError } from '#shared/errors.ts';
import type { CellIssue, RosterRow } from '#shared/ipc/imports.ts';
import type { RosterPlace } from './roster-rows.ts';
import type { Sheet } from './sheet.ts';

/** A file between being read and being imported. */
export interface PendingImport {
  readonly sheets: readonly Sheet[];
  /** What the last preview showed; nothing else is ever imported. */
  preview: PreviewedImport | undefined;
}

/** What was shown of a file before it is imported. */
export interface PreviewedImport {
  readonly eventId: number;
  readonly sheet: Sheet;
  readonly place: RosterPlace;
  readonly rows: readonly RosterRow[];
  readonly issues: readonly CellIssue[];
}

/** What an import made. */
export interface MadeByImport {
  readonly eventId: number;
  /** People that it added, with the vetting that the file told of them. */
  readonly added: readonly { readonly personId: number; readonly vettingId: number | undefined }[];
  /** Known and new people that came on the roster. */
  readonly enrolled: readonly number[];
  /** People who had withdrawn before and came back on it. */
  readonly returned: readonly number[];
}

/** What an import made, for taking it back in this session. */
export interface FinishedImport extends MadeByImport {
  /** The last op of the import: rows that carry a later one were changed since. */
  readonly lastSeq: number;
}

interface Files {
  readonly pending: Map<string, PendingImport>;
  readonly finished: Map<string, FinishedImport>;
  /** Stops what is being read. */
  reading: AbortController;
}

/** Files held at once: each may be tens of megabytes. */
const mostPending = 4;

// Tied to the open database: they go when the vault locks.
const files = new WeakMap<FieldDatabase, Files>();

function filesOf(db: FieldDatabase): Files {
  const known = files.get(db);
  if (known) return known;
  const made: Files = { pending: new Map(), finished: new Map(), reading: new AbortController() };
  files.set(db, made);
  return made;
}

/**
 * Keeps a file that was read until it is imported, discarded, or the vault locks.
 *
 * @param db the open database
 * @param sheets what was read
 * @returns the name under which it is asked for
 */
export function keepImport(db: FieldDatabase, sheets: readonly Sheet[]): string {
  const { pending } = filesOf(db);
  const oldest = pending.keys().next();
  if (pending.size >= mostPending && !oldest.done) pending.delete(oldest.value);
  const importId = randomUUID();
  pending.set(importId, { sheets, preview: undefined });
  return importId;
}

/**
 * @param db the open database
 * @param importId what `keepImport` gave
 * @returns the file
 * @throws OutpostError `not_found` when it is gone: imported, discarded, or the vault was locked meanwhile
 */
export function pendingImport(db: FieldDatabase, importId: string): PendingImport {
  const found = filesOf(db).pending.get(importId);
  if (found) return found;
  throw new OutpostError('not_found', 'The file is not at hand any more. Choose it again.', {
    details: { field: 'importId' },
  });
}

/**
 * @param db the open database
 * @returns aborted by `stopReading`
 */
export function readingSignal(db: FieldDatabase): AbortSignal {
  return filesOf(db).reading.signal;
}

/** Stops reading whatever is being read. */
export function stopReading(db: FieldDatabase): void {
  const known = filesOf(db);
  known.reading.abort();
  known.reading = new AbortController();
}

/** Forgets a file. */
export function discardImport(db: FieldDatabase, importId: string): void {
  filesOf(db).pending.delete(importId);
}

/**
 * Remembers what an import made.
 *
 * @returns the token with which it can be taken back in this session
 */
export function rememberImport(db: FieldDatabase, made: FinishedImport): string {
  const undoToken = randomUUID();
  filesOf(db).finished.set(undoToken, made);
  return undoToken;
}

/**
 * @param db the open database
 * @param undoToken what `rememberImport` gave
 * @returns what the import made
 * @throws OutpostError `not_found` for an unknown or used token
 */
export function finishedImport(db: FieldDatabase, undoToken: string): FinishedImport {
  const made = filesOf(db).finished.get(undoToken);
  if (made) return made;
  throw new OutpostError('not_found', 'This import cannot be taken back any more.', {
    details: { field: 'undoToken' },
  });
}

/** Forgets an import that was taken back. */
export function forgetImport(db: FieldDatabase, undoToken: string): void {
  filesOf(db).finished.delete(undoToken);
}
