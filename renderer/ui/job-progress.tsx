import { Button, Group, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Job } from '#shared/ipc/sync.ts';
import { useFormat, useTranslate } from './language.tsx';
import { usePace } from './use-pace.ts';

interface JobProgressProps {
  readonly job: Job;
  /** What is being done, in words. */
  readonly label: string;
  readonly onCancel?: () => void;
  /** Also how fast it goes and how long it will take, once that can be told. */
  readonly timed?: boolean;
}

/** How far long work is, with a way to stop it. It goes on when the person looks elsewhere. */
export function JobProgress({ job, label, onCancel, timed = false }: JobProgressProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const share = job.progress;
  const pace = usePace(job);
  return (
    <div>
      <Group justify="space-between" mb={4} wrap="nowrap">
        <Text size="sm">
          {/* Each part keeps its own direction, or Arabic would mix the numbers up. */}
          <bdi>{label}</bdi>
          {share === null ? null : (
            <>
              {' · '}
              <bdi className="tabular">{format.percent(share)}</bdi>
            </>
          )}
          {job.total === null ? null : (
            <Text span size="sm" c="dimmed" className="tabular">
              {' · '}
              <bdi>
                {translate('shell.job.count', {
                  done: format.number(job.done),
                  total: format.number(job.total),
                })}
              </bdi>
            </Text>
          )}
          {timed && pace ? (
            <Text span size="sm" c="dimmed" className="tabular">
              {' · '}
              <bdi>
                {translate('shell.job.pace', {
                  share: format.percent(pace.sharePerMinute),
                  left: format.duration(pace.leftMs),
                })}
              </bdi>
            </Text>
          ) : null}
        </Text>
        {onCancel && job.state === 'running' ? (
          <Button variant="default" onClick={onCancel}>
            {translate('shell.action.cancel')}
          </Button>
        ) : null}
      </Group>
      <Progress.Root>
        <Progress.Section
          value={share === null ? 100 : share * 100}
          animated={share === null}
          striped={share === null}
          aria-label={label}
        />
      </Progress.Root>
    </div>
  );
}
