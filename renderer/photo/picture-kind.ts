/** Kinds of picture that are taken. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic';

const brands: ReadonlySet<string> = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif']);

/**
 * Tells a picture by its beginning: names of files say anything.
 *
 * @param bytes a file
 * @returns its kind; undefined for everything else
 */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes[0] === 0x89 && text(1, 4) === 'PNG') return 'png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(4, 8) === 'ftyp' && brands.has(text(8, 12))) return 'heic';
  return undefined;
}
