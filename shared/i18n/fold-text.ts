/** Letters that Arabic writers use one for the other, and the forms that Persian and Kurdish keyboards leave. */
const arabicLetters: Readonly<Record<string, string>> = {
  ٱ: 'ا',
  ة: 'ه',
  ۃ: 'ه',
  ە: 'ه',
  ھ: 'ه',
  ہ: 'ه',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
};
const foldedLetter = new RegExp(`[${Object.keys(arabicLetters).join('')}]`, 'gu');

/** Hamza above: kept on waw and ya, where it is a letter of its own. */
const hamzaAbove = '\u0654';
const otherMarks = /(?!\u0654)[\p{M}\p{Cf}\u0640]/gu;
const apostrophes = /['’‘`´ʿʾʼʻˈ]/gu;
const arabicDigit = /[\u0660-\u0669\u06f0-\u06f9]/gu;

/**
 * Turns Arabic-Indic and Persian digits, with their separators, into ASCII.
 *
 * @param text any text
 * @returns the same text with ASCII digits, decimal point and thousands comma
 */
export function asciiDigits(text: string): string {
  return text
    .replace(arabicDigit, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replaceAll('٫', '.')
    .replaceAll('٬', ',');
}

/**
 * Folds text for search, so that spellings which people hold to be the same are the same: case, accents, harakat,
 * tatweel, marks of direction, forms of alef, ta marbuta and ya, Arabic-Indic digits. Folding twice changes nothing.
 *
 * @param text any text in Latin or Arabic script
 * @returns words of letters and digits with one space between them
 */
export function foldText(text: string): string {
  return asciiDigits(text.normalize('NFKD').toLowerCase().normalize('NFKD'))
    .replace(otherMarks, '')
    .replace(apostrophes, '')
    .replace(foldedLetter, (letter) => arabicLetters[letter] ?? letter)
    .replace(/و\u0654+/gu, 'ؤ')
    .replace(/ي\u0654+/gu, 'ئ')
    .replaceAll(hamzaAbove, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
