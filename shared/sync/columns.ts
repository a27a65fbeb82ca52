import { ByteReader, ByteWriter, malformed } from './bytes.ts';
import type { DeltaEntry } from './delta.ts';
import type { Op } from './op.ts';
import { decodeChanges, encodeChanges } from './op-body.ts';

/**
 * @param ops ops in order
 * @returns their compact form, before compression
 * @throws OutpostError `frame_malformed` when an op has no canonical form
 */
export function encodeOps(ops: readonly Op[]): Uint8Array {
  const writer = new ByteWriter();
  writer.uint(ops.length);
  for (const op of ops) {
    for (const part of [op.seq, op.first, op.hlc.ms, op.hlc.counter, op.seen, op.actor, op.schema])
      writer.uint(part);
    const body = encodeChanges(op.changes);
    writer.uint(body.length);
    writer.bytes(body);
  }
  return writer.finish();
}

/**
 * @param bytes what `encodeOps` gave
 * @returns the ops, exactly
 * @throws OutpostError `frame_malformed` for anything else
 */
export function decodeOps(bytes: Uint8Array): readonly Op[] {
  const reader = new ByteReader(bytes);
  const ops: Op[] = [];
  for (let left = reader.count(9); left > 0; left--) {
    ops.push({
      seq: reader.uint(),
      first: reader.uint(),
      hlc: { ms: reader.uint(), counter: reader.uint() },
      seen: reader.uint(),
      actor: reader.uint(),
      schema: reader.uint(),
      changes: decodeChanges(reader.bytes(reader.uint())),
    });
  }
  reader.end();
  return ops;
}

/**
 * @param entries entries of headquarters' stream, in order
 * @returns their compact form, before compression
 * @throws OutpostError `frame_malformed` when an entry has no canonical form
 */
export function encodeEntries(entries: readonly DeltaEntry[]): Uint8Array {
  const writer = new ByteWriter();
  writer.uint(entries.length);
  for (const entry of entries) {
    const kind = ['change', 'put', 'leave'].indexOf(entry.kind);
    const { hqSeq, device, seq, actor, hlc } = entry;
    for (const part of [hqSeq, device, seq, actor, hlc.ms, hlc.counter, kind]) writer.uint(part);
    const lost = entry.lost.map(({ table, key, group }) => ({
      table,
      key,
      fields: [[group, null] as const],
    }));
    for (const changes of [entry.changes, lost]) {
      const body = encodeChanges(changes);
      writer.uint(body.length);
      writer.bytes(body);
    }
  }
  return writer.finish();
}

/**
 * @param bytes what `encodeEntries` gave
 * @returns the entries, exactly
 * @throws OutpostError `frame_malformed` for anything else
 */
export function decodeEntries(bytes: Uint8Array): readonly DeltaEntry[] {
  const reader = new ByteReader(bytes);
  const entries: DeltaEntry[] = [];
  for (let left = reader.count(9); left > 0; left--) {
    const [hqSeq, device, seq, actor] = [reader.uint(), reader.uint(), reader.uint(), reader.uint()];
    const hlc = { ms: reader.uint(), counter: reader.uint() };
    const kind = (['change', 'put', 'leave'] as const)[reader.uint()];
    if (!kind) throw malformed('an entry is of unknown kind');
    const changes = decodeChanges(reader.bytes(reader.uint()));
    const lost = decodeChanges(reader.bytes(reader.uint())).map(({ table, key, fields }) => {
      const group = fields[0]?.[0];
      if (group === undefined || fields.length !== 1) throw malformed('a lost group names no group');
      return { table, key, group };
    });
    entries.push({ hqSeq, device, seq, actor, hlc, kind, changes, lost });
  }
  reader.end();
  return entries;
}
