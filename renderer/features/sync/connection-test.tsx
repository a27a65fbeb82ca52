import { Button, Paper, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fromErrorShape } from '#shared/errors.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert, errorWords } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Ltr } from '../../ui/user-text.tsx';
import styles from './connection-test.module.css';

type StepResult = ReplyOf<'sync.test'>[number];

/** Walks the road to headquarters step by step and says where it ends. */
export function ConnectionTest(): ReactNode {
  const translate = useTranslate();
  const test = useCall('sync.test');
  return (
    <Paper withBorder p="md">
      <div className={styles.head}>
        <Title order={2}>{translate('sync.test')}</Title>
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate(undefined)}>
          {translate('sync.testNow')}
        </Button>
      </div>
      {test.error ? <ErrorAlert error={test.error} /> : null}
      {test.data ? (
        <ol className={styles.steps} aria-live="polite">
          {test.data.map((step) => (
            <Step key={step.step} step={step} />
          ))}
        </ol>
      ) : null}
    </Paper>
  );
}

function Step({ step }: { readonly step: StepResult }): ReactNode {
  const translate = useTranslate();
  const words = step.error ? errorWords(translate, fromErrorShape(step.error)) : null;
  return (
    <li>
      <StatusBadge tone={step.ok ? 'ok' : 'watch'} icon={step.ok ? IconCircleCheck : IconCircleX}>
        {translate(`sync.step.${step.step}`)}
      </StatusBadge>{' '}
      {words ? `${words.title} ${words.body}` : step.detail ? <Ltr>{step.detail}</Ltr> : null}
    </li>
  );
}
