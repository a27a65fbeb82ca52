import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

/** What an archive says first. */
export const archiveHeader = z.object({
  format: z.literal('outpost-backup'),
  version: z.literal(1),
  /** Number of the last migration that the database had. */
  migration: z.int(),
  /** The moment of which it is a copy. */
  takenAt: z.string(),
  hqId: z.string(),
  /** Headquarters' position. */
  position: z.int(),
  /** Monthly partitions of the frames, by name. */
  partitions: z.array(z.string().regex(/^frame_\d{4}_\d{2}$/)),
});
export type ArchiveHeader = z.infer<typeof archiveHeader>;

/** A table of the archive, in the order in which tables are written and read. */
export const archiveTable = z.object({
  schema: z.string().regex(/^[a-z_]+$/),
  name: z.string().regex(/^[a-z_]+$/),
  columns: z.array(z.string().regex(/^[a-z_0-9]+$/)),
});
export type ArchiveTable = z.infer<typeof archiveTable>;

/** What follows the rows of a table. */
const tableEnd = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int() });
export type TableEnd = z.infer<typeof tableEnd>;

const archiveEnd = z.object({ end: z.literal(true) });

/**
 * Writes an archive: one gzip stream of lines of JSON and, for each table, its rows as PostgreSQL's COPY gives them, in
 * chunks with their length before them.
 */
export class ArchiveWriter {
  readonly #gzip = createGzip({ level: 6 });
  readonly #file: Promise<void>;
  readonly #hash = createHash('sha256');
  #size = 0;

  /**
   * @param file path of the archive; must not exist
   * @param header what it says first
   */
  constructor(file: string, header: ArchiveHeader) {
    const sink = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
    const measure = new Transform({
      transform: (chunk: Uint8Array, _encoding, done) => {
        this.#hash.update(chunk);
        this.#size += chunk.length;
        done(null, chunk);
      },
    });
    this.#file = pipeline(this.#gzip, measure, sink);
    // Whoever finishes or abandons it hears of a failure; until then nobody waits.
    this.#file.catch(() => undefined);
    this.#line(header);
  }

  /**
   * @param table which one
   * @param rows its rows as COPY gives them
   * @returns what they were
   */
  async table(table: ArchiveTable, rows: AsyncIterable<Uint8Array>): Promise<TableEnd> {
    this.#line(table);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of rows) {
      if (chunk.length === 0) continue;
      hash.update(chunk);
      bytes += chunk.length;
      this.#gzip.write(`${chunk.length}\n`);
      if (!this.#gzip.write(chunk)) await this.#drained();
    }
    this.#gzip.write('0\n');
    const end = { sha256: hash.digest('hex'), bytes };
    this.#line(end);
    return end;
  }

  /** Ends the archive. Returns its size and hash once it is on disk. */
  async finish(): Promise<{ readonly size: number; readonly sha256: Uint8Array }> {
    this.#line({ end: true });
    this.#gzip.end();
    await this.#file;
    return { size: this.#size, sha256: new Uint8Array(this.#hash.digest()) };
  }

  /** Stops in the middle; the file is left as it is. */
  async abandon(): Promise<void> {
    this.#gzip.destroy();
    await this.#file.catch(() => undefined);
  }

  async #drained(): Promise<void> {
    const drain = new Promise<void>((resolve) => this.#gzip.once('drain', resolve));
    // A full disk ends the pipeline: then nothing drains any more.
    await Promise.race([drain, this.#file]);
  }

  #line(value: unknown): void {
    this.#gzip.write(`${JSON.stringify(value)}\n`);
  }
}

/** A table of an archive while it is read. */
export interface ReadTable {
  readonly table: ArchiveTable;
  /** Its rows as COPY takes them; must be read to the end. Throws Error when they are not what they were. */
  readonly rows: AsyncIterable<Uint8Array>;
}

/**
 * Reads an archive.
 *
 * @param file path of the archive
 * @returns its header, and its tables one after the other
 * @throws Error when it is no archive, of another version, cut or damaged
 */
export async function readArchive(
  file: string,
): Promise<{ readonly header: ArchiveHeader; readonly tables: AsyncGenerator<ReadTable> }> {
  const source = new ByteSource(file);
  const header = archiveHeader.parse(JSON.parse(await source.line()));
  return { header, tables: readTables(source) };
}

async function* readTables(source: ByteSource): AsyncGenerator<ReadTable> {
  try {
    for (;;) {
      const next: unknown = JSON.parse(await source.line());
      if (archiveEnd.safeParse(next).success) break;
      yield { table: archiveTable.parse(next), rows: readRows(source) };
    }
    await source.end();
  } finally {
    source.close();
  }
}

async function* readRows(source: ByteSource): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for (;;) {
    const length = Number(await source.line());
    if (!Number.isSafeInteger(length) || length < 0) throw damaged();
    if (length === 0) break;
    const chunk = await source.bytes(length);
    hash.update(chunk);
    bytes += length;
    yield chunk;
  }
  const end = tableEnd.parse(JSON.parse(await source.line()));
  if (end.bytes !== bytes || end.sha256 !== hash.digest('hex')) throw damaged();
}

const longestLine = 1024 * 1024;

/** The unpacked bytes of a file, taken line by line and piece by piece. */
class ByteSource {
  readonly #stream: NodeJS.ReadableStream & AsyncIterable<Buffer>;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #done: Promise<void>;
  #held: Buffer = Buffer.alloc(0);

  constructor(file: string) {
    const gunzip = createGunzip();
    this.#done = pipeline(createReadStream(file), gunzip);
    this.#done.catch(() => undefined);
    this.#stream = gunzip;
    this.#chunks = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf(10);
      if (end >= 0) return (await this.bytes(end + 1)).subarray(0, end).toString('utf8');
      if (this.#held.length > longestLine || !(await this.#more())) throw damaged();
    }
  }

  async bytes(count: number): Promise<Buffer> {
    while (this.#held.length < count) if (!(await this.#more())) throw damaged();
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  /** Throws unless everything was read. */
  async end(): Promise<void> {
    if (this.#held.length > 0 || (await this.#more())) throw damaged();
    await this.#done;
  }

  close(): void {
    if ('destroy' in this.#stream && typeof this.#stream.destroy === 'function') this.#stream.destroy();
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next().catch((cause: unknown) => {
      throw damaged(cause);
    });
    if (next.done) return false;
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
    return true;
  }
}

function damaged(cause?: unknown): Error {
  return new Error('The backup is cut or damaged.', { cause });
}
