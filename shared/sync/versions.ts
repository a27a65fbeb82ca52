import { ByteReader, ByteWriter, malformed } from './bytes.ts';
import type { Hlc } from './op.ts';

/** Which op gave a field group its value at headquarters. */
export interface Winner {
  /** Its place in headquarters' total order. */
  readonly hqSeq: number;
  readonly device: number;
  /** Its effective clock. */
  readonly hlc: Hlc;
}

/**
 * Packs the winners of a row for one column: groups that one op won share one entry.
 *
 * @param versions winner by group number
 * @returns the packed form, the same for equal maps
 * @throws OutpostError `frame_malformed` when a number is negative or not whole
 */
export function encodeVersions(versions: ReadonlyMap<number, Winner>): Uint8Array {
  const entries: { readonly winner: Winner; readonly groups: number[] }[] = [];
  for (const [group, winner] of [...versions].sort(([a], [b]) => a - b)) {
    const shared = entries.find((entry) => sameWinner(entry.winner, winner));
    if (shared) shared.groups.push(group);
    else entries.push({ winner, groups: [group] });
  }
  const writer = new ByteWriter();
  writer.uint(entries.length);
  for (const { winner, groups } of entries) {
    writer.uint(winner.hqSeq);
    writer.uint(winner.device);
    writer.uint(winner.hlc.ms);
    writer.uint(winner.hlc.counter);
    writer.uint(groups.length);
    let previous = -1;
    for (const group of groups) {
      writer.uint(group - previous - 1);
      previous = group;
    }
  }
  return writer.finish();
}

/**
 * @param bytes what `encodeVersions` gave
 * @returns winner by group number
 * @throws OutpostError `frame_malformed` when the column is damaged
 */
export function decodeVersions(bytes: Uint8Array): ReadonlyMap<number, Winner> {
  const reader = new ByteReader(bytes);
  const versions = new Map<number, Winner>();
  for (let left = reader.count(6); left > 0; left--) {
    const hqSeq = reader.uint();
    const device = reader.uint();
    const hlc: Hlc = { ms: reader.uint(), counter: reader.uint() };
    const winner: Winner = { hqSeq, device, hlc };
    let previous = -1;
    for (let groups = reader.count(1); groups > 0; groups--) {
      previous += 1 + reader.uint();
      if (versions.has(previous) || !Number.isSafeInteger(previous))
        throw malformed('a group has two winners');
      versions.set(previous, winner);
    }
  }
  reader.end();
  return versions;
}

function sameWinner(a: Winner, b: Winner): boolean {
  return (
    a.hqSeq === b.hqSeq && a.device === b.device && a.hlc.ms === b.hlc.ms && a.hlc.counter === b.hlc.counter
  );
}
