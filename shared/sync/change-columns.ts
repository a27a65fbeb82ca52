import type { FieldValue } from '../domain/field.ts';
import { OutpostError } from '../errors.ts';
import { type ByteReader, type ByteWriter, malformed } from './bytes.ts';
import { readIntColumn, writeIntColumn } from './int-column.ts';
import type { Change } from './op.ts';
import type { TextHeapReader, TextHeapWriter } from './text-heap.ts';
import { readValueColumn, writeValueColumn } from './value-column.ts';

/**
 * Most cells (key and field values, plus two a change) in one body, and most UTF-16 units in their texts, repeats
 * counted: what repeats takes no bytes, so the length of the input alone does not bound what it unfolds to.
 */
export const maxCells = 2 ** 20;
export const maxTextUnits = 2 ** 24;

/** The changes that touch the same fields of the same table, row under row. */
interface Shape {
  readonly table: number;
  readonly keys: number;
  readonly fields: readonly number[];
  readonly rows: Change[];
}

/**
 * Writes lists of changes column by column: one block of columns for each table and set of fields.
 *
 * @param writer where to
 * @param lists changes of each op
 * @param heap takes the texts
 * @throws OutpostError `frame_malformed` when fields do not ascend; `frame_too_large` above `maxCells` or `maxTextUnits`
 */
export function writeChangeColumns(
  writer: ByteWriter,
  lists: readonly (readonly Change[])[],
  heap: TextHeapWriter,
): void {
  const changes = lists.flat();
  checkVolume(changes);
  const shapes = new Map<string, Shape>();
  const order = new Map<string, number>();
  const codes = changes.map((change) => {
    const name = shapeName(change);
    const known = order.get(name);
    shapes.get(name)?.rows.push(change);
    if (known !== undefined) return known + 1;
    order.set(name, order.size);
    shapes.set(name, shapeOf(change));
    return 0;
  });
  writeIntColumn(
    writer,
    lists.map((list) => list.length),
  );
  writeIntColumn(writer, codes);
  for (const shape of shapes.values()) writeShape(writer, shape, heap);
}

/**
 * @param reader where from
 * @param count how many lists
 * @param heap has the texts
 * @returns the lists of changes
 * @throws OutpostError `frame_malformed`, `frame_too_large`
 */
export function readChangeColumns(
  reader: ByteReader,
  count: number,
  heap: TextHeapReader,
): readonly (readonly Change[])[] {
  const lengths = readIntColumn(reader, count);
  let total = 0;
  for (const length of lengths) {
    if (length < 0) throw malformed('a list has a negative length');
    total += length;
    checkCells(total * 2);
  }
  const codes = readIntColumn(reader, total);
  const rowsOf = rowsPerShape(codes);
  let cells = total * 2;
  const shapes = rowsOf.map((rows) => {
    const { table, keys, fields } = readShapeHead(reader);
    cells += rows * (keys + fields.length);
    checkCells(cells);
    return readShape(reader, rows, table, keys, fields, heap);
  });
  const changes = inOrder(codes, shapes);
  checkVolume(changes);
  let offset = 0;
  return lengths.map((length) => {
    offset += length;
    return changes.slice(offset - length, offset);
  });
}

function writeShape(writer: ByteWriter, shape: Shape, heap: TextHeapWriter): void {
  writer.uint(shape.table);
  writer.uint(shape.keys);
  writer.uint(shape.fields.length);
  let previous = -1;
  for (const field of shape.fields) {
    writer.uint(field - previous - 1);
    previous = field;
  }
  for (let index = 0; index < shape.keys; index++) {
    writeValueColumn(
      writer,
      shape.rows.map((row) => row.key[index] ?? null),
      heap,
    );
  }
  for (let index = 0; index < shape.fields.length; index++) {
    writeValueColumn(
      writer,
      shape.rows.map((row) => row.fields[index]?.[1] ?? null),
      heap,
    );
  }
}

function readShapeHead(reader: ByteReader): Omit<Shape, 'rows'> {
  const table = reader.uint();
  const keys = reader.count(1);
  const fields: number[] = [];
  let previous = -1;
  for (let left = reader.count(1); left > 0; left--) {
    previous += 1 + reader.uint();
    if (!Number.isSafeInteger(previous)) throw malformed('a field number is too great');
    fields.push(previous);
  }
  return { table, keys, fields };
}

function readShape(
  reader: ByteReader,
  rows: number,
  table: number,
  keys: number,
  fields: readonly number[],
  heap: TextHeapReader,
): readonly Change[] {
  const column = (): readonly FieldValue[] => readValueColumn(reader, rows, heap);
  const keyColumns = Array.from({ length: keys }, column);
  const fieldColumns = Array.from({ length: fields.length }, column);
  return Array.from({ length: rows }, (_, row) => ({
    table,
    key: keyColumns.map((values) => values[row] ?? null),
    fields: fields.map((field, index) => [field, fieldColumns[index]?.[row] ?? null] as const),
  }));
}

function rowsPerShape(codes: readonly number[]): readonly number[] {
  const rows: number[] = [];
  for (const code of codes) {
    if (code === 0) {
      rows.push(1);
      continue;
    }
    const before = rows[code - 1];
    if (before === undefined) throw malformed('a change has no shape');
    rows[code - 1] = before + 1;
  }
  return rows;
}

function inOrder(codes: readonly number[], shapes: readonly (readonly Change[])[]): readonly Change[] {
  const next: number[] = [];
  return codes.map((code) => {
    const shape = code === 0 ? next.push(0) - 1 : code - 1;
    const row = next[shape] ?? 0;
    next[shape] = row + 1;
    const change = shapes[shape]?.[row];
    if (!change) throw malformed('a change has no shape');
    return change;
  });
}

function shapeName(change: Change): string {
  let name = `${change.table}:${change.key.length}`;
  for (const [field] of change.fields) name += `,${field}`;
  return name;
}

function shapeOf(change: Change): Shape {
  const fields = change.fields.map(([field]) => field);
  fields.reduce((previous, field) => {
    if (field <= previous) throw malformed('field numbers must ascend');
    return field;
  }, -1);
  return { table: change.table, keys: change.key.length, fields, rows: [change] };
}

function checkVolume(changes: readonly Change[]): void {
  let cells = 0;
  let units = 0;
  for (const { key, fields } of changes) {
    cells += 2 + key.length + fields.length;
    for (const value of key) if (typeof value === 'string') units += value.length;
    for (const [, value] of fields) if (typeof value === 'string') units += value.length;
  }
  checkCells(cells);
  if (units > maxTextUnits) throw tooMuch('characters', units, maxTextUnits);
}

function checkCells(cells: number): void {
  if (cells > maxCells) throw tooMuch('values', cells, maxCells);
}

function tooMuch(what: string, found: number, limit: number): OutpostError {
  return new OutpostError('frame_too_large', `A body of ${found} ${what} is above the limit of ${limit}.`, {
    details: { found, limit },
  });
}
