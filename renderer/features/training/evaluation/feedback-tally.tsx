import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FeedbackTally, FeedbackView } from '#shared/ipc/evaluation.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import styles from './evaluation-tab.module.css';

const scores = [1, 2, 3, 4, 5] as const;
const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** How often each answer was given, question by question, with the mean; what was said besides. */
export function FeedbackTallyTable({ feedback }: { readonly feedback: FeedbackView }): ReactNode {
  const translate = useTranslate();
  if (feedback.forms === 0) {
    return (
      <Text size="sm" c="dimmed" mt="sm">
        {translate('evaluation.noForms')}
      </Text>
    );
  }
  return (
    <>
      <table className={styles.tally}>
        <caption>{translate('evaluation.forms', { count: feedback.forms })}</caption>
        <thead>
          <tr>
            <th scope="col">{translate('evaluation.question')}</th>
            {scores.map((score) => (
              <th key={score} scope="col" className={styles.number}>
                {score}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {translate('evaluation.empty')}
            </th>
            <th scope="col" className={styles.number}>
              {translate('evaluation.mean')}
            </th>
          </tr>
        </thead>
        <tbody>
          {feedback.tally.map((tally) => (
            <TallyRow key={tally.question} tally={tally} />
          ))}
        </tbody>
      </table>
      {feedback.comments.length > 0 ? (
        <>
          <Text size="sm" fw={600} mt="sm">
            {translate('evaluation.comments', { count: feedback.comments.length })}
          </Text>
          <ul className={styles.comments}>
            {feedback.comments.map(({ formId, comment }) => (
              <li key={formId}>
                <UserText>{comment}</UserText>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function TallyRow({ tally }: { readonly tally: FeedbackTally }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <tr>
      <th scope="row">{translate(`vocabulary.feedbackQuestions.${tally.question}`)}</th>
      {scores.map((score) => {
        const count = tally.counts[score - 1] ?? 0;
        return (
          <td key={score} className={styles.number} data-none={count === 0 || undefined}>
            {format.number(count)}
          </td>
        );
      })}
      <td className={styles.number} data-none={tally.empty === 0 || undefined}>
        {format.number(tally.empty)}
      </td>
      <td className={styles.number}>
        <strong>
          {tally.mean === null ? translate('shell.none') : format.number(tally.mean, oneDecimal)}
        </strong>
      </td>
    </tr>
  );
}
