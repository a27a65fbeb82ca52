import { OutpostError } from '../errors.ts';
import { sameBytes } from './bytes.ts';
import type { ChainHead, Op } from './op.ts';
import { encodeChanges, opHash } from './op-body.ts';

/** An op's place in its device's chain. */
export interface Link {
  readonly hash: Uint8Array;
  /** What `encodeChanges` gives for its changes. */
  readonly body: Uint8Array;
}

/**
 * Follows a device's chain over the ops that came next.
 *
 * @param previous where the chain stands
 * @param device the device's number
 * @param ops the ops after `previous`, in order
 * @param sha256 SHA-256 of some bytes
 * @param last the hash that the last op must have, as a frame's header claims it; left out: any
 * @returns the hash of each op
 * @throws OutpostError `frame_gap` when a `seq` is missing or repeated; `frame_chain` when an op names a later one as
 *   the first of its transaction, or the chain does not end at `last`
 */
export function verifyChain(
  previous: ChainHead,
  device: number,
  ops: readonly Op[],
  sha256: (bytes: Uint8Array) => Uint8Array,
  last?: Uint8Array,
): readonly Uint8Array[] {
  return followChain(previous, device, ops, sha256, last).map(({ hash }) => hash);
}

/**
 * Does what `verifyChain` does, for those who keep the bodies too.
 *
 * @param previous as there
 * @param device as there
 * @param ops as there
 * @param sha256 as there
 * @param last as there
 * @returns the link of each op
 * @throws OutpostError as there
 */
export function followChain(
  previous: ChainHead,
  device: number,
  ops: readonly Op[],
  sha256: (bytes: Uint8Array) => Uint8Array,
  last?: Uint8Array,
): readonly Link[] {
  const links: Link[] = [];
  let hash = previous.hash;
  let seq = previous.seq;
  for (const op of ops) {
    if (op.seq !== seq + 1) {
      throw new OutpostError('frame_gap', `Device ${device} sent op ${op.seq} where ${seq + 1} comes next.`, {
        details: { device, expected: seq + 1, found: op.seq },
      });
    }
    if (op.first > op.seq || op.first < 1) throw chainError(device, op.seq);
    const body = encodeChanges(op.changes);
    hash = opHash(hash, device, op, body, sha256);
    seq = op.seq;
    links.push({ hash, body });
  }
  if (last && !sameBytes(hash, last)) throw chainError(device, seq);
  return links;
}

function chainError(device: number, seq: number): OutpostError {
  return new OutpostError('frame_chain', `The chain of device ${device} does not hold at op ${seq}.`, {
    details: { device, seq },
  });
}
