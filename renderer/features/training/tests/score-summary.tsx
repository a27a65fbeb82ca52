import type { ReactNode } from 'react';
import type { TraineeView } from '#shared/ipc/training.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { gain, meanOf, tests } from './score.ts';
import styles from './tests-tab.module.css';

interface ScoreSummaryProps {
  readonly trainees: readonly TraineeView[];
  /** In percent. */
  readonly passMark: number;
}

const oneDecimal = { maximumFractionDigits: 1 } as const;

/** Means of the scores and of the gain, and how many passed: the last line of the table. */
export function ScoreSummary({ trainees, passMark }: ScoreSummaryProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const shown = (mean: number | null): string =>
    mean === null ? translate('shell.none') : format.number(mean, oneDecimal);
  const gained = meanOf(trainees.map(({ preTest, postTest }) => gain(preTest, postTest)));
  const taken = trainees.filter(({ postTest }) => postTest !== null);
  return (
    <tfoot>
      <tr>
        <th scope="row">{translate('training.test.mean')}</th>
        {tests.map((test) => (
          <td key={test} className={styles.number}>
            {shown(meanOf(trainees.map((trainee) => trainee[test])))}
          </td>
        ))}
        <td className={styles.number}>
          {gained === null ? (
            translate('shell.none')
          ) : (
            <bdi dir="ltr">{format.number(gained, { ...oneDecimal, signDisplay: 'exceptZero' })}</bdi>
          )}
        </td>
        <td>
          {translate('training.test.passedOf', {
            passed: taken.filter(({ postTest }) => (postTest ?? 0) >= passMark).length,
            taken: taken.length,
          })}
        </td>
      </tr>
    </tfoot>
  );
}
