import { memo, type ReactNode } from 'react';
import type { AttendanceMarkCode } from '#shared/domain/vocabularies.ts';
import type { Translate } from '#shared/i18n/translate.ts';
import { useTranslate } from '../../../ui/language.tsx';
import styles from './attendance-grid.module.css';
import { gridSizes } from './use-grid-window.ts';

interface MarkCellProps {
  readonly row: number;
  readonly column: number;
  readonly mark: AttendanceMarkCode | null;
  readonly minutes: number | null;
  /** Takes the Tab key. */
  readonly active: boolean;
  /** The session is over, so a mark is missing here. */
  readonly missing: boolean;
  readonly readOnly: boolean;
}

/** One mark: a letter on its colour, or an obvious hole where one is missing. */
export const MarkCell = memo(function MarkCell(props: MarkCellProps): ReactNode {
  const { row, column, mark, minutes, active, missing, readOnly } = props;
  const translate = useTranslate();
  return (
    <td
      className={styles.cell}
      style={{ insetInlineStart: gridSizes.name + gridSizes.share + column * gridSizes.cell }}
      data-place={`${row}:${column}`}
      data-mark={mark ?? undefined}
      data-missing={missing || undefined}
      aria-colindex={column + 3}
      data-readonly={readOnly || undefined}
      {...(readOnly ? { 'aria-readonly': true } : {})}
      tabIndex={active ? 0 : -1}
    >
      <span className="heard-only">{markWords(translate, mark, minutes)}</span>
      <span aria-hidden className={styles.letter}>
        {mark ? translate(`training.mark.letter.${mark}`) : missing ? '–' : null}
        {minutes === null ? null : <span className={styles.minutes}>{minutes}</span>}
      </span>
    </td>
  );
});

/**
 * @param translate the translate function of the screens
 * @param mark a mark, or none
 * @param minutes minutes late, if somebody counted
 * @returns the mark in words, for screen readers
 */
export function markWords(
  translate: Translate,
  mark: AttendanceMarkCode | null,
  minutes: number | null,
): string {
  if (mark === null) return translate('training.mark.none');
  if (minutes === null) return translate(`vocabulary.attendanceMarks.${mark}`);
  return translate('training.mark.lateBy', { minutes });
}
