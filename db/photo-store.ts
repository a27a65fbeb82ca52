import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { OutpostError } from '#shared/errors.ts';
import { openEncrypted, storageError } from './open.ts';

/** How to open the pictures of a vault. */
export interface PhotoStoreOptions {
  readonly file: string;
  /** The vault's data key: 32 bytes. */
  readonly key: Uint8Array;
  /** Compiled SQLite addon, for runtimes on which the packaged one does not load. */
  readonly nativeBinding?: string | undefined;
  /** Fail when the file is missing, instead of making it. */
  readonly mustExist?: boolean;
}

/** A picture with its thumbnail, both JPEG. */
export interface StoredPhoto {
  readonly sha256: string;
  readonly picture: Uint8Array;
  readonly thumbnail: Uint8Array;
}

/** Schema of the file, by version. Released steps never change. */
const steps: readonly string[] = [
  `CREATE TABLE picture (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    bytes BLOB NOT NULL,
    -- Since when no live record names it, ms since 1970 UTC.
    left_ms INTEGER
  ) STRICT;
  CREATE TABLE thumbnail (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE TABLE arriving (
    sha256 TEXT NOT NULL,
    at INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (sha256, at)
  ) STRICT;`,
];

/**
 * The pictures of a vault, in an encrypted file of their own: each once, by its hash. The records say what they are.
 */
export class PhotoStore {
  readonly #raw: Database;

  /** Opens the file, makes it when it is missing, and brings its schema up to date. Throws what `openEncrypted` throws. */
  constructor(options: PhotoStoreOptions) {
    this.#raw = openEncrypted(options);
    try {
      migrate(this.#raw);
    } catch (thrown) {
      this.#raw.close();
      throw storageError(thrown);
    }
  }

  get file(): string {
    return this.#raw.name;
  }

  /** Keeps a photo; on disk when this returns. One that is here already stays as it is. */
  put({ sha256, picture, thumbnail }: StoredPhoto): void {
    this.#change(() => {
      this.#run('INSERT INTO picture (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING', sha256, picture);
      this.#run('UPDATE picture SET left_ms = NULL WHERE sha256 = ?', sha256);
      this.#keepThumbnail(sha256, thumbnail);
    });
  }

  putThumbnail(sha256: string, bytes: Uint8Array): void {
    this.#change(() => this.#keepThumbnail(sha256, bytes));
  }

  /** The picture, or undefined when it is not here. */
  picture(sha256: string): Uint8Array | undefined {
    return this.#one<{ bytes: Uint8Array }>('SELECT bytes FROM picture WHERE sha256 = ?', sha256)?.bytes;
  }

  thumbnail(sha256: string): Uint8Array | undefined {
    return this.#one<{ bytes: Uint8Array }>('SELECT bytes FROM thumbnail WHERE sha256 = ?', sha256)?.bytes;
  }

  /** Thumbnails of many photos in one query; those that are not here are left out. */
  thumbnails(hashes: readonly string[]): ReadonlyMap<string, Uint8Array> {
    const rows = this.#all<{ sha256: string; bytes: Uint8Array }>(thumbnailsSql, JSON.stringify(hashes));
    return new Map(rows.map(({ sha256, bytes }) => [sha256, bytes]));
  }

  /** Which of these photos have their thumbnail here. */
  withThumbnail(hashes: readonly string[]): ReadonlySet<string> {
    const rows = this.#all<{ sha256: string }>(thumbnailHeldSql, JSON.stringify(hashes));
    return new Set(rows.map(({ sha256 }) => sha256));
  }

  /** Which of these pictures are here. */
  held(hashes: readonly string[]): ReadonlySet<string> {
    const rows = this.#all<{ sha256: string }>(heldSql, JSON.stringify(hashes));
    return new Set(rows.map(({ sha256 }) => sha256));
  }

  /** Bytes of a picture that have come from headquarters so far. */
  arrived(sha256: string): number {
    const sql = 'SELECT coalesce(sum(length(bytes)), 0) AS n FROM arriving WHERE sha256 = ?';
    return this.#one<{ n: number }>(sql, sha256)?.n ?? 0;
  }

  /** Keeps the next bytes of a picture that is coming from headquarters. */
  append(sha256: string, bytes: Uint8Array): void {
    const at = this.arrived(sha256);
    this.#change(() =>
      this.#run('INSERT INTO arriving (sha256, at, bytes) VALUES (?, ?, ?)', sha256, at, bytes),
    );
  }

  /**
   * Ends the arrival of a picture.
   *
   * @param sha256 its hash, which its bytes must have
   * @throws OutpostError `photo_mismatch`: then it begins anew
   */
  completeArrival(sha256: string): void {
    const parts = this.#all<{ bytes: Uint8Array }>(
      'SELECT bytes FROM arriving WHERE sha256 = ? ORDER BY at',
      sha256,
    );
    const bytes = Buffer.concat(parts.map((part) => part.bytes));
    const whole = hashOf(bytes) === sha256;
    this.#change(() => {
      this.#run('DELETE FROM arriving WHERE sha256 = ?', sha256);
      if (whole)
        this.#run('INSERT INTO picture (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING', sha256, bytes);
    });
    if (!whole) throw new OutpostError('photo_mismatch', 'The picture that arrived is another one.');
  }

  /**
   * Forgets pictures that no live record has named for a while.
   *
   * @param named hashes that live records name
   * @param now ms since 1970 UTC
   * @param patienceMs how long a picture stays after the last record let go of it: a removal may be undone
   * @returns how many were forgotten
   */
  sweep(named: ReadonlySet<string>, now: number, patienceMs: number): number {
    const unnamed = this.#all<{ sha256: string }>(allSql)
      .map(({ sha256 }) => sha256)
      .filter((sha256) => !named.has(sha256));
    const list = JSON.stringify(unnamed);
    return this.#change(() => {
      this.#run(
        `UPDATE picture SET left_ms = NULL WHERE left_ms IS NOT NULL AND sha256 NOT IN (${listed})`,
        list,
      );
      this.#run(`UPDATE picture SET left_ms = ? WHERE left_ms IS NULL AND sha256 IN (${listed})`, now, list);
      const gone = this.#run('DELETE FROM picture WHERE left_ms <= ?', now - patienceMs);
      const orphans = `sha256 IN (${listed}) AND sha256 NOT IN (SELECT sha256 FROM picture)`;
      this.#run(`DELETE FROM thumbnail WHERE ${orphans}`, list);
      this.#run(`DELETE FROM arriving WHERE ${orphans}`, list);
      return gone;
    });
  }

  /** Looks through the file, a picture at each step: what does not fit, in English, without anything of a record. */
  *faults(): Generator<string | undefined> {
    for (const row of this.#raw.pragma('integrity_check') as readonly Readonly<Record<string, string>>[]) {
      const [line = 'ok'] = Object.values(row);
      yield line === 'ok' ? undefined : line;
    }
    const ids = this.#all<{ id: number }>('SELECT id FROM picture ORDER BY id');
    for (const { id } of ids) {
      const row = this.#one<{ sha256: string; bytes: Uint8Array }>(
        'SELECT sha256, bytes FROM picture WHERE id = ?',
        id,
      );
      const fits = !row || hashOf(row.bytes) === row.sha256;
      yield fits ? undefined : `photo ${row.sha256.slice(0, 16)} is not what its hash says`;
    }
  }

  /** Writes a consistent copy under the same key. Throws `disk_full`. */
  copyTo(file: string): void {
    try {
      this.#raw.prepare('VACUUM INTO ?').run(file);
    } catch (thrown) {
      throw storageError(thrown);
    }
  }

  close(): void {
    if (this.#raw.open) this.#raw.close();
  }

  /** Steps of a query's plan, for the test that looks at them. */
  planOf(sql: string): readonly string[] {
    return this.#all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, '[]').map(({ detail }) => detail);
  }

  #keepThumbnail(sha256: string, bytes: Uint8Array): void {
    this.#run('INSERT INTO thumbnail (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING', sha256, bytes);
  }

  #change<R>(work: () => R): R {
    try {
      return this.#raw.transaction(work).immediate();
    } catch (thrown) {
      throw storageError(thrown);
    }
  }

  #run(sql: string, ...params: readonly (string | number | Uint8Array)[]): number {
    return this.#raw.prepare(sql).run(...params).changes;
  }

  #one<R>(sql: string, ...params: readonly (string | number)[]): R | undefined {
    return this.#raw.prepare(sql).get(...params) as R | undefined;
  }

  #all<R>(sql: string, ...params: readonly (string | number)[]): readonly R[] {
    return this.#raw.prepare(sql).all(...params) as R[];
  }
}

