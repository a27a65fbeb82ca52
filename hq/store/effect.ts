import { ByteReader, ByteWriter } from '#shared/sync/bytes.ts';
import type { LostGroup } from '#shared/sync/exchange.ts';
import type { Change } from '#shared/sync/op.ts';
import { decodeChanges, writeChanges } from '#shared/sync/op-body.ts';

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

/** One op after the other is written with these. */
const whole = new ByteWriter();
const part = new ByteWriter();

/**
 * @param effect what an op did
 * @returns it as bytes
 */
export function encodeEffect(effect: Effect): Uint8Array {
  const lost = effect.lost.map(({ table, key, group }): Change => ({ table, key, fields: [[group, null]] }));
  whole.begin();
  for (const changes of [effect.changes, effect.puts, effect.leaves, effect.extra, lost]) {
    if (changes.length === 0) {
      // No changes: a count of zero, in one byte.
      whole.uint(1);
      whole.uint(0);
      continue;
    }
    part.begin();
    writeChanges(part, changes);
    whole.uint(part.length);
    whole.append(part);
  }
  return whole.finish();
}

/**
 * @param bytes what `encodeEffect` gave
 * @returns the effect; what it says to others is read when somebody asks for it, because its writer never does
 * @throws OutpostError `frame_malformed` when the column is damaged
 */
export function decodeEffect(bytes: Uint8Array): Effect {
  const reader = new ByteReader(bytes);
  const next = (): readonly Change[] => {
    const length = reader.uint();
    const encoded = reader.bytes(length);
    return length === 1 && encoded[0] === 0 ? none : decodeChanges(encoded);
  };
  const written = reader.bytes(reader.uint());
  const effect = { puts: next(), leaves: next(), extra: next() };
  const lost = next().map(({ table, key, fields }) => ({ table, key, group: fields[0]?.[0] ?? 0 }));
  reader.end();
  let changes: readonly Change[] | undefined;
  return {
    get changes() {
      changes ??= decodeChanges(written);
      return changes;
    },
    ...effect,
    lost,
  };
}

const none: readonly Change[] = [];
