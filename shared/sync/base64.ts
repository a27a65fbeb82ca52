import { OutpostError } from '../errors.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const digits = new Map([...alphabet].map((character, index) => [character, index]));

/**
 * @param bytes any bytes
 * @returns base64url without padding
 */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const rest = bytes.length - index;
    const bits = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    if (rest > 1) text += alphabet.charAt((bits >> 6) & 63);
    if (rest > 2) text += alphabet.charAt(bits & 63);
  }
  return text;
}

/**
 * @param text base64url without padding
 * @returns its bytes
 * @throws OutpostError `invalid_request` for anything that `toBase64Url` would not have written
 */
export function fromBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let offset = 0;
  let bits = 0;
  let held = 0;
  for (const character of text) {
    const digit = digits.get(character);
    if (digit === undefined) throw notBase64();
    bits = ((bits << 6) | digit) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[offset++] = (bits >> held) & 0xff;
    }
  }
  if (held === 6 || (bits & ((1 << held) - 1)) !== 0) throw notBase64();
  return bytes;
}

function notBase64(): OutpostError {
  return new OutpostError('invalid_request', 'The text is not base64url.');
}
