import { MemoryLocker, Server, type ServerOptions } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { largestPhoto, largestThumbnail } from '#shared/attachments/limits.ts';
import { OutpostError, parseAtBoundary, toErrorShape } from '#shared/errors.ts';
import {
  askPhotosPath,
  bytesType,
  decodeHashes,
  encodeStates,
  encodeThumbnails,
  hashBytes,
  hashText,
  messageType,
  partBytes,
  picturesPath,
  sha256Text,
  thumbnailsPath,
  uploadName,
  uploadsPath,
} from '#shared/sync/photo-lane.ts';
import { findDevice } from '../store/device-records.ts';
import type { Device } from '../store/devices.ts';
import { finishUpload, photoStates } from '../store/finish-upload.ts';
import { expectedPhotos, readPicture, readThumbnails } from '../store/photos.ts';
import type { Store } from '../store/store.ts';
import { UploadStore } from '../store/upload-store.ts';
import { requireDevice } from './device-request.ts';
import { asOutpostError, statusOf } from './http-errors.ts';

const uploadType = 'application/offset+octet-stream';
const questionBytes = 32 * 1024;
/** How long a request that was cut may keep the next one waiting, ms. */
const lockMs = 2000;

const wanted = z.object({ sha256: sha256Text });
const rest = z.object({ from: z.coerce.number().int().min(0).default(0) });

/**
 * The lane of photos: what headquarters lacks, uploads by tus, and pictures and thumbnails for other laptops of a site.
 * Every request is signed by its device.
 *
 * @param app the server
 * @param store headquarters' memory
 */
export function servePhotos(app: FastifyInstance, store: Store): void {
  const { pool } = store;
  const find = finder(pool);
  app.addContentTypeParser(
    messageType,
    { parseAs: 'buffer', bodyLimit: questionBytes },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser(uploadType, (_request, _payload, done) => done(null));
  app.post(askPhotosPath, async (request, reply) => {
    const body = bodyOf(request);
    const { number } = await requireDevice(find, request, body);
    const hashes = decodeHashes(body).hashes.map(hashText);
    const states = await photoStates(pool, number, hashes);
    return send(reply, encodeStates({ states: [...states] }), messageType);
  });
  app.post(thumbnailsPath, async (request, reply) => {
    const body = bodyOf(request);
    const { number } = await requireDevice(find, request, body);
    const found = await readThumbnails(pool, number, decodeHashes(body).hashes.map(hashText), partBytes);
    const thumbnails = found.map(({ sha256, thumbnail }): [Uint8Array, Uint8Array] => [
      hashBytes(sha256),
      thumbnail,
    ]);
    return send(reply, encodeThumbnails({ thumbnails }), messageType);
  });
  app.get(`${picturesPath}/:sha256`, async (request, reply) => {
    const { number } = await requireDevice(find, request, undefined);
    const { sha256 } = parseAtBoundary(wanted, request.params);
    const { from } = parseAtBoundary(rest, request.query);
    const bytes = await readPicture(pool, number, sha256, from);
    if (!bytes) throw new OutpostError('photo_missing', 'Headquarters does not have this photo.');
    return send(reply, bytes, bytesType);
  });
  serveUploads(app, store);
}

function finder(pool: Store['pool']): (number: number) => Promise<Device | undefined> {
  return (number) => findDevice(pool, number);
}

function serveUploads(app: FastifyInstance, { pool }: Store): void {
  const find = finder(pool);
  const senders = new WeakMap<object, number>();
  const tus = new Server(tusOptions(pool, senders));
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { number } = await requireDevice(find, request, undefined);
    senders.set(request.raw, number);
    reply.hijack();
    await tus.handle(request.raw, reply.raw);
  };
  app.post(uploadsPath, handle);
  app.route({ method: ['HEAD', 'PATCH'], url: `${uploadsPath}/:id`, handler: handle });
}

function tusOptions(
  pool: Store['pool'],
  senders: WeakMap<object, number>,
): ServerOptions & { readonly datastore: UploadStore } {
  const senderOf: SenderOf = (request) => {
    const device = senders.get(request.runtime?.node?.req ?? {});
    if (device === undefined)
      throw refusal(new OutpostError('unauthorised', 'A device must sign this request.'));
    return device;
  };
  return {
    path: uploadsPath,
    datastore: new UploadStore(pool),
    locker: new MemoryLocker(),
    maxSize: largestPhoto + largestThumbnail,
    relativeLocation: true,
    // Browsers of other sites have no business here.
    allowedOrigins: () => false,
    lockDrainTimeout: lockMs,
    namingFunction: async (request, metadata) => {
      const device = senderOf(request);
      const named = sha256Text.safeParse(metadata?.sha256);
      if (!named.success) throw refusal(new OutpostError('invalid_request', 'Name the photo by its hash.'));
      return uploadName(device, named.data);
    },
    onIncomingRequest: async (request, id) => {
      if (!id.startsWith(`${senderOf(request)}-`)) {
        throw refusal(new OutpostError('not_permitted', 'This upload is of another device.'));
      }
    },
    onUploadCreate: async (request, { id, size }) => {
      const device = senderOf(request);
      const hash = hashOf(id);
      const photo = (await expectedPhotos(pool, device, [hash])).get(hash);
      if (!photo)
        throw refusal(new OutpostError('photo_missing', 'No record of this device names this photo.'));
      if (size !== photo.size + photo.thumbSize) {
        throw refusal(new OutpostError('photo_mismatch', 'The photo has another size than the record says.'));
      }
      return {};
    },
    onUploadFinish: async (request, { id }) => {
      await finishUpload(pool, senderOf(request), hashOf(id)).catch((thrown: unknown) => {
        throw refusal(thrown);
      });
      return {};
    },
  };
}

type SenderOf = (request: { readonly runtime?: { readonly node?: { readonly req: object } } }) => number;

function hashOf(uploadId: string): string {
  return uploadId.slice(uploadId.indexOf('-') + 1);
}

/** A refusal as tus throws it: the laptop finds our error in its body. */
function refusal(thrown: unknown): { readonly status_code: number; readonly body: string } {
  const error = asOutpostError(thrown);
  return { status_code: statusOf(error.code), body: JSON.stringify({ error: toErrorShape(error) }) };
}

function bodyOf({ body }: FastifyRequest): Uint8Array {
  if (body instanceof Uint8Array) return body;
  throw new OutpostError('malformed_body', `Send ${messageType}.`);
}

function send(reply: FastifyReply, bytes: Uint8Array, type: string): FastifyReply {
  return reply.type(type).header('cache-control', 'no-store').send(Buffer.from(bytes));
}
