import { OutpostError } from '#shared/errors.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import type { Decompress } from '#shared/sync/compression.ts';
import { type DecodedFrame, decodeFrame } from '#shared/sync/frame.ts';
import type { ChainHead } from '#shared/sync/op.ts';
import { followChain } from '#shared/sync/verify-chain.ts';
import { commitOps } from './commit-ops.ts';
import { isSignedBy, sha256 } from './keys.ts';
import type { Ledger, LedgerChange, LedgerView } from './ledger.ts';
import type { ArrivedOp } from './placed-op.ts';
import { originsOf } from './same-laptop.ts';

/** The exchange in which a frame arrives, as its verified hello stated it. */
export interface Sender {
  readonly device: number;
  /** Ed25519, raw. */
  readonly publicKey: Uint8Array;
  /** What must be added to its clock to have headquarters' time, ms. */
  readonly offsetMs: number;
  /** Headquarters' time when its frame arrives, ms. */
  readonly receivedMs: number;
}

const zeroHash = new Uint8Array(32);

/** A frame whose signature and chain hold. */
export interface VerifiedFrame {
  readonly bytes: Uint8Array;
  readonly frame: DecodedFrame;
  readonly ops: readonly ArrivedOp[];
}

/**
 * Takes in one frame: all of it is committed when this resolves, or nothing is. Ops that are known already are left
 * alone, so a frame may arrive any number of times.
 *
 * @param ledger headquarters' memory
 * @param sender of the exchange
 * @param bytes the frame
 * @param decompress undoes compression
 * @param claim called inside the transaction with the locked device's last exchange; refuses a replay, records the
 *   exchange otherwise
 * @returns how many ops were new
 * @throws OutpostError `frame_malformed`, `frame_too_large`, `unsupported_protocol`, `frame_signature`, `frame_chain`,
 *   `frame_gap`, `frame_fork`: nothing has changed then
 */
export async function receiveFrame(
  ledger: Ledger,
  sender: Sender,
  bytes: Uint8Array,
  decompress: Decompress,
  claim: (tx: LedgerChange, lastExchange: number) => Promise<void>,
): Promise<number> {
  return commitFrame(ledger, sender, verifyFrame(sender, bytes, decompress), claim);
}

/**
 * The part of `receiveFrame` that asks nothing but the frame itself.
 *
 * @param sender of the exchange
 * @param bytes the frame
 * @param decompress undoes compression
 * @returns the frame, for `commitFrame`
 * @throws OutpostError `frame_malformed`, `frame_too_large`, `unsupported_protocol`, `frame_signature`, `frame_chain`
 */
export function verifyFrame(sender: Sender, bytes: Uint8Array, decompress: Decompress): VerifiedFrame {
  const frame = decodeFrame(bytes, { decompress });
  const { device } = sender;
  if (frame.header.device !== device || !isSignedBy(sender.publicKey, frame.signed, frame.signature)) {
    throw new OutpostError('frame_signature', `A frame is not signed by device ${device}.`, {
      details: { device },
    });
  }
  return { bytes, frame, ops: chainOf(frame) };
}

/**
 * The other part of `receiveFrame`.
 *
 * @param ledger headquarters' memory
 * @param sender of the exchange
 * @param verified what `verifyFrame` gave for this sender
 * @param claim see `receiveFrame`
 * @returns how many ops were new; they are committed then
 * @throws OutpostError `frame_gap`, `frame_fork`: nothing has changed then
 */
export async function commitFrame(
  ledger: Ledger,
  sender: Sender,
  { bytes, frame, ops }: VerifiedFrame,
  claim: (tx: LedgerChange, lastExchange: number) => Promise<void>,
): Promise<number> {
  const { device, receivedMs, offsetMs } = sender;
  return ledger.change(async (tx) => {
    const locked = await tx.lockDevice(device);
    const { head, lastExchange, revoked } = locked;
    await claim(tx, lastExchange);
    await refuseFork(tx, device, frame, ops, head);
    const fresh = ops.filter(({ op }) => op.seq > head.seq);
    const last = fresh.at(-1);
    if (!last) return 0;
    const { from, to } = frame.header;
    await tx.keepFrame({ device, from, to, bytes, receivedMs });
    const grants = await tx.grants(device);
    const aside = revoked ? ({ reason: 'device_revoked', detail: '' } as const) : undefined;
    const origins = await originsOf(tx, locked, fresh);
    const arrival = { device, grants, receivedMs, offsetMs, origins };
    await commitOps(tx, aside ? { ...arrival, quarantineAll: aside } : arrival, fresh);
    await tx.moveHead(device, { seq: last.op.seq, hash: last.hash });
    return fresh.length;
  });
}

function chainOf({ header, ops }: DecodedFrame): readonly ArrivedOp[] {
  const previous: ChainHead = { seq: header.from - 1, hash: header.previous };
  if (header.from === 1 && !sameBytes(header.previous, zeroHash)) {
    throw new OutpostError('frame_chain', 'A chain begins with zeros.', {
      details: { device: header.device, seq: 1 },
    });
  }
  const links = followChain(previous, header.device, ops, sha256, header.last);
  return ops.map((op, index) => {
    const link = links[index];
    if (!link) throw new Error('an op without a link');
    return { op, ...link };
  });
}

/** A device has one history. Another one under its number means a copied or restored disk: neither may overwrite. */
async function refuseFork(
  view: LedgerView,
  device: number,
  { header }: DecodedFrame,
  ops: readonly ArrivedOp[],
  head: ChainHead,
): Promise<void> {
  if (header.from > head.seq + 1) {
    const details = { device, expected: head.seq + 1, found: header.from };
    throw new OutpostError('frame_gap', `Op ${head.seq + 1} of device ${device} comes next.`, { details });
  }
  const known = new Map<number, Uint8Array>([
    [0, zeroHash],
    [head.seq, head.hash],
  ]);
  if (header.from <= head.seq) {
    const ours = await view.chain(device, header.from - 1, header.to);
    for (const { seq, hash } of ours) known.set(seq, hash);
  }
  const claimed = [
    { seq: header.from - 1, hash: header.previous },
    ...ops.map(({ op, hash }) => ({ seq: op.seq, hash })),
  ];
  for (const { seq, hash } of claimed) {
    if (seq > head.seq) break;
    const ours = known.get(seq);
    if (!ours || !sameBytes(ours, hash)) {
      throw new OutpostError('frame_fork', `Device ${device} has two histories from op ${seq} on.`, {
        details: { device, seq },
      });
    }
  }
}