const listed = 'SELECT value FROM json_each(?)';
/** The thumbnails of a record: one look-up for each, no walk through the file. */
export const thumbnailsSql = `SELECT t.sha256, t.bytes FROM json_each(?) wanted
  CROSS JOIN thumbnail t ON t.sha256 = wanted.value`;
/** Which pictures are here: read from the index alone, never from the pictures. */
export const heldSql = `SELECT p.sha256 FROM json_each(?) wanted CROSS JOIN picture p ON p.sha256 = wanted.value`;
const thumbnailHeldSql = `SELECT t.sha256 FROM json_each(?) wanted CROSS JOIN thumbnail t ON t.sha256 = wanted.value`;
const allSql =
  'SELECT sha256 FROM picture UNION SELECT sha256 FROM thumbnail UNION SELECT sha256 FROM arriving';

/**
 * @param bytes any bytes
 * @returns SHA-256 as 64 hexadecimal digits: the name of a picture
 */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function migrate(raw: Database): void {
  const version = Number(raw.pragma('user_version', { simple: true }));
  if (version > steps.length)
    throw new OutpostError('vault_newer', 'A newer version wrote the photos of this vault.');
  for (const [index, sql] of steps.entries()) {
    if (index < version) continue;
    raw
      .transaction(() => {
        raw.exec(sql);
        raw.pragma(`user_version = ${index + 1}`);
      })
      .immediate();
  }
}
