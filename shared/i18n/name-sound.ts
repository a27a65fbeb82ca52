import type { NameUnit } from './name-units.ts';

// How names sound, so that the two scripts meet. Arabic leaves short vowels out and Latin spellings vary in them, so
// consonants must agree and vowels must only be possible.

/**
 * @param text a folded Latin unit
 * @returns its spelling with one letter a sound: x kh, g gh, c sh, k for k, q and g, u for o, ou and oo, i for ee
 */
export function latinSound(text: string): string {
  return splitCompounds(text)
    .replace(/ph/g, 'f')
    .replace(/gh/g, 'G')
    .replace(/kh/g, 'x')
    .replace(/sh|ch/g, 'c')
    .replace(/([td])h/g, '$1')
    .replace(/[qg]/g, 'k')
    .replaceAll('G', 'g')
    .replace(/ou|oo|o/g, 'u')
    .replace(/ee/g, 'i')
    .replace(/v/g, 'w')
    .replace(/p/g, 'b')
    .replace(/(.)\1+/g, '$1')
    .replace(/([ae])h$/, '$1')
    .replace(/(m[aeiu]?)t$/, '$1d');
}

/** Brings Abdul, Abdel, Abdur and the endings of God and of the faith to one form each. */
function splitCompounds(text: string): string {
  const god = /^(.{3,}?)[aeiou]?ll+ah?$/.exec(text);
  if (god) return `${withoutServantVowel(god[1] ?? '')}ala`;
  const faith = /^(.{3,}?)[aeiou]?[ld]?d(?:i|ee)n$/.exec(text);
  if (faith) return `${faith[1]}din`;
  const servant = /^abd([aeiou]{1,2})(l?)(.*)$/.exec(text);
  if (!servant) return text;
  const [, vowel = '', article = '', rest = ''] = servant;
  const articled = article !== '' && vowel !== 'a' && rest !== '';
  return articled || rest.length >= 3 ? `abd${rest}` : `abd${vowel}${article}${rest}`;
}

function withoutServantVowel(text: string): string {
  return text.replace(/^abd[aeiou]l?$/, 'abd');
}

const consonants: Readonly<Record<string, string>> = {
  ب: 'b',
  پ: 'b',
  ت: 't',
  ث: '[ts]',
  ج: '[jk]',
  چ: '[cj]',
  ح: 'h',
  خ: '[xk]',
  د: 'd',
  ذ: '[dzt]',
  ر: 'r',
  ز: 'z',
  ژ: '[zj]',
  س: 's',
  ش: 'c',
  ص: 's',
  ض: '[dz]',
  ط: 't',
  ظ: '[dzt]',
  غ: '[gk]',
  ف: 'f',
  ڤ: '[fw]',
  ق: 'k',
  ك: 'k',
  گ: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
};

const waw = '[aei]?[uw]+[aei]?';
const ya = '[aeu]?[iy]+[aeu]?';

/**
 * @param unit a folded Arabic unit
 * @returns an expression for the Latin sounds that it may be written with
 */
export function arabicSound(unit: NameUnit): RegExp {
  const text = unit.text;
  const god = /^(.{2,})الله$/u.exec(text);
  if (god) return new RegExp(`^${inner(god[1] ?? '', unit)}ala$`);
  const faith = /^(.{2,})الدين$/u.exec(text);
  if (faith) return new RegExp(`^${inner(faith[1] ?? '', unit)}din$`);
  const servant = /^عبد(?:ال)?(.{2,})$/u.exec(text);
  if (servant) return new RegExp(`^abd${inner(servant[1] ?? '', unit)}$`);
  return new RegExp(`^${inner(text, unit)}$`);
}

function inner(text: string, unit: NameUnit): string {
  const letters = [...text];
  const active =
    /^.ا..ه?$/u.test(text) &&
    [...text].every(
      (letter, index) => index === 1 || !/[اويءئؤع]/u.test(letter) || (index === 0 && letter === 'ع'),
    );
  const parts = letters.map((letter, index) => {
    const next = letters[index + 1];
    const sound = letterSound(letter, letters[index - 1], next, unit.endsInA);
    if (next === undefined || !consonants[letter] || !consonants[next]) return sound;
    // The final ه of Fatima is a vowel.
    if (next === 'ه' && index + 2 === letters.length) return sound;
    // Active participles such as عامر take an i there, which sets them apart from عمار.
    if (active && index === 2) return `${sound}[ei]?`;
    const last = index + 2 === letters.length;
    // A short u before the last consonant only echoes an earlier one: يوسف but not محمد, else it would be محمود.
    return last && !text.includes('و') ? `${sound}[aei]?` : `${sound}[aeiu]?`;
  });
  return parts.join('');
}

