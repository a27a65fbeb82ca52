import { foldText } from './fold-text.ts';
import { arabicSound, latinSound, sameLatinSound, skeleton } from './name-sound.ts';
import { type NameUnit, nameUnits } from './name-units.ts';

export { asciiDigits, foldText } from './fold-text.ts';

/** Keys under which a name is found. Each is a list of words, in the order of the name. */
export interface NameKeys {
  /** Spellings that are the same beyond doubt. */
  readonly strong: string;
  /** Also without hamza, doubled letters and the difference between a final alef and ya. */
  readonly weak: string;
  /** Consonants as both scripts give them: a name written in one is found by the other. Finds more than it should. */
  readonly latin: string;
}

/** Why two names are held to be similar. */
export const nameReasons = ['name_spelling', 'name_sound', 'name_shorter', 'name_partly'] as const;
export type NameReason = (typeof nameReasons)[number];

export interface NameSimilarity {
  /** They may be two spellings of one name, no part of which contradicts the other. */
  readonly same: boolean;
  /** 0 to 1. */
  readonly score: number;
  readonly why: readonly NameReason[];
}

/**
 * @param name a person's name in Arabic or Latin script
 * @returns its search keys; empty texts when it has no letters
 */
export function nameKeys(name: string): NameKeys {
  const units = nameUnits(name);
  return {
    strong: units.map((unit) => unit.text).join(' '),
    weak: units.map(weakKey).join(' '),
    latin: units
      .map(skeleton)
      .filter((key) => key !== '')
      .join(' '),
  };
}

/**
 * Compares two names part by part, in order: given name, father, grandfather, laqab. Later parts may be missing.
 * Only suggests; a person decides.
 *
 * @param a a name in either script
 * @param b another, in the same script or the other
 * @returns whether they may be the same name, how near they are, and why
 */
export function similarNames(a: string, b: string): NameSimilarity {
  return similarUnits(nameUnits(a), nameUnits(b));
}

/** As `similarNames`, for names that were cut into units before. */
export function similarUnits(a: readonly NameUnit[], b: readonly NameUnit[]): NameSimilarity {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const none: NameSimilarity = { same: false, score: 0, why: [] };
  if (short.length === 0) return none;
  const opening = short.slice(0, 2).map((unit, index) => unitLikeness(unit, long[index]));
  if (opening.every((weight) => weight === 0)) return none;
  const later = inOrder(short.slice(2), long.slice(2));
  const weights = [...opening, ...later];
  const agreed = weights.filter((weight) => weight > 0);
  const same = agreed.length === short.length && short.length >= Math.min(2, long.length);
  const shorter = short.length < long.length;
  const total = agreed.reduce((sum, weight) => sum + weight, 0);
  // A part that is missing says little; a part that contradicts says much.
  const missing = (long.length - short.length) * 0.25;
  const against = (weights.length - agreed.length) * 1.5;
  const score = Math.max(0, total / (agreed.length + missing + against)) * (same ? 1 : 0.75);
  const spelled = agreed.every((weight) => weight > soundWeight);
  return {
    same,
    score,
    why: [
      spelled ? 'name_spelling' : 'name_sound',
      ...(same ? [] : (['name_partly'] as const)),
      ...(same && shorter ? (['name_shorter'] as const) : []),
    ],
  };
}

const soundWeight = 0.85;

function inOrder(short: readonly NameUnit[], long: readonly NameUnit[]): readonly number[] {
  let from = 0;
  return short.map((unit) => {
    for (let index = from; index < long.length; index += 1) {
      const weight = unitLikeness(unit, long[index]);
      if (weight > 0) {
        from = index + 1;
        return weight;
      }
    }
    return 0;
  });
}

/**
 * @param a a part of a name
 * @param b another, in the same script or the other
 * @returns 1 for the same spelling, less for weaker likeness, 0 for different names
 */
export function unitLikeness(a: NameUnit, b: NameUnit | undefined): number {
  if (b === undefined) return 0;
  if (a.text === b.text) return 1;
  if (a.script === 'arabic' && b.script === 'arabic') return weakKey(a) === weakKey(b) ? 0.95 : 0;
  if (a.script === 'latin' && b.script === 'latin') {
    return sameLatinSound(latinSound(a.text), latinSound(b.text)) ? 0.9 : 0;
  }
  const [arabic, latin] = a.script === 'arabic' ? [a, b] : [b, a];
  return arabicSound(arabic).test(latinSound(latin.text)) ? soundWeight : 0;
}

function weakKey(unit: NameUnit): string {
  if (unit.script === 'latin') return latinSound(unit.text);
  return unit.text
    .replaceAll('ؤ', 'و')
    .replaceAll('ئ', 'ي')
    .replaceAll('ء', '')
    .replace(/(.)\1+/gu, '$1')
    .replace(/(?<=...)ا$/u, 'ي');
}

/**
 * @param text what somebody typed to find a person
 * @returns folded words to look for in names as they are written
 */
export function searchWords(text: string): readonly string[] {
  const folded = foldText(text);
  return folded === '' ? [] : folded.split(' ');
}
