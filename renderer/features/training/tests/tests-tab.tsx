import { Text } from '@mantine/core';
import { IconCircleArrowDown, IconUsers } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { TraineeView, TrainingDetail } from '#shared/ipc/training.ts';
import { BilingualName } from '../../../ui/bilingual-name.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { useRoomBelow } from '../use-room-below.ts';
import { gain, rowAfterKey, tests } from './score.ts';
import { ScoreField } from './score-field.tsx';
import { ScoreSummary } from './score-summary.tsx';
import styles from './tests-tab.module.css';

interface TestsTabProps {
  readonly training: TrainingDetail;
  readonly readOnly: boolean;
}

/** Scores before and after, and the practical: typed down the column. */
export function TestsTab({ training, readOnly }: TestsTabProps): ReactNode {
  const translate = useTranslate();
  const table = useRef<HTMLTableElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoomBelow(scroller);
  const trainees = training.trainees.filter(({ status }) => status !== 'withdrawn');
  if (trainees.length === 0) {
    return (
      <EmptyState
        icon={IconUsers}
        title={translate('training.noTrainees')}
        hint={translate('training.noTraineesHint')}
      />
    );
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const place = event.target instanceof HTMLInputElement ? event.target.dataset.place : undefined;
    if (!place || event.ctrlKey || event.altKey) return;
    const [row = '0', test = ''] = place.split(':');
    const next = rowAfterKey(event.key, event.shiftKey, Number(row), trainees.length);
    if (next === null) return;
    event.preventDefault();
    const field = table.current?.querySelector<HTMLInputElement>(`[data-place="${next}:${test}"]`);
    field?.focus();
    field?.select();
  };
  const passMark = training.passRule.postTestPercent;
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {translate('training.tests.hint', { mark: passMark })}
      </Text>
      <div className={styles.scroller} ref={scroller} style={{ maxBlockSize: room }}>
        <table
          className={styles.table}
          ref={table}
          aria-label={translate('training.tab.tests')}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <th scope="col">{translate('training.column.trainee')}</th>
              {tests.map((test) => (
                <th key={test} scope="col" className={styles.number}>
                  {translate(`training.test.${test}`)}
                </th>
              ))}
              <th scope="col" className={styles.number}>
                {translate('training.test.gain')}
              </th>
              <th scope="col">{translate('training.test.result', { mark: passMark })}</th>
            </tr>
          </thead>
          <tbody>
            {trainees.map((trainee, row) => (
              <ScoreRow
                key={trainee.person.id}
                eventId={training.summary.id}
                trainee={trainee}
                row={row}
                passMark={passMark}
                readOnly={readOnly}
              />
            ))}
          </tbody>
          <ScoreSummary trainees={trainees} passMark={passMark} />
        </table>
      </div>
    </>
  );
}

interface ScoreRowProps {
  readonly eventId: number;
  readonly trainee: TraineeView;
  readonly row: number;
  readonly passMark: number;
  readonly readOnly: boolean;
}

function ScoreRow({ eventId, trainee, row, passMark, readOnly }: ScoreRowProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const name = { en: trainee.person.nameLatin, ar: trainee.person.nameAr };
  const points = gain(trainee.preTest, trainee.postTest);
  return (
    <tr>
      <th scope="row">
        <BilingualName name={name} />
      </th>
      {tests.map((test) => (
        <td key={test} className={styles.number}>
          <ScoreField
            eventId={eventId}
            personId={trainee.person.id}
            test={test}
            place={`${row}:${test}`}
            label={translate('training.test.of', {
              test: translate(`training.test.${test}`),
              name: format.name(name),
            })}
            value={trainee[test]}
            disabled={readOnly}
          />
        </td>
      ))}
      <td className={styles.number}>
        {points === null ? null : <bdi dir="ltr">{format.number(points, { signDisplay: 'exceptZero' })}</bdi>}
      </td>
      <td>
        {trainee.postTest === null ? null : trainee.postTest >= passMark ? (
          translate('training.test.passed')
        ) : (
          <span className={styles.below}>
            <IconCircleArrowDown size={15} aria-hidden />
            {translate('training.test.below')}
          </span>
        )}
      </td>
    </tr>
  );
}