function letterSound(
  letter: string,
  before: string | undefined,
  next: string | undefined,
  endsInA: boolean,
): string {
  const start = before === undefined;
  const end = next === undefined;
  const vowelNext = next === 'ا' || next === 'و' || next === 'ي';
  if (letter === 'ه' && end && !start) return '(?:[aeiu]?h[ae]?|[aeiu])';
  const consonant = consonants[letter];
  if (consonant) return end && letter === 'ت' ? '[td]' : consonant;
  switch (letter) {
    case 'ا':
      if (start) return vowelNext ? '[aeiu]?' : '[aeiu]';
      return end ? 'a[ae]?' : 'a';
    case 'و':
      return start ? '[wu][aei]?' : waw;
    case 'ي':
      if (end && endsInA) return '[ae]';
      return start ? '[yi][ae]?' : end ? '[aeu]?[iy]+e?' : ya;
    case 'ع':
      if (start) return vowelNext ? '' : '[aeiu]';
      return end || vowelNext || before === 'ا' ? '[aeiu]*' : '[aeu]*';
    case 'ئ':
      return '[aeiy]*';
    case 'ؤ':
      return '[aeuw]*';
    default:
      return '[aei]?';
  }
}

/**
 * @param unit a unit in either script
 * @returns the consonants that both scripts would give it; similar consonants are one, and vowels only count in front
 */
export function skeleton(unit: NameUnit): string {
  const sound = unit.script === 'latin' ? latinSound(unit.text) : latinLetters(unit);
  const first = /^[aeiu]/.test(sound) ? 'a' : /^[yw]/.test(sound) ? sound.charAt(0) : '';
  const rest = sound
    .replace(/[aeiuyw]/g, '')
    .replace(/[dz]/g, 't')
    .replace(/[xg]/g, 'k')
    .replace(/(.)\1+/g, '$1');
  return first + rest;
}

function latinLetters(unit: NameUnit): string {
  const text = unit.text
    .replace(/^عبدال(?=..)/u, 'عبد')
    .replace(/(?<=..)الدين$/u, 'دين')
    .replace(/(?<=..)الله$/u, 'ل');
  const letters = [...text].map((letter, index) => {
    if (letter === 'ه' && index === text.length - 1 && index > 1) return '';
    if (/[اعء]/u.test(letter)) return index === 0 ? 'a' : '';
    if (/[وؤ]/u.test(letter)) return 'w';
    if (/[يئ]/u.test(letter)) return 'y';
    return consonants[letter]?.replace(/^\[(.).*$/, '$1') ?? letter;
  });
  return letters.join('').replace(/mt$/, 'md');
}

/**
 * @param a sound of a Latin unit, by `latinSound`
 * @param b another
 * @returns whether they may be spellings of one name: the same consonants, and vowels that stand for each other
 */
export function sameLatinSound(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [syllables(a), syllables(b)];
  return (
    left.length === right.length &&
    left.every(
      ([consonant, vowels], index) =>
        consonant === right[index]?.[0] && sameVowels(vowels, right[index]?.[1] ?? ''),
    )
  );
}

function syllables(sound: string): readonly (readonly [string, string])[] {
  return [...sound.matchAll(/([^aeiuyw]?)([aeiuyw]*)/g)]
    .filter(([all]) => all !== '')
    .map(([, consonant = '', vowels = '']) => [consonant, vowels] as const);
}

function sameVowels(a: string, b: string): boolean {
  if (a === b) return true;
  const light = /^[ei]?$/;
  if (a === '' || b === '') return light.test(a) && light.test(b);
  if (/[uw]/.test(a) !== /[uw]/.test(b)) return false;
  return /e/.test(a) || /e/.test(b) || /[iy]/.test(a) === /[iy]/.test(b);
}
