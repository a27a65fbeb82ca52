/** How the two kinds of UTF-16 are called. */
type Utf16 = 'utf-16le' | 'utf-16be';

/** Bytes looked at to tell UTF-16 without a mark. */
const lookedAt = 4096;
/** From this share of usual letters on, a guess of UTF-16 is believed. */
const believable = 0.95;
/** What rosters are written with: ASCII, Latin with accents, Arabic, marks of direction and typographic punctuation. */
const usual = /[\t\r\n\u0020-\u007e\u00a0-\u024f\u0600-\u06ff\u200b-\u206f]/u;

/**
 * Decodes a text file as Excel, Word and old Arabic systems write it: UTF-8, UTF-16 in either order, each with or without
 * a mark, else Windows-1256.
 *
 * @param bytes the file
 * @returns its text without the mark
 */
export function decodeText(bytes: Uint8Array): string {
  const utf16 = utf16Kind(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // No UTF-8: what Arabic Windows writes by default.
    return new TextDecoder('windows-1256').decode(bytes);
  }
}

/**
 * @param bytes a file
 * @returns which UTF-16 it is, by its mark or by what it would say; undefined when it is none
 */
export function utf16Kind(bytes: Uint8Array): Utf16 | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, Math.min(lookedAt, bytes.length - (bytes.length % 2)));
  // No other encoding of text holds zero bytes, and every UTF-16 file of rows does: its line ends.
  if (bytes.length % 2 === 1 || !head.includes(0)) return undefined;
  return (['utf-16le', 'utf-16be'] as const).find((kind) => usualShare(head, kind) >= believable);
}

function usualShare(head: Uint8Array, kind: Utf16): number {
  const letters = [...new TextDecoder(kind).decode(head)];
  return letters.filter((letter) => usual.test(letter)).length / letters.length;
}
