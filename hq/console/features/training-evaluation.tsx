import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import type { TrainingDetail } from '#shared/ipc/console.ts';
import { Part } from '../app/record-parts.tsx';

const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** What trainees said of a training, and what they use of it months later; left out while there is neither. */
export function Evaluation({ detail }: { readonly detail: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { feedback, followUps } = detail;
  if (feedback.forms === 0 && followUps.due === 0) return null;
  return (
    <Part title={translate('console.training.evaluation')}>
      {feedback.forms > 0 ? (
        <Table aria-label={translate('console.training.feedback')} verticalSpacing={4} maw="44rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{translate('console.training.feedbackForms', { count: feedback.forms })}</Table.Th>
              <Table.Th ta="end">{translate('console.training.answers')}</Table.Th>
              <Table.Th ta="end">{translate('console.training.mean')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {feedback.questions.map(({ question, mean, answers }) => (
              <Table.Tr key={question}>
                <Table.Td>{translate(`vocabulary.feedbackQuestions.${question}`)}</Table.Td>
                <Table.Td ta="end">{format.number(answers)}</Table.Td>
                <Table.Td ta="end">
                  {mean === null ? translate('shell.none') : format.number(mean, oneDecimal)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
      {followUps.due > 0 ? (
        <Text size="sm" mt="sm">
          {translate('console.training.followUps', {
            made: followUps.outcomes.reduce((sum, { count }) => sum + count, 0),
            due: followUps.due,
          })}{' '}
          {format.list(
            followUps.outcomes
              .filter(({ count }) => count > 0)
              .map(
                ({ outcome, count }) =>
                  `${translate(`vocabulary.followUpOutcomes.${outcome}`)}: ${format.number(count)}`,
              ),
          )}
        </Text>
      ) : null}
    </Part>
  );
}
