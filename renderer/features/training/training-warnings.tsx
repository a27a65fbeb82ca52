import { Alert, Anchor, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ClashView, TrainingDetail } from '#shared/ipc/training.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import styles from './training-warnings.module.css';

/** Names shown of a clash; more are counted. */
const shownNames = 3;

/** What does not fit about a training: too many for its places, or somebody needed elsewhere at the same time. */
export function TrainingWarnings({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const { clashes, input, summary } = training;
  const over = input.capacity == null ? 0 : summary.enrolled - input.capacity;
  const closed = summary.status === 'completed' || summary.status === 'cancelled';
  if (closed || (over <= 0 && clashes.length === 0)) return null;
  return (
    <Alert
      className={styles.warnings ?? ''}
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={translate('training.warnings')}
      role="status"
    >
      <ul className={styles.list}>
        {over > 0 ? (
          <li>
            {translate('training.warning.capacity', {
              enrolled: summary.enrolled,
              capacity: input.capacity ?? 0,
            })}
          </li>
        ) : null}
        {clashes.map((clash) => (
          <Clash key={`${clash.kind}:${clash.eventId}`} clash={clash} />
        ))}
      </ul>
    </Alert>
  );
}

function Clash({ clash }: { readonly clash: ClashView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const names = clash.who.slice(0, shownNames).map((who) => format.name(who));
  const more = clash.who.length - names.length;
  const list = more > 0 ? [...names, translate('training.warning.more', { count: more })] : names;
  return (
    <li>
      <Text span size="sm" fw={600}>
        {translate(`training.warning.${clash.kind}`, { count: clash.who.length })}
      </Text>{' '}
      <bdi translate="no">{format.list(list)}</bdi>
      {' · '}
      <Anchor size="sm" href={hrefOf(paths.training(clash.eventId))}>
        <BilingualName name={clash.course} />
      </Anchor>
      {' · '}
      {translate('training.warning.from', { day: format.weekday(clash.day) })}
    </li>
  );
}
