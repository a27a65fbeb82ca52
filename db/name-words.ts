import { unitLikeness } from '#shared/i18n/name-folding.ts';
import { arabicSound, latinSound, skeleton } from '#shared/i18n/name-sound.ts';
import type { NameUnit } from '#shared/i18n/name-units.ts';
import type { ReadableDb } from './database.ts';
import { unitOfWord } from './people-index.ts';

/** Words that a part of a name may stand for, and how near each is: above 0, up to 1. */
export type Spellings = ReadonlyMap<string, number>;

/** Spellings of one sound that are looked at. */
const mostOfOneSound = 200;
/** Words that begin like what is typed, those that most people are called first. */
const mostBegun = 60;
const begunAsWritten = 0.8;
const begunAsItSounds = 0.6;
/** The same consonants with vowels that no spelling of the name has: a slip, or another name. */
const slipped = 0.45;

/**
 * @param read the open database
 * @param unit a part of a name that was typed
 * @param isLast it is still being typed: what begins with it counts too
 * @returns the words in the index that it may stand for
 */
export function spellingsOf(read: ReadableDb, unit: NameUnit, isLast: boolean): Spellings {
  const found = new Map<string, number>();
  const note = (word: string, weight: number): void => {
    if (weight > (found.get(word) ?? 0)) found.set(word, weight);
  };
  for (const typed of withoutArticle(unit)) noteSpellings(read, typed, isLast, note);
  return found;
}

/** The article of a family name goes where it stands last; whoever types it first means the same name. */
function withoutArticle(unit: NameUnit): readonly NameUnit[] {
  const articled = unit.script === 'arabic' && /^ال.../u.test(unit.text);
  return articled ? [unit, { ...unit, text: unit.text.slice(2) }] : [unit];
}

function noteSpellings(
  read: ReadableDb,
  unit: NameUnit,
  isLast: boolean,
  note: (word: string, weight: number) => void,
): void {
  const sound = skeleton(unit);
  const alike = read.all<{ word: string }>(
    'SELECT word FROM name_word WHERE sound = ? ORDER BY uses DESC LIMIT ?',
    sound,
    mostOfOneSound,
  );
  for (const { word } of alike) {
    const known = unitOfWord(word);
    const weight = unitLikeness(unit, known);
    // Arabic letters are no slip of one another: they make other names.
    const bothArabic = unit.script === 'arabic' && known.script === 'arabic';
    note(word, weight > 0 || bothArabic ? weight : slipped);
  }
  if (!isLast) return;
  for (const { word } of begunWith(read, 'word', unit.text)) note(word, begunAsWritten);
  if (sound.length >= 2) {
    const begins = beginning(unit);
    for (const { word } of begunWith(read, 'sound', sound)) {
      if (begins(unitOfWord(word))) note(word, begunAsItSounds);
    }
  }
}

function begunWith(
  read: ReadableDb,
  column: 'word' | 'sound',
  begun: string,
): readonly { readonly word: string }[] {
  return read.all(
    `SELECT word FROM name_word WHERE ${column} >= ? AND ${column} < ? ORDER BY uses DESC LIMIT ?`,
    begun,
    `${begun}\u{10ffff}`,
    mostBegun,
  );
}

/** Tells whether a name begins as the part sounds that is being typed. */
function beginning(typed: NameUnit): (known: NameUnit) => boolean {
  if (typed.script === 'arabic') {
    const sound = new RegExp(arabicSound(typed).source.slice(0, -1));
    return (known) => known.script === 'latin' && sound.test(latinSound(known.text));
  }
  const sound = latinSound(typed.text);
  return (known) => {
    if (known.script === 'latin') return latinSound(known.text).startsWith(sound);
    const letters = [...known.text];
    return letters.some((_, index) =>
      arabicSound({ ...known, text: letters.slice(0, index + 1).join('') }).test(sound),
    );
  };
}
