import { createHash, randomBytes } from 'node:crypto';

// Crockford's base 32: no I, L, O or U, which are misread.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretLetters = 30;
const checkLetters = 2;
const groupLength = 4;

/**
 * @returns a new recovery code: 8 groups of 4, of which 30 letters are random (150 bits) and 2 check the rest
 */
export function makeRecoveryCode(): string {
  const letters = Array.from(randomBytes(secretLetters), (byte) => alphabet[byte % 32]).join('');
  return grouped(letters + checkOf(letters));
}

/**
 * @param typed a recovery code as somebody typed it: any case, spaces and dashes, O for 0, I and L for 1
 * @returns the code as `makeRecoveryCode` gave it, or undefined when it has a slip
 */
export function parseRecoveryCode(typed: string): string | undefined {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]+/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== secretLetters + checkLetters) return undefined;
  if (![...letters].every((letter) => alphabet.includes(letter))) return undefined;
  const secret = letters.slice(0, secretLetters);
  return letters.slice(secretLetters) === checkOf(secret) ? grouped(letters) : undefined;
}

function checkOf(letters: string): string {
  const digest = createHash('sha256').update(`outpost recovery ${letters}`).digest();
  return Array.from(digest.subarray(0, checkLetters), (byte) => alphabet[byte % 32]).join('');
}

function grouped(letters: string): string {
  const groups: string[] = [];
  for (let from = 0; from < letters.length; from += groupLength) {
    groups.push(letters.slice(from, from + groupLength));
  }
  return groups.join('-');
}
