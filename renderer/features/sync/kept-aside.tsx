import { Anchor, Button, Group, Paper, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type KeptChange, type KeptRecord, knownReason } from '#shared/ipc/quarantine.ts';
import { hrefOf } from '../../app/go-to.ts';
import { pathOfHit } from '../../app/paths.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { KeptFields, KeptReason, KeptRecordKind, KeptRecordName } from '../../ui/kept-record.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { UserText } from '../../ui/user-text.tsx';
import styles from './kept-aside.module.css';

interface KeptAsideProps {
  readonly canRetry: boolean;
}

/** Changes of this laptop that headquarters has and cannot take in: which, why, and what to do. */
export function KeptAside({ canRetry }: KeptAsideProps): ReactNode {
  const translate = useTranslate();
  const reply = useReply('sync.quarantine');
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('quarantine.title')}>
      <Title order={2} mb="xs">
        {translate('quarantine.title')}
      </Title>
      <Reply of={reply}>{(changes) => <Changes changes={changes} canRetry={canRetry} />}</Reply>
    </Paper>
  );
}

interface ChangesProps extends KeptAsideProps {
  readonly changes: readonly KeptChange[];
}

function Changes({ changes, canRetry }: ChangesProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const retry = useCall('sync.retry');
  const ask = (seqs: number[]): void => retry.mutate({ seqs }, { onError: showError });
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {translate('quarantine.empty')}
      </Text>
    );
  }
  return (
    <>
      <Group justify="space-between" mb="sm" wrap="nowrap" align="flex-start">
        <Text size="sm" maw="44rem">
          {translate('quarantine.hint')}
        </Text>
        {canRetry && changes.length > 1 ? (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={retry.isPending}
            onClick={() => ask([])}
          >
            {translate('quarantine.retryAll')}
          </Button>
        ) : null}
      </Group>
      <ul className={styles.list}>
        {changes.map((change) => (
          <Change key={change.seq} change={change} onRetry={canRetry ? () => ask([change.seq]) : undefined} />
        ))}
      </ul>
    </>
  );
}

interface ChangeProps {
  readonly change: KeptChange;
  readonly onRetry: (() => void) | undefined;
}

function Change({ change, onRetry }: ChangeProps): ReactNode {
  const translate = useTranslate();
  const [first, ...others] = change.records;
  if (!first) return null;
  return (
    <li className={styles.change}>
      <div className={styles.head}>
        <div>
          <span className={styles.name} id={`kept-${change.seq}`}>
            <Name record={first} />
          </span>{' '}
          <Text size="sm" c="dimmed" span>
            <KeptRecordKind record={first} />
            {others.length > 0 ? ` · ${translate('quarantine.more', { count: others.length })}` : null}
          </Text>
        </div>
        {onRetry ? (
          <Button
            variant="default"
            size="xs"
            id={`retry-${change.seq}`}
            aria-labelledby={`retry-${change.seq} kept-${change.seq}`}
            onClick={onRetry}
          >
            {translate('quarantine.retry')}
          </Button>
        ) : null}
      </div>
      <Text size="sm">
        <strong>
          <KeptReason reason={change.reason} />
        </strong>
        {'. '}
        {translate(`quarantine.advice.${knownReason(change.reason)}`)}
      </Text>
      <KeptFields record={first} />
      <When change={change} />
    </li>
  );
}

function Name({ record }: { readonly record: KeptRecord }): ReactNode {
  const { link } = record.record;
  const path = link && pathOfHit({ ...link, title: '', titleAr: '', subtitle: '' });
  if (!path) return <KeptRecordName record={record} />;
  return (
    <Anchor href={hrefOf(path)} inherit>
      <KeptRecordName record={record} />
    </Anchor>
  );
}

function When({ change }: { readonly change: KeptChange }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const recorded = format.moment(change.at);
  return (
    <Text size="sm" c="dimmed">
      {change.author === null ? (
        translate('quarantine.recorded', { when: recorded })
      ) : (
        <>
          {translate('quarantine.recordedBy', { when: recorded })} <UserText>{change.author}</UserText>
        </>
      )}
      {' · '}
      {translate('quarantine.since', { when: format.relative(change.since) })}
    </Text>
  );
}
