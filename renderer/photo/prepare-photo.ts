import { cleanJpeg } from '#shared/attachments/clean-jpeg.ts';
import {
  largestPhoto,
  largestSource,
  mostSourcePixels,
  photoEdge,
  photoType,
  thumbnailEdge,
} from '#shared/attachments/limits.ts';
import { OutpostError } from '#shared/errors.ts';
import { type PhotoFacts, readFacts } from './photo-facts.ts';
import { pictureKind } from './picture-kind.ts';

/** A photo as the core takes it. */
export interface PreparedPhoto extends Pick<PhotoFacts, 'takenOn' | 'takenTime'> {
  readonly picture: Uint8Array;
  readonly thumbnail: Uint8Array;
}

/** Two parts of an upload: what a picture may have before it is written less finely. */
const wantedBytes = 512 * 1024;
const finenesses = [0.82, 0.7, 0.55, 0.4] as const;
const thumbnailFineness = 0.7;

/**
 * Scales a picture down and writes it anew, so that nothing is left of place, camera and author. The file that was
 * chosen is not kept.
 *
 * @param file what somebody chose, dropped or pasted
 * @returns the photo, its thumbnail, and when it was taken
 * @throws OutpostError `photo_type`, `photo_damaged`, `photo_too_large`
 */
export async function preparePhoto(file: Blob): Promise<PreparedPhoto> {
  if (file.size > largestSource) throw tooLarge();
  const bytes = await file.arrayBuffer();
  const kind = pictureKind(new Uint8Array(bytes));
  if (!kind) throw new OutpostError('photo_type', 'This kind of file is no picture that can be kept.');
  const { width, height, takenOn, takenTime } = await readFacts(bytes);
  // Before it is decoded: a small file can hold a picture that fills the memory.
  if (width * height > mostSourcePixels) throw tooLarge();
  const bitmap = await decode(file, kind);
  try {
    const picture = await writtenFinely(scaled(bitmap, photoEdge));
    const thumbnail = await encoded(scaled(bitmap, thumbnailEdge), thumbnailFineness);
    return { picture, thumbnail, takenOn, takenTime };
  } finally {
    bitmap.close();
  }
}

async function decode(file: Blob, kind: string): Promise<ImageBitmap> {
  try {
    // The engine turns the picture as its camera was held.
    return await createImageBitmap(file);
  } catch (cause) {
    // A telephone's HEIC can only be opened where the system has a decoder for it.
    const code = kind === 'heic' ? 'photo_type' : 'photo_damaged';
    throw new OutpostError(code, 'The picture cannot be decoded.', { cause });
  }
}

function scaled(bitmap: ImageBitmap, edge: number): OffscreenCanvas {
  const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new OutpostError('internal', 'There is no canvas to draw on.');
  context.imageSmoothingQuality = 'high';
  // What is transparent would turn black.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

async function writtenFinely(canvas: OffscreenCanvas): Promise<Uint8Array> {
  for (const fineness of finenesses) {
    const written = await encoded(canvas, fineness);
    const last = fineness === finenesses.at(-1);
    if (written.length <= (last ? largestPhoto : wantedBytes)) return written;
  }
  throw tooLarge();
}

async function encoded(canvas: OffscreenCanvas, quality: number): Promise<Uint8Array> {
  const blob = await canvas.convertToBlob({ type: photoType, quality });
  return cleanJpeg(new Uint8Array(await blob.arrayBuffer()));
}

function tooLarge(): OutpostError {
  return new OutpostError('photo_too_large', 'The picture is larger than what is taken.');
}
