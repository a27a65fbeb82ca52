import { hqDevice } from '#shared/domain/ids.ts';
import { schemaVersion } from '#shared/domain/registry.ts';
import { tick, zeroHlc } from '#shared/sync/clock.ts';
import type { ChainHead, Change, Op } from '#shared/sync/op.ts';
import { encodeChanges, opHash } from '#shared/sync/op-body.ts';
import { commitOps } from './commit-ops.ts';
import { sha256 } from './keys.ts';
import type { LedgerChange } from './ledger.ts';
import type { ArrivedOp } from './placed-op.ts';

const changesPerOp = 200;

/**
 * Writes changes as ops of headquarters' own device: laptops receive them by the ordinary stream.
 *
 * @param tx a transaction
 * @param changes what headquarters says
 * @param now headquarters' time, ms
 * @throws OutpostError `unknown_device` when headquarters is no device yet
 */
export async function commitOwn(tx: LedgerChange, changes: readonly Change[], now: number): Promise<void> {
  const { head } = await tx.lockDevice(hqDevice);
  const ops = chainOps(changes, head, now);
  const grants = await tx.grants(hqDevice);
  await commitOps(tx, { device: hqDevice, grants, receivedMs: now, offsetMs: 0 }, ops);
  const last = ops.at(-1);
  if (last) await tx.moveHead(hqDevice, { seq: last.op.seq, hash: last.hash });
}

function chainOps(all: readonly Change[], head: ChainHead, now: number): readonly ArrivedOp[] {
  const ops: ArrivedOp[] = [];
  let { hash } = head;
  let hlc = zeroHlc;
  for (let start = 0; start < all.length; start += changesPerOp) {
    hlc = tick(hlc, now);
    const seq = head.seq + 1 + ops.length;
    const changes = all.slice(start, start + changesPerOp);
    const op: Op = { seq, first: head.seq + 1, hlc, seen: 0, actor: 0, schema: schemaVersion, changes };
    const body = encodeChanges(changes);
    hash = opHash(hash, hqDevice, op, body, sha256);
    ops.push({ op, body, hash });
  }
  return ops;
}
