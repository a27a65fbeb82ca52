import { ByteReader, ByteWriter, malformed } from './bytes.ts';
import type { Hlc } from './op.ts';

/** Which op gave a field group its value at headquarters. */
export interface Winner {
  /** Its place in headquarters' total order. */
  readonly hqSeq: number;
  readonly device: number;
  /** Its effective clock. */
  readonly hlc: Hlc;
  /** Later ops that wrote the same without knowing of it: whoever overwrites one must know all. Ascending by place. */
  readonly also?: readonly Winner[];
}

interface Entry {
  readonly winner: Winner;
  readonly groups: number[];
}

/** One row after the other is packed with it. */
const packing = new ByteWriter();

/**
 * Packs the winners of a row for one column: groups that one op won share one entry. A group that comes again belongs to
 * one more op that wrote the same.
 *
 * @param versions winner by group number
 * @returns the packed form, the same for equal maps
 * @throws OutpostError `frame_malformed` when a number is negative or not whole
 */
export function encodeVersions(versions: ReadonlyMap<number, Winner>): Uint8Array {
  const inOrder = [...versions].sort(([a], [b]) => a - b);
  const first: Entry[] = [];
  for (const [group, winner] of inOrder) enter(first, winner, group);
  const further: Entry[] = [];
  const also = inOrder.flatMap(([group, winner]) => (winner.also ?? []).map((one) => ({ group, one })));
  for (const { group, one } of also.sort((a, b) => a.one.hqSeq - b.one.hqSeq || a.group - b.group)) {
    enter(further, one, group);
  }
  const entries = [...first, ...further];
  const writer = packing;
  writer.begin();
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
      if (!Number.isSafeInteger(previous)) throw malformed('a group number is too great');
      const known = versions.get(previous);
      versions.set(previous, known ? { ...known, also: [...(known.also ?? []), winner] } : winner);
    }
  }
  reader.end();
  return versions;
}

function enter(entries: Entry[], winner: Winner, group: number): void {
  const shared = entries.find((entry) => sameWinner(entry.winner, winner));
  if (shared) shared.groups.push(group);
  else entries.push({ winner, groups: [group] });
}

function sameWinner(a: Winner, b: Winner): boolean {
  return (
    a.hqSeq === b.hqSeq && a.device === b.device && a.hlc.ms === b.hlc.ms && a.hlc.counter === b.hlc.counter
  );
}
