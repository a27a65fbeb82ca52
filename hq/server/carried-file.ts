import type { FastifyBaseLogger } from 'fastify';
import { hqDevice } from '#shared/domain/ids.ts';
import { OutpostError } from '#shared/errors.ts';
import { type Block, BlockReader, blockKinds, encodeBlock } from '#shared/sync/blocks.ts';
import { decodeCarried, encodeCarried, refuseForeignFile } from '#shared/sync/carry.ts';
import { decodeAnswer, decodeHello } from '#shared/sync/exchange.ts';
import { deviceOfFrame } from '#shared/sync/frame.ts';
import { type KeyPair, openSealedFile, sealFile } from '#shared/sync/sealed-file.ts';
import type { AuditEntry } from '../store/audit.ts';
import type { Device } from '../store/devices.ts';
import { isSignedBy } from '../store/keys.ts';
import { everybody } from '../store/merge-ops.ts';
import { type ExchangeSettings, type Headquarters, runExchange } from './exchange.ts';

/** What a file brought, and what goes back. */
export interface ReadFile {
  /** Who made the file. */
  readonly device: number;
  /** Device numbers whose work was in it. */
  readonly devices: readonly number[];
  /** Ops that headquarters did not have. */
  readonly newOps: number;
  /** Clock of who made it, ms since 1970 UTC. */
  readonly madeAt: number;
  /** The return file for its maker. */
  readonly reply: Uint8Array;
}

/**
 * Takes in a file that a laptop wrote, and makes the file that goes back to it. A file may come late, again, or out of
 * order: what is known already is left alone.
 *
 * @param headquarters who it is, and what stands in for the machine
 * @param keys that open files for headquarters
 * @param settings limits
 * @param file from anybody
 * @param by who reads it in: name of an admin, or `command line`
 * @param log of whoever asks
 * @returns what it brought
 * @throws OutpostError `file_type`, `carry_damaged`, `carry_not_for_you`, `carry_foreign`, `unknown_device`,
 *   `bad_signature`: nothing has changed then; `carry_gap` when an earlier file is missing; `device_revoked` when its
 *   work was kept aside and nothing goes back; what `runExchange` throws
 */
export async function readWorkFile(
  headquarters: Headquarters,
  keys: KeyPair,
  settings: ExchangeSettings,
  file: Uint8Array,
  by: string,
  log: Pick<FastifyBaseLogger, 'info'>,
): Promise<ReadFile> {
  const { ledger, identity } = headquarters;
  const { manifest, blocks } = decodeCarried(await openSealedFile(file, keys));
  const { message } = manifest;
  refuseForeignFile(message, { device: hqDevice, hqId: identity.id });
  if (message.purpose !== 'work') throw new OutpostError('carry_not_for_you', 'This file goes to a laptop.');
  const maker = await ledger.look((view) => view.device(message.from));
  if (!maker) throw unknownDevice(message.from);
  if (!isSignedBy(maker.publicKey, manifest.signed, manifest.signature)) throw notSigned(message.from);
  const devices = new Set(
    blocks.filter(({ kind }) => kind === blockKinds.frame).map(({ payload }) => deviceOfFrame(payload)),
  );
  await refuseUnknown(headquarters, blocks, maker, devices);
  const before = await headsOf(headquarters, devices);
  const reply = await exchange(headquarters, settings, blocks, log);
  const newOps = sum(await headsOf(headquarters, devices)) - sum(before);
  await note(headquarters, {
    action: 'file.read',
    who: by,
    subject: `device ${message.from}`,
    detail: { devices: [...devices].join(' '), newOps },
  });
  const parts = await snapshotParts(headquarters, message.from, reply);
  const content = encodeCarried(
    {
      format: 1,
      purpose: 'return',
      hqId: identity.id,
      from: hqDevice,
      to: [message.from],
      madeAt: headquarters.now(),
      nonce: message.nonce,
      certificates: [],
    },
    [...reply.map(({ kind, payload }) => encodeBlock(kind, payload)), ...parts],
    identity.sign,
  );
  return {
    device: message.from,
    devices: [...devices],
    newOps,
    madeAt: message.madeAt,
    reply: await sealFile(content, [maker.publicKey]),
  };
}

/** Nothing of a file is taken in when any of it is not by whom it says. */
async function refuseUnknown(
  { ledger }: Headquarters,
  blocks: readonly Block[],
  maker: Device,
  devices: ReadonlySet<number>,
): Promise<void> {
  const [first] = blocks;
  if (first?.kind !== blockKinds.hello) throw new OutpostError('carry_damaged', 'The file has no hello.');
  const { message: hello, signed, signature } = decodeHello(first.payload);
  if (hello.device !== maker.number || !isSignedBy(maker.publicKey, signed, signature)) {
    throw notSigned(maker.number);
  }
  for (const number of devices) {
    if (!(await ledger.look((view) => view.device(number)))) throw unknownDevice(number);
  }
}

/** The exchange in the file, answered; without the end. */
async function exchange(
  headquarters: Headquarters,
  settings: ExchangeSettings,
  blocks: readonly Block[],
  log: Pick<FastifyBaseLogger, 'info'>,
): Promise<readonly Block[]> {
  async function* body(): AsyncGenerator<Uint8Array> {
    for (const { kind, payload } of blocks) yield encodeBlock(kind, payload);
    yield encodeBlock(blockKinds.end);
  }
  try {
    const caller = { device: undefined };
    const given = await runExchange(headquarters, { ...settings, carried: true }, body(), caller, log);
    const reader = new BlockReader();
    return given.flatMap((bytes) => reader.push(bytes)).filter(({ kind }) => kind !== blockKinds.end);
  } catch (cause) {
    if (!(cause instanceof OutpostError) || cause.code !== 'frame_gap') throw cause;
    const { message, details } = cause;
    throw new OutpostError('carry_gap', `Another file comes before this one. ${message}`, { details, cause });
  }
}

/** A laptop that is to load a snapshot gets its parts in the same file: it cannot fetch them. */
async function snapshotParts(
  { ledger }: Headquarters,
  device: number,
  reply: readonly Block[],
): Promise<readonly Uint8Array[]> {
  const answer = reply.find(({ kind }) => kind === blockKinds.answer);
  const bootstrap = answer && decodeAnswer(answer.payload).message.bootstrap;
  if (!bootstrap) return [];
  return ledger.look(async (view) => {
    const { sites } = await view.grants(device);
    const parts: Uint8Array[] = [];
    for (const { sha256 } of bootstrap.parts) {
      const part = await view.partOf(sha256, [everybody, ...sites]);
      if (!part) throw new OutpostError('not_found', 'A part of the snapshot is no longer kept.');
      parts.push(encodeBlock(blockKinds.part, part));
    }
    return parts;
  });
}

async function headsOf({ ledger }: Headquarters, devices: ReadonlySet<number>): Promise<readonly number[]> {
  return ledger.look(async (view) => {
    const heads: number[] = [];
    for (const device of devices) heads.push((await view.device(device))?.head.seq ?? 0);
    return heads;
  });
}

async function note({ ledger }: Headquarters, entry: AuditEntry): Promise<void> {
  await ledger.change((tx) => tx.audit(entry));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function unknownDevice(device: number): OutpostError {
  return new OutpostError('unknown_device', `Headquarters knows no device ${device}.`, {
    details: { device },
  });
}

function notSigned(device: number): OutpostError {
  return new OutpostError('bad_signature', `The file is not signed by device ${device}.`, {
    details: { device },
  });
}
