import type { FieldValue } from '#shared/domain/field.ts';
import type { ReplacedGroup } from '#shared/sync/merge.ts';
import { decodeChanges, encodeChanges } from '#shared/sync/op-body.ts';

/** A value of a record that an op took the place of, or wrote again. */
export interface ReplacedValue extends ReplacedGroup {
  /** Number of the table, and the record's key. */
  readonly table: number;
  readonly key: readonly FieldValue[];
}

/**
 * @param replaced what one op took the place of
 * @returns it as bytes
 */
export function encodeReplaced(replaced: readonly ReplacedValue[]): Buffer {
  const changes = replaced.map(({ table, key, group, by, values }) => ({
    table,
    key: [group, by.length, ...by.flatMap(({ hqSeq, device }) => [hqSeq, device]), ...key],
    fields: [...values].sort(([a], [b]) => a - b),
  }));
  return Buffer.from(encodeChanges(changes));
}

/**
 * @param bytes what `encodeReplaced` gave
 * @returns what the op took the place of
 * @throws OutpostError `frame_malformed` when the column is damaged
 */
export function decodeReplaced(bytes: Uint8Array): readonly ReplacedValue[] {
  return decodeChanges(bytes).map(({ table, key: [group, count, ...rest], fields }) => {
    const by = Array.from({ length: Number(count) }, (_, place) => ({
      hqSeq: Number(rest[2 * place]),
      device: Number(rest[2 * place + 1]),
    }));
    return { table, key: rest.slice(2 * by.length), group: Number(group), by, values: fields };
  });
}
