import { toBase64Url } from '#shared/sync/base64.ts';
import { encodeUtf8, joinBytes } from '#shared/sync/bytes.ts';
import type { Hello } from '#shared/sync/exchange.ts';
import type { Device, Grants } from './devices.ts';
import { sha256 } from './keys.ts';
import type { Ledger, LedgerChange, LedgerView } from './ledger.ts';

/** Why another life of the database began. */
export interface EpochCause {
  /** The device that knew more than headquarters, or `command line`. */
  readonly who: string;
  readonly reason: 'restore' | 'cursor_ahead' | 'ops_missing' | 'grant_ahead';
  /** Headquarters' time, ms. */
  readonly now: number;
  /** Fresh random bytes, or others that nobody repeats. */
  readonly entropy: Uint8Array;
}

const epochBytes = 12;
const skippedDevices = 1024;
/** Places of the order that one life may use before it meets the next: each begins at a multiple of this. */
const placesPerEpoch = 2 ** 28;
const hourMs = 3_600_000;
/** From here on hours are counted, so that two restores of one backup do not begin at the same place. */
const firstHour = Date.UTC(2020, 0, 1) / hourMs;

/**
 * Begins another life of the database, after a restore from a backup: every laptop then sends what headquarters lacks,
 * and gets its state anew. Places of the order are never given twice, so what a laptop had seen before (`seen`) says
 * nothing about what comes after.
 *
 * @param tx a transaction
 * @param cause why
 * @returns the new epoch; the present one when somebody else was quicker
 */
export async function beginEpoch(tx: LedgerChange, cause: EpochCause): Promise<string> {
  const former = await tx.epoch();
  const position = await tx.position();
  const made = sha256(
    joinBytes([encodeUtf8(`outpost epoch\n${former}\n${position}\n${cause.now}\n`), cause.entropy]),
  );
  const epoch = toBase64Url(made.subarray(0, epochBytes));
  const from = Math.max(
    Math.ceil((position + 1) / placesPerEpoch),
    Math.floor(cause.now / hourMs - firstHour),
  );
  const begun = await tx.beginEpoch({
    former,
    epoch,
    position: from * placesPerEpoch,
    skippedDevices,
  });
  if (!begun) return tx.epoch();
  await tx.audit({
    action: 'epoch.begun',
    who: cause.who,
    subject: 'headquarters',
    detail: { reason: cause.reason, former, epoch, position },
  });
  return epoch;
}

/** What headquarters knows of the laptop that says hello. */
interface Known {
  readonly epoch: string;
  readonly position: number;
  readonly device: Device;
  readonly grants: Grants;
}

/**
 * Whether a laptop of this very life of the database knows more of it than headquarters does: then it was restored from
 * a backup, and nobody said so.
 *
 * @param hello what the laptop says
 * @param known what headquarters knows
 * @returns what it has lost, or undefined
 */
export function lostMemory(hello: Hello, known: Known): EpochCause['reason'] | undefined {
  if (hello.epoch !== known.epoch) return undefined;
  if (hello.cursor > known.position) return 'cursor_ahead';
  if ((hello.accepted ?? 0) > known.device.head.seq) return 'ops_missing';
  return hello.grant > known.grants.version ? 'grant_ahead' : undefined;
}

/**
 * Makes sure, before anything of an exchange is taken in, that headquarters is in a life in which what the laptop says
 * can be understood.
 *
 * @param ledger headquarters' memory
 * @param hello what a verified hello says
 * @param now headquarters' time, ms
 */
export async function keepEpoch(ledger: Ledger, hello: Hello, now: number): Promise<void> {
  const known = await ledger.look((view) => knownOf(view, hello));
  if (!known) return;
  const reason = lostMemory(hello, known);
  if (reason) {
    const cause = { who: String(hello.device), reason, now, entropy: hello.nonce };
    await ledger.change((tx) => beginEpoch(tx, cause));
  }
  // A laptop of a life that headquarters does not remember: what it has seen must not look like places to come.
  const foreign = reason !== undefined || hello.epoch !== known.epoch;
  if (foreign && hello.cursor > known.position) {
    await ledger.change((tx) => tx.raisePosition(hello.cursor));
  }
}

async function knownOf(view: LedgerView, hello: Hello): Promise<Known | undefined> {
  const device = await view.device(hello.device);
  if (!device) return undefined;
  return {
    device,
    epoch: await view.epoch(),
    position: await view.position(),
    grants: await view.grants(hello.device),
  };
}
