import { OutpostError } from '../errors.ts';
import { type PictureSize, readCleanJpeg } from './clean-jpeg.ts';
import { largestPhoto, largestThumbnail, photoEdge, thumbnailEdge } from './limits.ts';

/**
 * Makes sure that bytes are a photo as it is kept: a clean JPEG within the limits.
 *
 * @param bytes a whole file
 * @returns its size in pixels
 * @throws OutpostError `photo_damaged`, `photo_metadata`, or `photo_too_large` with the limit that it breaks
 */
export function checkPhoto(bytes: Uint8Array): PictureSize {
  return checkPicture(bytes, largestPhoto, photoEdge);
}

/**
 * @param bytes a whole file
 * @returns its size in pixels, when it is a thumbnail as it is kept
 * @throws OutpostError `photo_damaged`, `photo_metadata`, `photo_too_large`
 */
export function checkThumbnail(bytes: Uint8Array): PictureSize {
  return checkPicture(bytes, largestThumbnail, thumbnailEdge);
}

function checkPicture(bytes: Uint8Array, mostBytes: number, longestEdge: number): PictureSize {
  if (bytes.length > mostBytes) throw tooLarge({ bytes: mostBytes });
  const size = readCleanJpeg(bytes);
  if (Math.max(size.width, size.height) > longestEdge) throw tooLarge({ pixels: longestEdge });
  return size;
}

function tooLarge(limit: Readonly<Record<string, number>>): OutpostError {
  return new OutpostError('photo_too_large', 'The picture is larger than what is kept.', { details: limit });
}
