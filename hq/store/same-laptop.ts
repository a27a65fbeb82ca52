import { sameBytes } from '#shared/sync/bytes.ts';
import type { Source } from '#shared/sync/merge.ts';
import type { Device, KinDevice } from './devices.ts';
import type { LedgerChange } from './ledger.ts';
import type { ArrivedOp } from './placed-op.ts';

/** The name of an op whatever number it comes under: that of the number under which it was first made. */
interface FirstName {
  readonly device: number;
  readonly seq: number;
}

/** What else is known about how an op came about. */
export interface OpOrigin {
  /** See `Writer.knows`. */
  readonly knows: readonly Source[];
  /** It was merged before, as an op of another number. */
  readonly again: boolean;
}

/**
 * Finds out which arriving ops headquarters has merged before, under another number of the same laptop: a laptop that
 * goes on under a new number makes again what headquarters lacked then, and whoever kept the old number, or carries its
 * frames, may still send the same. An op counts once, and whoever made it knows it by either name.
 *
 * @param tx a transaction that holds the device
 * @param device the sender
 * @param ops as they arrived, ascending
 * @returns what is known about each of them, in the same order
 */
export async function originsOf(
  tx: LedgerChange,
  device: Device,
  ops: readonly ArrivedOp[],
): Promise<readonly OpOrigin[]> {
  let knows = device.knows ?? [];
  if (!device.hasKin) return ops.map(() => ({ knows, again: false }));
  const kin = await tx.kin(device.number);
  // One after the other: what one of them is bringing now, the others must see.
  const [oldest] = kin;
  if (oldest && oldest.number !== device.number) await tx.lockDevice(oldest.number);
  const origins: OpOrigin[] = [];
  for (const arrived of ops) {
    const twins = await placedTwins(tx, kin, device.number, arrived);
    knows = twins.reduce(learn, knows);
    const knewThen = await knownWhenMade(tx, kin, { device: device.number, seq: arrived.op.seq }, knows);
    origins.push({ knows: knewThen, again: twins.length > 0 });
  }
  if (knows !== device.knows) await tx.noteKnowledge(device.number, knows);
  return origins;
}

/**
 * What an op knew of the other numbers of its laptop. A laptop that goes on under a new number knows all that it had
 * made before; but ops that headquarters kept aside begin its new chain as they were, and knew only what came before
 * them in the former one. Who goes on under the former number knows those ops too, having made them first.
 *
 * @param tx a transaction
 * @param kin all numbers of the laptop
 * @param op number and `seq` under which it is merged
 * @param knows what the number knows of the others, at its last op
 * @returns as much of it as the op knew
 */
export async function knownWhenMade(
  tx: LedgerChange,
  kin: readonly KinDevice[],
  op: FirstName,
  knows: readonly Source[],
): Promise<readonly Source[]> {
  let known = knows;
  for (const { number, again } of madeAgainBefore(kin, op)) {
    const hqSeq = await tx.placeUpTo(number, again);
    if (hqSeq > 0) known = learn(known, { device: number, hqSeq });
  }
  for (const { device, seq } of asideNames(kin, op)) {
    const hqSeq = await tx.placeUpTo(device, seq - 1);
    known = known.map((one) => (one.device === device && one.hqSeq > hqSeq ? { device, hqSeq } : one));
  }
  return known;
}

/** Numbers that go on from an op's own, and how many ops from before it they begin with. */
function madeAgainBefore(
  kin: readonly KinDevice[],
  { device, seq }: FirstName,
): readonly { readonly number: number; readonly again: number }[] {
  return kin.flatMap(({ number, formerly: [former] }) => {
    const again = former?.device === device ? former.aside.filter((kept) => kept < seq).length : 0;
    return again > 0 ? [{ number, again }] : [];
  });
}

/** The earlier names of an op under numbers whose later ops were not made yet. */
function asideNames(kin: readonly KinDevice[], { device, seq }: FirstName): readonly FirstName[] {
  const former = kin.find(({ number }) => number === device)?.formerly[0];
  if (!former || seq > former.again) return [];
  const { aside } = former;
  const kept = aside[seq - 1];
  const name = { device: former.device, seq: kept ?? former.seq + seq - aside.length };
  return [...(kept === undefined ? [] : [name]), ...asideNames(kin, name)];
}

/**
 * @param knows what is known of each number
 * @param source one more op that is known, and with it all before it
 * @returns both together
 */
export function learn(knows: readonly Source[], { device, hqSeq }: Source): readonly Source[] {
  const known = knows.find((one) => one.device === device);
  if (known && known.hqSeq >= hqSeq) return knows;
  return [...knows.filter((one) => one !== known), { device, hqSeq }];
}

async function placedTwins(
  tx: LedgerChange,
  kin: readonly KinDevice[],
  device: number,
  { op, body }: ArrivedOp,
): Promise<readonly Source[]> {
  const name = firstName(kin, { device, seq: op.seq });
  const twins: Source[] = [];
  for (const { number } of kin) {
    const seq = number === device ? undefined : seqUnder(kin, number, name);
    const other = seq === undefined ? undefined : await tx.opAt(number, seq);
    if (!other || other.hqSeq === null || other.op.actor !== op.actor) continue;
    const { hlc } = other.op;
    const sameMoment = hlc.ms === op.hlc.ms && hlc.counter === op.hlc.counter;
    if (sameMoment && sameBytes(other.body, body)) twins.push({ device: number, hqSeq: other.hqSeq });
  }
  return twins;
}

function firstName(kin: readonly KinDevice[], name: FirstName): FirstName {
  const former = kin.find(({ number }) => number === name.device)?.formerly[0];
  if (!former || name.seq > former.again) return name;
  const { aside } = former;
  const seq = aside[name.seq - 1] ?? former.seq + name.seq - aside.length;
  return firstName(kin, { device: former.device, seq });
}

/** The `seq` that an op has among those of a number, if it was made or made again under it. */
function seqUnder(kin: readonly KinDevice[], number: number, name: FirstName): number | undefined {
  if (number === name.device) return name.seq;
  const former = kin.find((device) => device.number === number)?.formerly[0];
  const before = former && seqUnder(kin, former.device, name);
  if (former === undefined || before === undefined) return undefined;
  const place = former.aside.indexOf(before);
  if (place >= 0) return place + 1;
  const seq = former.aside.length + before - former.seq;
  return before > former.seq && seq <= former.again ? seq : undefined;
}
