import { ByteReader, ByteWriter, malformed } from './bytes.ts';
import { maxCells, readChangeColumns, writeChangeColumns } from './change-columns.ts';
import { type DeltaEntry, deltaKinds } from './delta-entry.ts';
import { readIntColumn, writeIntColumn } from './int-column.ts';
import type { Op } from './op.ts';
import { TextHeapReader, TextHeapWriter } from './text-heap.ts';

/** Most ops or entries in one body. */
export const maxRecords = 2 ** 16;

const opColumns = 7;
const entryColumns = 7;

/**
 * @param ops ops in order
 * @returns their compact form, column by column, before compression
 * @throws OutpostError `frame_malformed` when an op has no canonical form; `frame_too_large` when they unfold to more
 *   than a reader takes (`maxRecords`, `maxCells`, `maxTextUnits`)
 */
export function encodeOps(ops: readonly Op[]): Uint8Array {
  return encodeRecords(ops.length, (writer, heap) => {
    const column = (pick: (op: Op) => number): void => writeIntColumn(writer, ops.map(pick));
    column((op) => unsigned(op.seq));
    column((op) => op.seq - unsigned(op.first));
    column((op) => unsigned(op.hlc.ms));
    column((op) => unsigned(op.hlc.counter));
    column((op) => unsigned(op.seen));
    column((op) => unsigned(op.actor));
    column((op) => unsigned(op.schema));
    writeChangeColumns(
      writer,
      ops.map((op) => op.changes),
      heap,
    );
  });
}

/**
 * @param bytes what `encodeOps` gave
 * @returns the ops, exactly
 * @throws OutpostError `frame_malformed` or `frame_too_large` for anything else; never allocates much for few bytes
 */
export function decodeOps(bytes: Uint8Array): readonly Op[] {
  return decodeRecords(bytes, (reader, count, heap) => {
    const [seq, back, ms, counter, seen, actor, schema] = readColumns(reader, count, opColumns);
    const changes = readChangeColumns(reader, count, heap);
    return Array.from({ length: count }, (_, row): Op => {
      const number = unsigned(seq?.[row]);
      return {
        seq: number,
        first: unsigned(number - (back?.[row] ?? 0)),
        hlc: { ms: unsigned(ms?.[row]), counter: unsigned(counter?.[row]) },
        seen: unsigned(seen?.[row]),
        actor: unsigned(actor?.[row]),
        schema: unsigned(schema?.[row]),
        changes: changes[row] ?? [],
      };
    });
  });
}

/**
 * @param entries entries of headquarters' stream, in order
 * @returns their compact form, column by column, before compression
 * @throws OutpostError as `encodeOps`
 */
export function encodeEntries(entries: readonly DeltaEntry[]): Uint8Array {
  return encodeRecords(entries.length, (writer, heap) => {
    const column = (pick: (entry: DeltaEntry) => number): void => writeIntColumn(writer, entries.map(pick));
    column((entry) => unsigned(entry.hqSeq));
    column((entry) => unsigned(entry.device));
    column((entry) => unsigned(entry.seq));
    column((entry) => unsigned(entry.actor));
    column((entry) => unsigned(entry.hlc.ms));
    column((entry) => unsigned(entry.hlc.counter));
    column((entry) => deltaKinds.indexOf(entry.kind));
    writeChangeColumns(
      writer,
      entries.map((entry) => entry.changes),
      heap,
    );
    writeChangeColumns(
      writer,
      entries.map((entry) =>
        entry.lost.map(({ table, key, group }) => ({ table, key, fields: [[group, null]] })),
      ),
      heap,
    );
  });
}

/**
 * @param bytes what `encodeEntries` gave
 * @returns the entries, exactly
 * @throws OutpostError as `decodeOps`
 */
export function decodeEntries(bytes: Uint8Array): readonly DeltaEntry[] {
  return decodeRecords(bytes, (reader, count, heap) => {
    const [hqSeq, device, seq, actor, ms, counter, kinds] = readColumns(reader, count, entryColumns);
    const changes = readChangeColumns(reader, count, heap);
    const lost = readChangeColumns(reader, count, heap);
    return Array.from({ length: count }, (_, row): DeltaEntry => {
      const kind = deltaKinds[kinds?.[row] ?? 0];
      if (!kind) throw malformed('an entry is of unknown kind');
      return {
        hqSeq: unsigned(hqSeq?.[row]),
        device: unsigned(device?.[row]),
        seq: unsigned(seq?.[row]),
        actor: unsigned(actor?.[row]),
        hlc: { ms: unsigned(ms?.[row]), counter: unsigned(counter?.[row]) },
        kind,
        changes: changes[row] ?? [],
        lost: (lost[row] ?? []).map(({ table, key, fields }) => {
          const field = fields[0];
          if (!field || fields.length > 1) throw malformed('a lost group names no group');
          return { table, key, group: field[0] };
        }),
      };
    });
  });
}

function encodeRecords(count: number, write: (writer: ByteWriter, heap: TextHeapWriter) => void): Uint8Array {
  const heap = new TextHeapWriter();
  const columns = new ByteWriter();
  write(columns, heap);
  const writer = new ByteWriter();
  writer.uint(checkedCount(count));
  heap.write(writer);
  writer.bytes(columns.finish());
  return writer.finish();
}

function decodeRecords<T>(
  bytes: Uint8Array,
  read: (reader: ByteReader, count: number, heap: TextHeapReader) => readonly T[],
): readonly T[] {
  const reader = new ByteReader(bytes);
  const count = checkedCount(reader.uint());
  const heap = new TextHeapReader(reader, Math.min(maxCells, bytes.length));
  const records = read(reader, count, heap);
  reader.end();
  heap.end();
  return records;
}

function readColumns(reader: ByteReader, count: number, columns: number): readonly (readonly number[])[] {
  return Array.from({ length: columns }, () => readIntColumn(reader, count));
}

function checkedCount(count: number): number {
  if (count > maxRecords) throw malformed(`${count} records are more than ${maxRecords}`);
  return count;
}

function unsigned(value: number | undefined): number {
  if (value === undefined || !Number.isSafeInteger(value) || value < 0)
    throw malformed(`${value} is negative`);
  return value;
}
