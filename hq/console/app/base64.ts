import { OutpostError } from '#shared/errors.ts';

/**
 * @param file that somebody chose
 * @param limit most bytes that headquarters takes
 * @returns its content, as requests carry it
 * @throws OutpostError `file_too_large`
 */
export async function base64Of(file: File, limit: number): Promise<string> {
  if (file.size > limit) {
    throw new OutpostError('file_too_large', 'The file is too large.', {
      details: { bytes: file.size, limit },
    });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const piece = 32_768;
  let text = '';
  for (let from = 0; from < bytes.length; from += piece) {
    text += String.fromCharCode(...bytes.subarray(from, from + piece));
  }
  return btoa(text);
}

/**
 * @param base64 as replies carry it
 * @returns the bytes
 */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
