import { type Language, sexes } from '../domain/vocabularies.ts';
import { type FigureGroup, type FigureRow, rankBands } from '../ipc/figures.ts';
import { localeOf, type Translate } from './translate.ts';

/**
 * @param row a group of figures
 * @param by what they are counted by
 * @param language of the name
 * @param translate of the same language
 * @returns what the group is called
 */
export function figureName(
  { key, name }: Pick<FigureRow, 'key' | 'name'>,
  by: FigureGroup,
  language: Language,
  translate: Translate,
): string {
  if (key === null) return translate('figures.unknown');
  if (name) return name[language];
  if (by === 'month') {
    const month = new Intl.DateTimeFormat(localeOf(language), {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    return month.format(new Date(`${key}-01T00:00:00Z`));
  }
  const sex = by === 'sex' ? sexes.find((each) => each === key) : undefined;
  if (sex) return translate(`vocabulary.sexes.${sex}`);
  const band = by === 'band' ? rankBands.find((each) => each === key) : undefined;
  return band ? translate(`figures.band.${band}`) : key;
}
