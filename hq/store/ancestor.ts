import { type AncestorQuestion, type Doubt, type GivenNumber, pointBytes } from '#shared/sync/ancestor.ts';
import { encodeUtf8, sameBytes } from '#shared/sync/bytes.ts';
import type { Source } from '#shared/sync/merge.ts';
import type { Device, Former } from './devices.ts';
import { certify } from './enrolments.ts';
import type { Identity } from './identity.ts';
import { sha256 } from './keys.ts';
import type { LedgerChange, LedgerView } from './ledger.ts';
import { learn } from './same-laptop.ts';

/** More ops than this are never listed as kept aside. */
const heldAside = 10_000;

/** How a laptop came to another number. */
export interface Succession {
  readonly device: number;
  readonly claim: Uint8Array;
  /** `adopted`: headquarters does not remember that it gave this number. */
  readonly doubt: Doubt | 'adopted';
  readonly app: string;
  /** The last op that headquarters has too. */
  readonly after: number;
  /** Where the laptop's chain stands under its former number. */
  readonly head: number;
  /** The number that it has taken; left out: a spare one is given. */
  readonly number?: number;
}

/**
 * @param view of headquarters
 * @param device the device's number
 * @param points places of the laptop's chain, ascending: once one differs, all later ones do
 * @returns `seq` of the last one that headquarters has too; 0: none
 */
export async function lastShared(
  view: LedgerView,
  device: number,
  points: AncestorQuestion['points'],
): Promise<number> {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [seq, hash] = points[middle] ?? [0, new Uint8Array()];
    const [kept] = await view.chain(device, seq, seq);
    if (kept && sameBytes(kept.hash.subarray(0, pointBytes), hash)) low = middle + 1;
    else high = middle;
  }
  return points[low - 1]?.[0] ?? 0;
}

/**
 * Gives a laptop another number: it becomes a device with the same key, site and grants, revoked if the former one is.
 * The same claim gives the same number again.
 *
 * @param tx a transaction
 * @param identity of headquarters
 * @param succession from which number, and where it goes on
 * @param now headquarters' time, ms
 * @returns what the laptop must know
 * @throws OutpostError `unknown_device`, `ids_exhausted`
 */
export async function succeed(
  tx: LedgerChange,
  identity: Identity,
  succession: Succession,
  now: number,
): Promise<GivenNumber> {
  const { device, claim, after, head } = succession;
  const former = await tx.lockDevice(device);
  const known = await tx.claimed(claim);
  if (known) return givenAgain(known);
  const open = await tx.keptAside(device, heldAside);
  const aside = open.map(({ seq }) => seq).filter((seq) => seq <= after);
  const taken = succession.number === undefined ? await tx.takeSpare(device) : undefined;
  const number = taken?.number ?? succession.number ?? 0;
  const spares = taken?.spares ?? [];
  const certificate = JSON.stringify(certify(identity, number, former.publicKey, now));
  const again = aside.length + Math.max(0, head - after);
  const last: Former = { device, seq: after, aside, again };
  await tx.addSuccessor(device, {
    ...{ number, spares, claim, certificate, at: now },
    app: succession.app,
    formerly: [last, ...(former.formerly ?? [])],
    knows: await knownTo(tx, former, after),
  });
  await tx.audit({
    action: 'device.reincarnated',
    who: String(device),
    subject: `device ${number}`,
    detail: { former: device, seq: after, again, reason: succession.doubt },
  });
  return { device: number, spares: [...spares], certificate, after, aside };
}

/** What was recorded since the first time is on no other disk: nothing of it can come twice. */
function givenAgain(known: NonNullable<Awaited<ReturnType<LedgerChange['claimed']>>>): GivenNumber {
  const { number, spares, certificate, formerly } = known;
  const { seq: after, aside } = formerly[0] ?? { seq: 0, aside: [] };
  return { device: number, spares: [...spares], certificate, after, aside: [...aside] };
}

/** What a laptop knows as it goes on under another number: its own work up to there. */
async function knownTo(tx: LedgerChange, former: Device, after: number): Promise<readonly Source[]> {
  const hqSeq = await tx.placeUpTo(former.number, after);
  const inherited = (former.knows ?? []).map((source) => ({
    device: source.device,
    // What it learned later lies behind the op at which the new number branches off.
    hqSeq: after === former.head.seq ? source.hqSeq : Math.min(source.hqSeq, hqSeq),
  }));
  return hqSeq === 0 ? inherited : learn(inherited, { device: former.number, hqSeq });
}

/**
 * @param device a number that headquarters gave as a spare one, and no longer knows as a device
 * @returns the claim under which it becomes one
 */
export function claimOfSpare(device: number): Uint8Array {
  return sha256(encodeUtf8(`outpost spare\n${device}`)).subarray(0, 16);
}
