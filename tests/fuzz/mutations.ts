import type { Random } from '#shared/sample/random.ts';

const mostEdits = 6;
const longestRun = 64;
/** Ends of ranges, where parsers count wrong: a byte, a varint that goes on, the largest ones. */
const telling = [0x00, 0x01, 0x7f, 0x80, 0xff, 0xfe, 0x3b, 0x5b, 0x9f, 0xbf];

/** What a parser's inputs are made from. */
export interface Material {
  /** Inputs that it takes. */
  readonly corpus: readonly Uint8Array[];
  /** Words that mean something to it. */
  readonly words?: readonly string[] | undefined;
}

/**
 * @param random the draws
 * @param material what to start from
 * @returns an input that is nearly right: one of the corpus after a few edits, or two of them grown together; rarely
 *   nothing but noise
 */
export function hostileInput(random: Random, material: Material): Uint8Array {
  if (random.chance(0.02)) return noise(random, random.between(0, 4 * longestRun));
  let bytes = random.pick(material.corpus);
  if (random.chance(0.15)) bytes = grownTogether(random, bytes, random.pick(material.corpus));
  for (let edits = random.between(1, mostEdits); edits > 0; edits--) bytes = edited(random, bytes, material);
  return bytes;
}

function edited(random: Random, bytes: Uint8Array, { words = [] }: Material): Uint8Array {
  const at = random.between(0, bytes.length);
  const run = random.between(1, Math.min(longestRun, Math.max(1, bytes.length)));
  switch (random.between(0, words.length > 0 ? 7 : 6)) {
    case 0:
      return replaced(bytes, at, 1, Uint8Array.of(random.between(0, 255)));
    case 1:
      return replaced(bytes, at, 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << random.between(0, 7))));
    case 2:
      return replaced(bytes, at, 1, Uint8Array.of(random.pick(telling)));
    case 3:
      return replaced(bytes, at, run, new Uint8Array());
    case 4:
      return replaced(bytes, at, 0, bytes.subarray(at, at + run));
    case 5:
      return replaced(bytes, at, 0, noise(random, run));
    case 6:
      return bytes.subarray(0, at);
    default:
      return replaced(bytes, at, random.pick([0, 0, run]), new TextEncoder().encode(random.pick(words)));
  }
}

function replaced(bytes: Uint8Array, at: number, length: number, by: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)]);
}

function grownTogether(random: Random, head: Uint8Array, tail: Uint8Array): Uint8Array {
  return Buffer.concat([
    head.subarray(0, random.between(0, head.length)),
    tail.subarray(random.between(0, tail.length)),
  ]);
}

function noise(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.between(0, 255));
}
