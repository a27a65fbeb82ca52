import { z } from 'zod';
import { decodeMessage, encodeMessage } from './message.ts';

/**
 * The lane of photos, beside the exchange. A photo goes up as one file, the picture followed by its thumbnail, by the
 * tus protocol under `uploadsPath`; its upload is named `<device>-<sha256 of the picture>`, so that neither end has to
 * remember a name. What is asked and answered besides is MessagePack.
 */
export const uploadsPath = '/sync/uploads';
/** `GET <path>/<sha256>?from=<byte>` gives a picture from that byte on. */
export const picturesPath = '/sync/photos';
export const askPhotosPath = '/sync/photos/ask';
export const thumbnailsPath = '/sync/photos/thumbnails';

export const messageType = 'application/msgpack';
export const bytesType = 'application/octet-stream';
/** The longest part of an upload, and the most bytes of thumbnails in one answer. */
export const partBytes = 256 * 1024;
/** The most photos that one question may name. */
export const mostAsked = 500;

/** How a picture's hash is written: 64 hexadecimal digits. */
export const sha256Text = z.string().regex(/^[0-9a-f]{64}$/);

const hash = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === 32);
const hashes = z.object({ hashes: z.array(hash).max(mostAsked) });
export type HashList = z.infer<typeof hashes>;

/** Headquarters has the photo for this site. */
export const photoIsThere = -1;
/** No record that this device may write names the photo, or headquarters has not heard of it yet. */
export const photoUnknown = -2;

const states = z.object({
  /** For each photo asked about: `photoIsThere`, `photoUnknown`, or how many bytes of it have arrived. */
  states: z.array(z.int().min(photoUnknown)).max(mostAsked),
});
export type PhotoStates = z.infer<typeof states>;

const thumbnails = z.object({
  /** Hash of the photo and its thumbnail, as many as fit; what headquarters lacks is left out. */
  thumbnails: z.array(z.tuple([hash, z.custom<Uint8Array>((value) => value instanceof Uint8Array)])),
});
export type Thumbnails = z.infer<typeof thumbnails>;

export const encodeHashes = (message: HashList): Uint8Array => encodeMessage(message);
export const decodeHashes = (bytes: Uint8Array): HashList => decodeMessage(bytes, hashes);
export const encodeStates = (message: PhotoStates): Uint8Array => encodeMessage(message);
export const decodeStates = (bytes: Uint8Array): PhotoStates => decodeMessage(bytes, states);
export const encodeThumbnails = (message: Thumbnails): Uint8Array => encodeMessage(message);
export const decodeThumbnails = (bytes: Uint8Array): Thumbnails => decodeMessage(bytes, thumbnails);

/**
 * @param device the device's number
 * @param sha256 of the picture, as text
 * @returns the name of its upload
 */
export function uploadName(device: number, sha256: string): string {
  return `${device}-${sha256}`;
}

/**
 * @param bytes 32 bytes
 * @returns them as rows and addresses write them
 */
export function hashText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param text what `hashText` gave
 * @returns the 32 bytes
 */
export function hashBytes(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
