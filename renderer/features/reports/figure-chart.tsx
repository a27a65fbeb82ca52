import type { ReactNode } from 'react';
import { figureName } from '#shared/i18n/figure-name.ts';
import type { FigureGroup, FigureRow } from '#shared/ipc/figures.ts';
import { useFormat, useLanguage, useTranslate } from '../../ui/language.tsx';
import styles from './figure-chart.module.css';

interface FigureChartProps {
  readonly by: FigureGroup;
  readonly rows: readonly FigureRow[];
}

/** Bars that are seen at once; the table below says the same to those who hear it. */
const mostBars = 12;
const parts = ['completed', 'failed', 'open'] as const;

/** Trainees of each group, by what came of it. */
export function FigureChart({ by, rows }: FigureChartProps): ReactNode {
  const translate = useTranslate();
  const { language } = useLanguage();
  const format = useFormat();
  const shown =
    by === 'month'
      ? rows.slice(-mostBars)
      : rows.toSorted((a, b) => b.trainees - a.trainees).slice(0, mostBars);
  const most = Math.max(1, ...shown.map(({ trainees }) => trainees));
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span>
          {translate('figures.chart')}
          {shown.length < rows.length
            ? ` ${translate('figures.chartPart', { shown: shown.length, all: rows.length })}`
            : ''}
        </span>
        <span className={styles.legend}>
          {parts.map((part) => (
            <span key={part} className={styles.key} data-part={part}>
              {translate(`figures.${part}`)}
            </span>
          ))}
        </span>
      </figcaption>
      <div aria-hidden="true">
        {shown.map((row) => (
          <div key={row.key ?? ''} className={styles.row}>
            <span className={styles.label} translate="no">
              <bdi>{figureName(row, by, language, translate)}</bdi>
            </span>
            <span className={styles.track}>
              {parts.map((part) => (
                <span
                  key={part}
                  className={styles.bar}
                  data-part={part}
                  style={{ inlineSize: `${(row[part] / most) * 100}%` }}
                />
              ))}
            </span>
            <span className={styles.count}>{format.number(row.trainees)}</span>
          </div>
        ))}
      </div>
    </figure>
  );
}
