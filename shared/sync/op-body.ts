import type { FieldValue } from '../domain/field.ts';
import { ByteReader, ByteWriter, malformed } from './bytes.ts';
import type { Change, Op } from './op.ts';

const tagNull = 0;
const tagInteger = 1;
const tagFloat = 2;
const tagText = 3;

/** There is an op for nearly every key that is pressed: a buffer for each would cost more than what is written. */
const bodies = new ByteWriter();
const links = new ByteWriter();

/**
 * The one byte form of an op's changes: what the journal keeps and what the chain's hash covers.
 *
 * @param changes in the order in which they were made; field numbers ascending in each
 * @returns the canonical bytes
 * @throws OutpostError `frame_malformed` when a change has no canonical form: unsorted or repeated fields, half a
 *   character, NaN
 */
export function encodeChanges(changes: readonly Change[]): Uint8Array {
  bodies.begin();
  writeChanges(bodies, changes);
  return bodies.finish();
}

/**
 * Writes what `encodeChanges` gives.
 *
 * @param writer where to
 * @param changes as there
 * @throws OutpostError as there
 */
export function writeChanges(writer: ByteWriter, changes: readonly Change[]): void {
  writer.uint(changes.length);
  for (const change of changes) {
    writer.uint(change.table);
    writer.uint(change.key.length);
    for (const value of change.key) writeValue(writer, value);
    writer.uint(change.fields.length);
    let previous = -1;
    for (const [field, value] of change.fields) {
      if (field <= previous) throw malformed('field numbers must ascend');
      writer.uint(field - previous - 1);
      writeValue(writer, value);
      previous = field;
    }
  }
}

/**
 * @param bytes what `encodeChanges` gave
 * @returns the changes
 * @throws OutpostError `frame_malformed` for anything that `encodeChanges` would not have written
 */
export function decodeChanges(bytes: Uint8Array): readonly Change[] {
  const reader = new ByteReader(bytes);
  const changes: Change[] = [];
  for (let left = reader.count(3); left > 0; left--) changes.push(readChange(reader));
  reader.end();
  return changes;
}

function readChange(reader: ByteReader): Change {
  const table = reader.uint();
  const key: FieldValue[] = [];
  for (let left = reader.count(1); left > 0; left--) key.push(readValue(reader));
  const fields: (readonly [number, FieldValue])[] = [];
  let previous = -1;
  for (let left = reader.count(2); left > 0; left--) {
    const field = previous + 1 + reader.uint();
    if (!Number.isSafeInteger(field)) throw malformed('a field number is too great');
    fields.push([field, readValue(reader)]);
    previous = field;
  }
  return { table, key, fields };
}

function writeValue(writer: ByteWriter, value: FieldValue): void {
  if (value === null) {
    writer.byte(tagNull);
  } else if (typeof value === 'string') {
    writer.byte(tagText);
    writer.text(value);
  } else if (Number.isSafeInteger(value)) {
    writer.byte(tagInteger);
    writer.int(value);
  } else {
    writer.byte(tagFloat);
    writer.float64(value);
  }
}

function readValue(reader: ByteReader): FieldValue {
  const tag = reader.byte();
  switch (tag) {
    case tagNull:
      return null;
    case tagInteger:
      return reader.int();
    case tagFloat: {
      const value = reader.float64();
      if (Number.isSafeInteger(value)) throw malformed('an integer is written as a decimal');
      return value;
    }
    case tagText:
      return reader.text();
    default:
      throw malformed(`${tag} is no kind of value`);
  }
}

/**
 * The link of an op in its device's chain.
 *
 * @param previous hash of the op before, 32 bytes; zeros before the first
 * @param device the device's number
 * @param op the op; its changes count only through `body`
 * @param body what `encodeChanges` gave for them
 * @param sha256 SHA-256 of some bytes
 * @returns SHA-256 over previous ‖ device, seq, first, clock, seen, actor, schema ‖ body: 32 bytes
 */
export function opHash(
  previous: Uint8Array,
  device: number,
  op: Op,
  body: Uint8Array,
  sha256: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  links.begin();
  links.bytes(previous);
  for (const part of [device, op.seq, op.first, op.hlc.ms, op.hlc.counter, op.seen, op.actor, op.schema]) {
    links.uint(part);
  }
  links.bytes(body);
  return sha256(links.finish());
}
