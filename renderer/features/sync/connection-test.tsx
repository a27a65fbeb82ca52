import { Button, Paper, Text, Title } from '@mantine/core';
import { type Icon, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fromErrorShape } from '#shared/errors.ts';
import type { Translate } from '#shared/i18n/translate.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert, errorWords } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { Ltr } from '../../ui/user-text.tsx';
import styles from './connection-test.module.css';

type StepResult = ReplyOf<'sync.test'>[number];
type StepName = StepResult['step'];

/** The road in the order that it is walked. */
const road: readonly StepName[] = ['name', 'connect', 'tls', 'headquarters', 'clock', 'version'];

/** Walks the road to headquarters step by step and says where it ends. */
export function ConnectionTest(): ReactNode {
  const translate = useTranslate();
  const test = useCall('sync.test');
  const results = test.data ?? [];
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('sync.test')}>
      <div className={styles.head}>
        <Title order={2}>{translate('sync.test')}</Title>
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate(undefined)}>
          {translate('sync.testNow')}
        </Button>
      </div>
      {test.error ? <ErrorAlert error={test.error} /> : null}
      <ol className={styles.steps} aria-live="polite">
        {road.map((step) => (
          <Step key={step} step={step} result={results.find((each) => each.step === step)} />
        ))}
      </ol>
    </Paper>
  );
}

interface StepProps {
  readonly step: StepName;
  /** Undefined when the road ended before it, or nobody has walked it yet. */
  readonly result: StepResult | undefined;
}

function Step({ step, result }: StepProps): ReactNode {
  const translate = useTranslate();
  const [Picture, state, spoken] = looksOf(result);
  return (
    <li className={styles.step} data-state={state}>
      <Picture size={18} stroke={1.8} role="img" aria-label={translate(spoken)} />
      <span>{translate(`sync.step.${step}`)}</span>
      {result?.ok && step === 'name' ? (
        <Text span size="xs" c="dimmed">
          <Ltr>{result.detail}</Ltr>
        </Text>
      ) : null}
      {result && !result.ok ? <p className={styles.problem}>{problemOf(translate, result)}</p> : null}
    </li>
  );
}

function looksOf(
  result: StepResult | undefined,
): readonly [Icon, 'untried' | 'ok' | 'failed', 'sync.step.untried' | 'sync.step.ok' | 'sync.step.failed'] {
  if (!result) return [IconCircleDashed, 'untried', 'sync.step.untried'];
  return result.ok ? [IconCircleCheck, 'ok', 'sync.step.ok'] : [IconCircleX, 'failed', 'sync.step.failed'];
}

function problemOf(translate: Translate, { step, error }: StepResult): string {
  const skew = step === 'clock' ? Number(error?.details.skewMinutes ?? 0) : 0;
  if (skew !== 0) {
    const count = Math.abs(Math.round(skew));
    return translate(skew > 0 ? 'sync.clockAhead' : 'sync.clockBehind', { count });
  }
  if (!error) return '';
  const { title, body } = errorWords(translate, fromErrorShape(error));
  return `${title} ${body}`;
}
