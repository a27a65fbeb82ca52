import { type ByteReader, type ByteWriter, malformed } from './bytes.ts';

/** How a column of integers is laid out: the writer takes the shortest. */
const modes = { constant: 0, steps: 1, plain: 2, deltas: 3 } as const;

/**
 * Writes integers that belong together. The reader must know how many there are.
 *
 * @param writer where to
 * @param values safe integers
 * @throws OutpostError `frame_malformed` for other numbers
 */
export function writeIntColumn(writer: ByteWriter, values: readonly number[]): void {
  const first = values[0];
  if (first === undefined) return;
  if (values.length === 1) {
    writer.int(first);
    return;
  }
  const { mode, step } = layout(values);
  writer.byte(mode);
  if (mode !== modes.plain) writer.int(first);
  if (mode === modes.steps) writer.int(step);
  if (mode === modes.plain) for (const value of values) writer.int(value);
  if (mode !== modes.deltas) return;
  let previous = first;
  for (let index = 1; index < values.length; index++) {
    const value = values[index] ?? 0;
    writer.int(value - previous);
    previous = value;
  }
}

/**
 * @param reader where from
 * @param count how many; the caller bounds it, since equal values take no bytes
 * @returns the integers
 * @throws OutpostError `frame_malformed`
 */
export function readIntColumn(reader: ByteReader, count: number): readonly number[] {
  if (count === 0) return [];
  if (count === 1) return [reader.int()];
  const mode = reader.byte();
  switch (mode) {
    case modes.constant:
      return new Array<number>(count).fill(reader.int());
    case modes.steps:
      return readSteps(reader.int(), reader.int(), count);
    case modes.plain:
    case modes.deltas:
      return readEach(reader, count, mode === modes.deltas);
    default:
      throw malformed(`${mode} is no layout of integers`);
  }
}

/**
 * @param values integers
 * @returns bytes that `writeIntColumn` takes for them
 */
export function intColumnBytes(values: readonly number[]): number {
  if (values.length < 2) return values.length === 0 ? 0 : intBytes(values[0] ?? 0);
  return layout(values).bytes;
}

interface Layout {
  readonly mode: number;
  readonly step: number;
  readonly bytes: number;
}

function layout(values: readonly number[]): Layout {
  const first = values[0] ?? 0;
  const step = (values[1] ?? 0) - first;
  let even = Number.isSafeInteger(step * (values.length - 1));
  let plain = intBytes(first);
  let deltas = intBytes(first);
  let previous = first;
  for (let index = 1; index < values.length; index++) {
    const value = values[index] ?? 0;
    const delta = value - previous;
    even &&= delta === step;
    plain += intBytes(value);
    // A difference of two safe integers may not be one.
    deltas += Number.isSafeInteger(delta) ? intBytes(delta) : Number.POSITIVE_INFINITY;
    previous = value;
  }
  if (even && step === 0) return { mode: modes.constant, step, bytes: 1 + intBytes(first) };
  if (even) return { mode: modes.steps, step, bytes: 1 + intBytes(first) + intBytes(step) };
  return plain <= deltas
    ? { mode: modes.plain, step, bytes: 1 + plain }
    : { mode: modes.deltas, step, bytes: 1 + deltas };
}

function readSteps(first: number, step: number, count: number): readonly number[] {
  const span = step * (count - 1);
  if (!Number.isSafeInteger(span) || !Number.isSafeInteger(first + span))
    throw malformed('an integer is too great');
  return Array.from({ length: count }, (_, index) => first + step * index);
}

function readEach(reader: ByteReader, count: number, deltas: boolean): readonly number[] {
  if (count > reader.remaining) throw malformed('it announces more than it holds');
  const values = new Array<number>(count);
  let previous = 0;
  for (let index = 0; index < count; index++) {
    const value = deltas ? previous + reader.int() : reader.int();
    if (!Number.isSafeInteger(value)) throw malformed('an integer is too great');
    values[index] = value;
    previous = value;
  }
  return values;
}

function intBytes(value: number): number {
  const size = value < 0 ? -(value + 1) : value;
  let bytes = 1;
  for (let bound = 0x40; bytes < 8 && size >= bound; bound *= 0x80) bytes++;
  return bytes;
}
