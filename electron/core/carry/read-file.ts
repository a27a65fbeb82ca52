import { bootstrapPlan, keepPart, missingParts } from '#db/bootstrap.ts';
import { type CarriedFrame, type CarriedLaptop, takeCarried } from '#db/carried-work.ts';
import { journalHead, sha256 } from '#db/journal.ts';
import { loadBootstrap } from '#db/load-snapshot.ts';
import type { Store } from '#db/store.ts';
import { type EnrolledAs, lastAnswered, syncState } from '#db/sync-state.ts';
import { hqDevice } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import { OutpostError, parseAtBoundary } from '#shared/errors.ts';
import type { CarriedNews } from '#shared/ipc/carry.ts';
import { fromBase64Url } from '#shared/sync/base64.ts';
import { blockKinds } from '#shared/sync/blocks.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import { type CarriedFile, decodeCarried, type Manifest, refuseForeignFile } from '#shared/sync/carry.ts';
import { type Certificate, certificateBytes, certificateSchema } from '#shared/sync/enrolment.ts';
import { decodeAnswer } from '#shared/sync/exchange.ts';
import { decodeFrame } from '#shared/sync/frame.ts';
import { openSealedFile } from '#shared/sync/sealed-file.ts';
import { verifyChain } from '#shared/sync/verify-chain.ts';
import { AnswerReading } from '../sync/answer-reading.ts';
import { decompress } from '../sync/compression.ts';
import { verifierOf } from '../sync/device-key.ts';

/**
 * Takes in a file for carrying: headquarters' answer, or another laptop's work. It may come late, again, or out of order.
 *
 * @param store the open database
 * @param file from anybody
 * @returns what it brought
 * @throws OutpostError `not_enrolled`; `file_type`, `carry_damaged`, `carry_not_for_you`, `carry_foreign`,
 *   `hq_identity`, `bad_signature`, `device_revoked`, `frame_*`: nothing has changed then; `carry_gap` when another
 *   file comes before it
 */
export async function readCarriedFile(store: Store, file: Uint8Array): Promise<CarriedNews> {
  const { enrolled } = syncState(store);
  if (!enrolled) throw new OutpostError('not_enrolled', 'This laptop is not enrolled with headquarters.');
  const content = await openSealedFile(file, enrolled);
  const carried = decodeCarried(content);
  refuseForeignFile(carried.manifest.message, enrolled);
  return carried.manifest.message.purpose === 'return'
    ? readReturn(store, enrolled, carried)
    : readWork(store, enrolled, carried);
}

function readReturn(store: Store, enrolled: EnrolledAs, { manifest, blocks }: CarriedFile): CarriedNews {
  const { message, signed, signature } = manifest;
  if (message.from !== hqDevice || !verifierOf(enrolled.hqKey)(signed, signature)) throw notByHeadquarters();
  const answerBlock = blocks.find(({ kind }) => kind === blockKinds.answer);
  if (!answerBlock) throw new OutpostError('carry_damaged', 'The file has no answer.');
  const { exchange } = decodeAnswer(answerBlock.payload).message;
  const news = newsOf(message, null);
  // What headquarters has answered since says all of this and more.
  if (exchange < lastAnswered(store)) return news;
  const { cursor, accepted } = syncState(store);
  const { nonce } = message;
  const opening = { exchange, nonce, cursor, accepted, head: journalHead(store), waiting: 0, carried: true };
  const moved = { opsSent: 0, opsReceived: 0, bytesUp: 0, bytesDown: 0 };
  const reading = new AnswerReading({ store, enrolled, report: () => undefined }, opening, moved);
  for (const block of blocks) {
    if (block.kind !== blockKinds.part) reading.take(block);
    else keepIfMissing(store, block.payload);
  }
  reading.finish();
  if (bootstrapPlan(store) && missingParts(store).length === 0) {
    moved.opsReceived += loadBootstrap(store, decompress)?.rows ?? 0;
  }
  return { ...news, changes: moved.opsReceived, confirmed: syncState(store).accepted - accepted };
}

function keepIfMissing(store: Store, bytes: Uint8Array): void {
  const hash = sha256(bytes);
  const part = missingParts(store).find((missing) => sameBytes(missing.sha256, hash));
  if (part) keepPart(store, part, bytes);
}

/** All of it is verified before any of it is taken in. */
function readWork(store: Store, enrolled: EnrolledAs, { manifest, blocks }: CarriedFile): CarriedNews {
  const { message, signed, signature } = manifest;
  const laptops = new Map(
    message.certificates.map(({ label, certificate }) => {
      const { device, publicKey } = certified(enrolled, certificate);
      return [device, { device, label, certificate, isBy: verifierOf(fromBase64Url(publicKey)) }] as const;
    }),
  );
  const maker = laptops.get(message.from);
  if (!maker?.isBy(signed, signature)) throw notSigned(message.from);
  refuseRevoked(store, message.from);
  const frames: CarriedFrame[] = [];
  for (const { kind, payload } of blocks) {
    if (kind !== blockKinds.frame) continue;
    const frame = decodeFrame(payload, { decompress });
    const { device, from, previous, last } = frame.header;
    if (!laptops.get(device)?.isBy(frame.signed, frame.signature)) throw notSigned(device);
    verifyChain({ seq: from - 1, hash: previous }, device, frame.ops, sha256, last);
    if (device !== enrolled.device) frames.push({ device, bytes: payload, frame });
  }
  const others: readonly CarriedLaptop[] = [...laptops.values()].filter(({ device }) =>
    frames.some((frame) => frame.device === device),
  );
  return { ...newsOf(message, maker.label), changes: takeCarried(store, others, frames) };
}

function certified(enrolled: EnrolledAs, text: string): Certificate {
  const certificate = parseAtBoundary(certificateSchema, parseJson(text), 'carry_damaged');
  const byHeadquarters = verifierOf(enrolled.hqKey);
  if (!byHeadquarters(certificateBytes(certificate), fromBase64Url(certificate.signature))) {
    throw notByHeadquarters();
  }
  return certificate;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OutpostError('carry_damaged', 'A certificate in the file cannot be read.', { cause });
  }
}

function refuseRevoked(store: Store, device: number): void {
  const row = store.one<{ revoked: number | null }>(
    `SELECT revoked FROM ${tables.laptop.name} WHERE device = ?`,
    device,
  );
  if (row?.revoked !== 1) return;
  throw new OutpostError('device_revoked', `Headquarters has revoked device ${device}.`, {
    details: { device },
  });
}

function newsOf({ purpose, madeAt }: Manifest, from: string | null): CarriedNews {
  return { purpose, from, madeAt: new Date(madeAt).toISOString(), changes: 0, confirmed: 0 };
}

function notByHeadquarters(): OutpostError {
  return new OutpostError('hq_identity', 'The file is not signed by headquarters.');
}

function notSigned(device: number): OutpostError {
  return new OutpostError('bad_signature', `The file is not signed by device ${device}.`, {
    details: { device },
  });
}
