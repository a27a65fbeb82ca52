import { Alert, Group, Paper, Text, Title } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fromErrorShape } from '#shared/errors.ts';
import type { SyncStatus } from '#shared/ipc/sync.ts';
import { useSession } from '../../app/session.tsx';
import { type SyncWords, syncWords } from '../../app/shell/sync-words.ts';
import { errorWords } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Ltr } from '../../ui/user-text.tsx';
import styles from './sync-state.module.css';
import { countsByName } from './waiting-kinds.ts';

/** Minutes by which a clock may be off before it is worth a word. */
const skewWorthSaying = 5;

/** Where the records stand, in full sentences, with what waits by kind. */
export function SyncState({ status }: { readonly status: SyncStatus }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { sample, enrolled } = useSession();
  const words = syncWords(status, sample, translate, format);
  const skew = status.skewMinutes;
  if (sample) return <SampleState words={words} />;
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('sync.state')}>
      <Head words={words} />
      <dl className={styles.facts}>
        <dt>{translate('sync.lastSuccess')}</dt>
        <dd>
          {status.lastSuccessAt === null
            ? translate('sync.never')
            : `${format.moment(status.lastSuccessAt)} · ${format.relative(status.lastSuccessAt)}`}
        </dd>
        {status.hqUrl ? (
          <>
            <dt>{translate('sync.headquarters')}</dt>
            <dd>
              <Ltr>{status.hqUrl}</Ltr>
            </dd>
          </>
        ) : null}
        {enrolled ? (
          <>
            <dt>{translate('sync.waiting')}</dt>
            <dd>
              <Waiting status={status} />
            </dd>
          </>
        ) : null}
        {status.quarantined > 0 ? (
          <>
            <dt>{translate('sync.quarantined')}</dt>
            <dd>{translate('sync.quarantinedCount', { count: status.quarantined })}</dd>
          </>
        ) : null}
      </dl>
      {status.lastError && status.state !== 'up_to_date' ? <LastError error={status.lastError} /> : null}
      {skew !== null && Math.abs(skew) >= skewWorthSaying ? (
        <Alert icon={<IconClockExclamation aria-hidden />} color="yellow" variant="light" mt="sm">
          {translate(skew > 0 ? 'sync.clockAhead' : 'sync.clockBehind', {
            count: Math.abs(Math.round(skew)),
          })}
        </Alert>
      ) : null}
    </Paper>
  );
}

/** Sample data never waits for anything: only that is said. */
function SampleState({ words }: { readonly words: SyncWords }): ReactNode {
  const translate = useTranslate();
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('sync.state')}>
      <Head words={words} />
      <Text size="sm" maw="44rem">
        {translate('sync.sampleHint')}
      </Text>
    </Paper>
  );
}

function Head({ words }: { readonly words: SyncWords }): ReactNode {
  const translate = useTranslate();
  return (
    <Group justify="space-between" mih="1.875rem" mb="xs">
      <Title order={2}>{translate('sync.state')}</Title>
      <StatusBadge tone={words.tone} icon={words.icon}>
        {words.text}
      </StatusBadge>
    </Group>
  );
}

function Waiting({ status }: { readonly status: SyncStatus }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const photos = status.photosToSend;
  if (status.toSend === 0) {
    return photos > 0 ? translate('photos.count', { count: photos }) : translate('sync.nothingWaits');
  }
  if (status.waiting.length === 0) return translate('sync.changes', { count: status.toSend });
  return (
    <ul className={styles.kinds}>
      {countsByName(status.waiting).map(({ name, count }) => (
        <li key={name}>
          {translate(name)} <strong className="tabular">{format.number(count)}</strong>
        </li>
      ))}
      {photos > 0 ? (
        <li>
          {translate('photos.title')} <strong className="tabular">{format.number(photos)}</strong>
        </li>
      ) : null}
    </ul>
  );
}

/** Why the last try did not come through. Not an alarm: the records are safe here. */
function LastError({ error }: { readonly error: NonNullable<SyncStatus['lastError']> }): ReactNode {
  const translate = useTranslate();
  const { title, body } = errorWords(translate, fromErrorShape(error));
  return (
    <Text size="sm" mt="sm">
      <strong>{title}</strong> {body}
    </Text>
  );
}
