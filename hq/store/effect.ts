import { ByteReader, ByteWriter } from '#shared/sync/bytes.ts';
import type { LostGroup } from '#shared/sync/exchange.ts';
import type { Change } from '#shared/sync/op.ts';
import { decodeChanges, encodeChanges } from '#shared/sync/op-body.ts';

/** What one op did to the rows of one scope, as headquarters decided. */
export interface Effect {
  /** Fields that won, for every other device. */
  readonly changes: readonly Change[];
  /** Whole rows that came into the scope. */
  readonly puts: readonly Change[];
  /** Rows that went out of the scope; without fields. */
  readonly leaves: readonly Change[];
  /** For the writer's own device: fields that headquarters set beyond the op. */
  readonly extra: readonly Change[];
  /** For the writer's own device: groups that did not win. */
  readonly lost: readonly LostGroup[];
}

/**
 * @param effect what an op did
 * @returns it as bytes
 */
export function encodeEffect(effect: Effect): Buffer {
  const writer = new ByteWriter();
  const lost = effect.lost.map(({ table, key, group }): Change => ({ table, key, fields: [[group, null]] }));
  for (const part of [effect.changes, effect.puts, effect.leaves, effect.extra, lost]) {
    const bytes = encodeChanges(part);
    writer.uint(bytes.length);
    writer.bytes(bytes);
  }
  return Buffer.from(writer.finish());
}

/**
 * @param bytes what `encodeEffect` gave
 * @returns the effect
 * @throws OutpostError `frame_malformed` when the column is damaged
 */
export function decodeEffect(bytes: Uint8Array): Effect {
  const reader = new ByteReader(bytes);
  const part = (): readonly Change[] => decodeChanges(reader.bytes(reader.uint()));
  const effect = { changes: part(), puts: part(), leaves: part(), extra: part() };
  const lost = part().map(({ table, key, fields }) => ({ table, key, group: fields[0]?.[0] ?? 0 }));
  reader.end();
  return { ...effect, lost };
}
