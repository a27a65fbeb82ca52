/** A language of a form. */
export interface FormLanguage {
  /** As the columns name it: "English (en)". Empty for the columns without a language. */
  readonly name: string;
  /** The tag in brackets, when it has one. */
  readonly tag: string | undefined;
  readonly direction: 'ltr' | 'rtl';
}

const rightToLeft: readonly string[] = ['ar', 'fa', 'he', 'ur', 'ckb', 'ps', 'sd', 'ug', 'yi', 'dv', 'syr'];
const rightToLeftNames =
  /\b(?:arabic|persian|farsi|hebrew|urdu|sorani|pashto|dari|sindhi|uyghur|yiddish|syriac|kurdish \(?sorani)/i;
const rightToLeftLetters = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * @param name of a language, as a column has it: "العربية (ar)"
 * @returns the language, with the direction in which it is written
 */
export function formLanguage(name: string): FormLanguage {
  const trimmed = name.trim();
  const tag = /\(\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*\)\s*$/.exec(trimmed)?.[1]?.toLowerCase();
  const base = tag?.split('-')[0];
  const isRtl = base
    ? rightToLeft.includes(base) || tag === 'ku-arab'
    : rightToLeftLetters.test(trimmed) || rightToLeftNames.test(trimmed) || rightToLeft.includes(trimmed);
  return { name: trimmed, tag, direction: isRtl ? 'rtl' : 'ltr' };
}
