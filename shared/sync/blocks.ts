import { OutpostError } from '../errors.ts';
import { hardFrameBytes } from './frame.ts';

/** What a block of an exchange is. `manifest` and `part` (of a snapshot) are in files for carrying alone. */
export const blockKinds = {
  hello: 1,
  frame: 2,
  end: 3,
  answer: 4,
  delta: 5,
  error: 6,
  manifest: 7,
  part: 8,
} as const;
export type BlockKind = (typeof blockKinds)[keyof typeof blockKinds];

/** A piece of an exchange's stream. */
export interface Block {
  readonly kind: BlockKind;
  readonly payload: Uint8Array;
}

const headBytes = 5;
const limits: ReadonlyMap<number, number> = new Map([
  [blockKinds.hello, 16 * 1024],
  [blockKinds.frame, hardFrameBytes],
  [blockKinds.end, 0],
  [blockKinds.answer, 1024 * 1024],
  [blockKinds.delta, hardFrameBytes],
  [blockKinds.error, 64 * 1024],
  [blockKinds.manifest, 1024 * 1024],
  [blockKinds.part, hardFrameBytes],
]);

/**
 * @param kind what it is
 * @param payload its bytes
 * @returns the block: kind (1 byte) ‖ length (4 bytes, big-endian) ‖ payload
 * @throws OutpostError `frame_too_large` when no reader would take it
 */
export function encodeBlock(kind: BlockKind, payload: Uint8Array = new Uint8Array(0)): Uint8Array {
  checkLength(kind, payload.length);
  const block = new Uint8Array(headBytes + payload.length);
  block[0] = kind;
  new DataView(block.buffer).setUint32(1, payload.length);
  block.set(payload, headBytes);
  return block;
}

/** Cuts a stream that arrives in pieces of any size back into blocks. */
export class BlockReader {
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #ended = false;

  /** Whether the end block has arrived. A stream that stops before it was cut. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * @param chunk the next bytes of the stream; not kept beyond the block that they belong to
   * @returns the blocks that are complete now, in order
   * @throws OutpostError `malformed_body` for an unknown kind or bytes after the end; `frame_too_large` for a block
   *   above its kind's limit, before its payload arrives
   */
  push(chunk: Uint8Array): readonly Block[] {
    if (chunk.length > 0) {
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
    }
    const blocks: Block[] = [];
    while (this.#heldBytes > 0) {
      if (this.#ended) throw new OutpostError('malformed_body', 'Something follows the end of the exchange.');
      const head = this.#peek(Math.min(headBytes, this.#heldBytes));
      const kind = blockKind(head[0]);
      if (head.length < headBytes) break;
      const length = new DataView(head.buffer, head.byteOffset).getUint32(1);
      checkLength(kind, length);
      if (this.#heldBytes < headBytes + length) break;
      this.#take(headBytes);
      blocks.push({ kind, payload: this.#take(length) });
      this.#ended = kind === blockKinds.end;
    }
    return blocks;
  }

  #peek(count: number): Uint8Array {
    const first = this.#held[0];
    if (first && first.length >= count) return first.subarray(0, count);
    const out = new Uint8Array(count);
    let offset = 0;
    for (const chunk of this.#held) {
      const part = chunk.subarray(0, count - offset);
      out.set(part, offset);
      offset += part.length;
      if (offset === count) break;
    }
    return out;
  }

  #take(count: number): Uint8Array {
    const out = this.#peek(count).slice();
    let left = count;
    let used = 0;
    for (const chunk of this.#held) {
      if (left < chunk.length) break;
      left -= chunk.length;
      used++;
    }
    this.#held.splice(0, used);
    const first = this.#held[0];
    if (first && left > 0) this.#held[0] = first.subarray(left);
    this.#heldBytes -= count;
    return out;
  }
}

function blockKind(byte: number | undefined): BlockKind {
  const kind = Object.values(blockKinds).find((known) => known === byte);
  if (!kind) throw new OutpostError('malformed_body', `The exchange has a block of unknown kind ${byte}.`);
  return kind;
}

function checkLength(kind: BlockKind, length: number): void {
  const limit = limits.get(kind) ?? 0;
  if (length <= limit) return;
  throw new OutpostError('frame_too_large', `A block of ${length} bytes is above the limit of ${limit}.`, {
    details: { bytes: length, limit },
  });
}
