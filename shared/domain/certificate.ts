/** Digits and letters that nobody mistakes for one another, neither read aloud nor written by hand. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Letters at the end of a number: two copies of one laptop that count alike draw different ones. */
const drawnLetters = 5;
/** 50 bits: not to be guessed by trying. */
const codeLetters = 10;

/** What a certificate is called. */
export interface CertificateNumber {
  /** Site that issued it. */
  readonly site: string;
  readonly year: number;
  /** Number of the laptop: its block of numbers within site and year. */
  readonly device: number;
  /** Counts the certificates of the block from 1. */
  readonly count: number;
  /** Drawn by chance. */
  readonly drawn: string;
}

/** Number and check code, as they stand on paper. */
export interface CertificateProof {
  readonly number: string;
  readonly code: string;
}

/**
 * @param parts of a number
 * @returns the number as it is stored, printed and asked for: `BAS-2026-17-0042-K7QXM`
 */
export function formatCertificateNumber({ site, year, device, count, drawn }: CertificateNumber): string {
  return [site, year, device, String(count).padStart(4, '0'), drawn].join('-');
}

/**
 * @param number as stored
 * @returns its parts; undefined when it is none
 */
export function parseCertificateNumber(number: string): CertificateNumber | undefined {
  const found = /^(.+)-(\d{4})-(\d{1,7})-(\d{4,})-([0-9A-Z]{5})$/.exec(number);
  if (!found) return undefined;
  const [, site = '', year, device, count, drawn = ''] = found;
  return { site, year: Number(year), device: Number(device), count: Number(count), drawn };
}

/**
 * @param random gives fresh random bytes
 * @returns the letters that end a number
 */
export function drawLetters(random: (count: number) => Uint8Array): string {
  return letters(random(drawnLetters));
}

/**
 * @param random gives fresh random bytes
 * @returns a check code
 */
export function drawCheckCode(random: (count: number) => Uint8Array): string {
  return letters(random(codeLetters));
}

/**
 * @param code a check code
 * @returns the same in two halves, easier to read off: `7H2PA-9QXM4`
 */
export function spacedCode(code: string): string {
  return `${code.slice(0, codeLetters / 2)}-${code.slice(codeLetters / 2)}`;
}

const mark = 'OUTPOST';

/**
 * @param proof number and check code
 * @returns what the square on the certificate says
 */
export function certificateQr({ number, code }: CertificateProof): string {
  return [mark, number, code].join(':');
}

/**
 * Reads what a scanner typed, or somebody who reads it off the paper.
 *
 * @param text the square's words, or number and code with spaces between them, in any case and digits
 * @returns number and code; undefined when the text holds no two such things
 */
export function readCertificateProof(text: string): CertificateProof | undefined {
  const typed = westernDigits(text).trim().toUpperCase();
  const parts = typed.startsWith(`${mark}:`) ? typed.split(':').slice(1) : typed.split(/\s+/);
  const [number, ...code] = parts;
  if (!number) return undefined;
  const letters = code.join('').replace(/-/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (letters.length !== codeLetters || [...letters].some((letter) => !alphabet.includes(letter))) {
    return undefined;
  }
  return parseCertificateNumber(number) ? { number, code: letters } : undefined;
}

function letters(bytes: Uint8Array): string {
  return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
}

function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
