import type { FieldValue } from '../domain/field.ts';
import { OutpostError } from '../errors.ts';
import { ByteReader, ByteWriter, malformed } from './bytes.ts';
import { maxCells, maxTextUnits } from './change-columns.ts';
import {
  type Compression,
  type Decompress,
  encodingByte,
  encodingOf,
  maxFrameBody,
  unpackBody,
} from './compression.ts';
import { readIntColumn, writeIntColumn } from './int-column.ts';
import { TextHeapReader, TextHeapWriter } from './text-heap.ts';
import { readValueColumn, writeValueColumn } from './value-column.ts';

/** Rows of one table in a snapshot, column by column: every column has `rows` values. */
export interface SnapshotBlock {
  readonly table: number;
  readonly rows: number;
  /** The key's values, in key order. */
  readonly keys: readonly (readonly FieldValue[])[];
  /** Field numbers outside the key, ascending; 0 is `deleted`. */
  readonly fields: readonly number[];
  /** The values of each of `fields`. */
  readonly values: readonly (readonly FieldValue[])[];
  /** Who changed the row last: the advisor's id, the device, and the effective time in ms since 1970 UTC. */
  readonly actors: readonly number[];
  readonly devices: readonly number[];
  readonly times: readonly number[];
}

/** Where parts are fetched: `GET /sync/snapshot/<hexadecimal SHA-256>`, signed (`signed-request.ts`). */
export const snapshotPath = '/sync/snapshot';
/** Content type of a part. */
export const partType = 'application/vnd.outpost.snapshot';

const magic = [0x4f, 0x50, 0x53]; // OPS
const formatVersion = 1;
/** Columns of every block besides keys and fields. */
const authorColumns = 3;

/**
 * @param blocks rows by table; the same rows give the same bytes
 * @param compress how to compress
 * @returns a part of a snapshot: nothing in it says for whom or when it was made, so that what has not changed has the
 *   same hash in every snapshot
 * @throws OutpostError `frame_malformed` for values that cannot be carried; `frame_too_large` for more than a reader takes
 */
export function encodeSnapshotPart(blocks: readonly SnapshotBlock[], compress: Compression): Uint8Array {
  const body = encodeBlocks(blocks);
  return sealPart(body, compress.run(body), compress);
}

/**
 * @param blocks rows by table
 * @returns the part before compression
 * @throws OutpostError as `encodeSnapshotPart`
 */
export function encodeBlocks(blocks: readonly SnapshotBlock[]): Uint8Array {
  const heap = new TextHeapWriter();
  const columns = new ByteWriter();
  let cells = 0;
  let units = 0;
  for (const block of blocks) {
    cells += cellsOf(block.rows, block.keys.length, block.fields.length);
    for (const column of [...block.keys, ...block.values]) units += textUnits(column);
    checkVolume(cells, units);
    writeBlock(columns, block, heap);
  }
  const writer = new ByteWriter();
  writer.uint(blocks.length);
  heap.write(writer);
  writer.bytes(columns.finish());
  if (writer.length > maxFrameBody) throw tooMuch('bytes', writer.length, maxFrameBody);
  return writer.finish();
}

/**
 * @param body what `encodeBlocks` gave
 * @param packed it, compressed
 * @param compress how it was compressed
 * @returns the part
 */
export function sealPart(
  body: Uint8Array,
  packed: Uint8Array,
  compress: Pick<Compression, 'encoding'>,
): Uint8Array {
  const writer = new ByteWriter();
  for (const byte of magic) writer.byte(byte);
  writer.uint(formatVersion);
  writer.byte(encodingByte(compress.encoding));
  writer.uint(body.length);
  writer.bytes(packed);
  return writer.finish();
}

/**
 * @param bytes a part; the caller has checked its hash
 * @param decompress undoes compression
 * @returns its blocks
 * @throws OutpostError `frame_malformed`, `frame_too_large` or `unsupported_protocol`
 */
export function decodeSnapshotPart(bytes: Uint8Array, decompress: Decompress): readonly SnapshotBlock[] {
  const head = new ByteReader(bytes);
  for (const byte of magic) if (head.byte() !== byte) throw malformed('it is no part of a snapshot');
  const version = head.uint();
  if (version !== formatVersion) {
    throw new OutpostError('unsupported_protocol', `A snapshot of format ${version} cannot be read here.`);
  }
  const encoding = encodingOf(head.byte());
  const length = head.uint();
  const body = unpackBody(encoding, head.bytes(head.remaining), length, decompress);
  const reader = new ByteReader(body);
  const count = reader.count(authorColumns);
  const heap = new TextHeapReader(reader, Math.min(maxCells, body.length));
  const blocks: SnapshotBlock[] = [];
  let cells = 0;
  for (let left = count; left > 0; left--) {
    const block = readBlock(reader, heap, cells);
    cells += cellsOf(block.rows, block.keys.length, block.fields.length);
    blocks.push(block);
  }
  reader.end();
  heap.end();
  return blocks;
}

function writeBlock(writer: ByteWriter, block: SnapshotBlock, heap: TextHeapWriter): void {
  if (block.rows < 1) throw malformed('a block needs a row');
  if (block.values.length !== block.fields.length) throw malformed('a field has no column');
  writer.uint(block.table);
  writer.uint(block.rows);
  writer.uint(block.keys.length);
  writer.uint(block.fields.length);
  let previous = -1;
  for (const field of block.fields) {
    if (field <= previous) throw malformed('field numbers must ascend');
    writer.uint(field - previous - 1);
    previous = field;
  }
  for (const column of [...block.keys, ...block.values]) {
    if (column.length !== block.rows) throw malformed('a column has another length than its block');
    writeValueColumn(writer, column, heap);
  }
  for (const column of [block.actors, block.devices, block.times]) {
    if (column.length !== block.rows) throw malformed('a column has another length than its block');
    writeIntColumn(writer, column);
  }
}

function readBlock(reader: ByteReader, heap: TextHeapReader, cellsBefore: number): SnapshotBlock {
  const table = reader.uint();
  const rows = reader.uint();
  const keyCount = reader.count(1);
  const fields: number[] = [];
  let previous = -1;
  for (let left = reader.count(1); left > 0; left--) {
    previous += 1 + reader.uint();
    if (!Number.isSafeInteger(previous)) throw malformed('a field number is too great');
    fields.push(previous);
  }
  if (rows < 1) throw malformed('a block needs a row');
  checkVolume(cellsBefore + cellsOf(rows, keyCount, fields.length), 0);
  const values = (): readonly FieldValue[] => readValueColumn(reader, rows, heap);
  const integers = (): readonly number[] => readIntColumn(reader, rows);
  return {
    table,
    rows,
    keys: Array.from({ length: keyCount }, values),
    fields,
    values: Array.from({ length: fields.length }, values),
    actors: integers(),
    devices: integers(),
    times: integers(),
  };
}

function cellsOf(rows: number, keys: number, fields: number): number {
  return rows * (keys + fields + authorColumns);
}

function textUnits(column: readonly FieldValue[]): number {
  let units = 0;
  for (const value of column) if (typeof value === 'string') units += value.length;
  return units;
}

function checkVolume(cells: number, units: number): void {
  if (cells > maxCells) throw tooMuch('values', cells, maxCells);
  if (units > maxTextUnits) throw tooMuch('characters', units, maxTextUnits);
}

function tooMuch(what: string, found: number, limit: number): OutpostError {
  return new OutpostError(
    'frame_too_large',
    `A part of a snapshot with ${found} ${what} is above the limit of ${limit}.`,
    {
      details: { found, limit },
    },
  );
}
