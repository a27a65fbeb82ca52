import type { Language } from '#shared/domain/vocabularies.ts';
import { figureName } from '#shared/i18n/figure-name.ts';
import { createTranslate } from '#shared/i18n/translate.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { FigureRow } from '#shared/ipc/figures.ts';
import type { Table, TableCell } from '../export/table.ts';

/**
 * Figures of trainings as a table that leaves the laptop: numbers as numbers, unknown ones empty.
 *
 * @param figures a row a group, and all together
 * @param wish what they are counted by
 * @param language of the titles
 * @returns the table, its last row the sum
 */
export function figureTable(
  { rows, total }: { readonly rows: readonly FigureRow[]; readonly total: FigureRow },
  { by, from, to }: Pick<ParsedRequestOf<'figures.trainings'>, 'by' | 'from' | 'to'>,
  language: Language,
): Table {
  const translate = createTranslate(language);
  const cells = (name: string, row: FigureRow): readonly TableCell[] => [
    name,
    ...[row.trainings, row.trainees, row.women, row.completed, row.failed, row.open, row.withdrawn],
    row.attendance === null ? null : Math.round(row.attendance * 100),
    ...[rounded(row.preTest), rounded(row.postTest)],
  ];
  return {
    name: `${from} ${to}`,
    titles: [
      translate(`figures.by.${by}`),
      translate('figures.trainings'),
      translate('figures.trainees'),
      translate('figures.women'),
      translate('figures.completed'),
      translate('figures.failed'),
      translate('figures.open'),
      translate('figures.withdrawn'),
      translate('papers.report.attendancePercent'),
      translate('training.test.preTest'),
      translate('training.test.postTest'),
    ],
    rows: [
      ...rows.map((row) => cells(figureName(row, by, language, translate), row)),
      cells(translate('figures.all'), total),
    ],
    rightToLeft: language === 'ar',
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}
