import type { FieldValue } from '../domain/field.ts';
import { type ByteReader, type ByteWriter, malformed } from './bytes.ts';
import { intColumnBytes, readIntColumn, writeIntColumn } from './int-column.ts';
import type { TextHeapReader, TextHeapWriter } from './text-heap.ts';

const layouts = { integers: 0, dictionary: 1, constant: 2 } as const;

/** How a value is carried. Dates, instants and short decimals travel as integers, where that gives them back exactly. */
const kinds = { none: 0, integer: 1, hundredths: 2, float: 3, text: 4, instant: 5, date: 6 } as const;
const highestKind = 6;
const dayMs = 86_400_000;
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const datePattern = /^\d{4}-\d\d-\d\d$/;

/**
 * Writes the values of one field over many rows: integers as they are, one value for all, or a dictionary.
 *
 * @param writer where to
 * @param values at least one
 * @param heap takes the texts
 * @throws OutpostError `frame_malformed` for values that cannot be carried
 */
export function writeValueColumn(
  writer: ByteWriter,
  values: readonly FieldValue[],
  heap: TextHeapWriter,
): void {
  const dictionary = new Map<FieldValue, number>();
  // 0 stands for a value's first occurrence, so that a column of distinct values costs nothing here.
  const codes = values.map((value) => {
    const known = dictionary.get(value);
    if (known !== undefined) return known + 1;
    dictionary.set(value, dictionary.size);
    return 0;
  });
  const distinct = [...dictionary.keys()];
  if (distinct.length === 1) {
    writer.byte(layouts.constant);
    writeDistinct(writer, distinct, heap);
    return;
  }
  const integers = values.every((value) => Number.isSafeInteger(value))
    ? (values as readonly number[])
    : undefined;
  const asDictionary = (): number =>
    intColumnBytes(codes) + 2 + intColumnBytes(distinct as readonly number[]);
  if (integers && intColumnBytes(integers) <= asDictionary()) {
    writer.byte(layouts.integers);
    writeIntColumn(writer, integers);
    return;
  }
  writer.byte(layouts.dictionary);
  writeIntColumn(writer, codes);
  writeDistinct(writer, distinct, heap);
}

/**
 * @param reader where from
 * @param count how many values; the caller bounds it
 * @param heap has the texts
 * @returns the values
 * @throws OutpostError `frame_malformed`
 */
export function readValueColumn(
  reader: ByteReader,
  count: number,
  heap: TextHeapReader,
): readonly FieldValue[] {
  const layout = reader.byte();
  switch (layout) {
    case layouts.integers:
      return readIntColumn(reader, count);
    case layouts.constant:
      return new Array<FieldValue>(count).fill(readDistinct(reader, 1, heap)[0] ?? null);
    case layouts.dictionary:
      return readDictionary(reader, count, heap);
    default:
      throw malformed(`${layout} is no layout of values`);
  }
}

function readDictionary(reader: ByteReader, count: number, heap: TextHeapReader): readonly FieldValue[] {
  const codes = readIntColumn(reader, count);
  const size = codes.reduce((zeros, code) => (code === 0 ? zeros + 1 : zeros), 0);
  const distinct = readDistinct(reader, size, heap);
  let next = 0;
  return codes.map((code) => {
    const value = distinct[code === 0 ? next : code - 1];
    if (value === undefined || code > next) throw malformed('a value is in no dictionary');
    if (code === 0) next++;
    return value;
  });
}

function writeDistinct(writer: ByteWriter, values: readonly FieldValue[], heap: TextHeapWriter): void {
  const kindOf = values.map(kindOfValue);
  const floats: number[] = [];
  const integers = new Map<number, number[]>();
  for (const [index, value] of values.entries()) {
    const kind = kindOf[index] ?? kinds.none;
    if (kind === kinds.float) floats.push(Number(value));
    else if (kind !== kinds.none) listAt(integers, kind).push(toInteger(kind, value, heap));
  }
  writeIntColumn(writer, kindOf);
  for (let kind = 0; kind <= highestKind; kind++) writeIntColumn(writer, integers.get(kind) ?? []);
  for (const value of floats) writer.float64(value);
}

function readDistinct(reader: ByteReader, count: number, heap: TextHeapReader): readonly FieldValue[] {
  const kindOf = readIntColumn(reader, count);
  const counts = new Array<number>(highestKind + 1).fill(0);
  for (const kind of kindOf) {
    const before = counts[kind];
    if (before === undefined) throw malformed(`${kind} is no kind of value`);
    counts[kind] = before + 1;
  }
  const columns = counts.map((size, kind) =>
    kind === kinds.none || kind === kinds.float ? [] : readIntColumn(reader, size),
  );
  const next = new Array<number>(highestKind + 1).fill(0);
  return kindOf.map((kind) => {
    if (kind === kinds.none) return null;
    if (kind === kinds.float) return readFloat(reader);
    const index = next[kind] ?? 0;
    next[kind] = index + 1;
    return fromInteger(kind, columns[kind]?.[index] ?? 0, heap);
  });
}

function readFloat(reader: ByteReader): number {
  const value = reader.float64();
  if (Number.isSafeInteger(value)) throw malformed('an integer is written as a decimal');
  return value;
}

function kindOfValue(value: FieldValue): number {
  if (value === null) return kinds.none;
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return kinds.integer;
    const hundredths = Math.round(value * 100);
    return Number.isSafeInteger(hundredths) && hundredths / 100 === value ? kinds.hundredths : kinds.float;
  }
  if (datePattern.test(value) && dateText(Date.parse(value) / dayMs) === value) return kinds.date;
  if (instantPattern.test(value) && instantText(Date.parse(value)) === value) return kinds.instant;
  return kinds.text;
}

function toInteger(kind: number, value: FieldValue, heap: TextHeapWriter): number {
  if (typeof value !== 'string')
    return kind === kinds.hundredths ? Math.round(Number(value) * 100) : Number(value);
  if (kind === kinds.text) return heap.reference(value);
  return kind === kinds.date ? Date.parse(value) / dayMs : Date.parse(value);
}

function fromInteger(kind: number, integer: number, heap: TextHeapReader): FieldValue {
  switch (kind) {
    case kinds.integer:
      return integer;
    case kinds.hundredths:
      return integer / 100;
    case kinds.text:
      return heap.resolve(integer);
    default: {
      const text = kind === kinds.date ? dateText(integer) : instantText(integer);
      if (text === undefined) throw malformed('a date is out of range');
      return text;
    }
  }
}

function instantText(ms: number): string | undefined {
  const moment = new Date(ms);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

function dateText(days: number): string | undefined {
  return instantText(days * dayMs)?.replace('T00:00:00.000Z', '');
}

function listAt(lists: Map<number, number[]>, key: number): number[] {
  const known = lists.get(key);
  if (known) return known;
  const fresh: number[] = [];
  lists.set(key, fresh);
  return fresh;
}
