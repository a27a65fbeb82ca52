import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconCheck, IconCircleCheck } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { KeptFields, KeptReason, KeptRecordKind, KeptRecordName } from '#renderer/ui/kept-record.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import type { FieldValue } from '#shared/domain/field.ts';
import { tableByName } from '#shared/domain/registry.ts';
import type { KeptRow, KeptVerdict } from '#shared/ipc/console.ts';
import { type KeptField, type KeptRecord, knownReason } from '#shared/ipc/quarantine.ts';
import { HqError } from '../app/hq-error.tsx';
import { useHq } from '../app/queries.ts';
import { RecordPage } from '../app/record-page.tsx';
import { type Fact, Facts } from '../app/record-parts.tsx';
import { useSession } from '../app/session.tsx';
import { SiteName } from '../app/site-name.tsx';
import { CorrectedField } from './corrected-field.tsx';
import { KeptTitle } from './kept-list.tsx';

/** One change that was kept aside: why, what it says, and taking it in, corrected where it must be. */
export function KeptDetail({ id }: { readonly id: string }): ReactNode {
  const reply = useHq('quarantine.get', { id });
  return (
    <RecordPage list={{ path: '/kept', name: 'console.nav.kept' }} reply={reply}>
      {(kept) => <Kept kept={kept} readAgain={() => void reply.refetch()} />}
    </RecordPage>
  );
}

interface KeptProps {
  readonly kept: KeptRow;
  readonly readAgain: () => void;
}

function Kept({ kept, readAgain }: KeptProps): ReactNode {
  const translate = useTranslate();
  return (
    <Stack gap="md">
      <PageHeader
        title={<KeptTitle kept={kept} />}
        subtitle={<KeptReason reason={kept.reason} />}
        marks={
          kept.released ? (
            <StatusBadge tone="ok" icon={IconCircleCheck}>
              {translate('console.kept.isTaken')}
            </StatusBadge>
          ) : null
        }
      />
      <Facts facts={useFacts(kept)} />
      {kept.released ? (
        kept.records.map((record) => (
          <RecordPaper key={record.place} record={record}>
            <KeptFields record={record} />
          </RecordPaper>
        ))
      ) : (
        <TakeIn kept={kept} readAgain={readAgain} />
      )}
    </Stack>
  );
}

function useFacts(kept: KeptRow): readonly Fact[] {
  const translate = useTranslate();
  const format = useFormat();
  const { author, released } = kept;
  const facts: Fact[] = [
    { label: translate('console.device.label'), value: <UserText>{kept.laptop}</UserText> },
    { label: translate('console.filter.site'), value: <SiteName code={kept.site} /> },
    {
      label: translate('console.kept.author'),
      value: author === null ? null : <UserText>{author}</UserText>,
    },
    { label: translate('console.kept.at'), value: format.moment(kept.at) },
    { label: translate('console.kept.since'), value: format.moment(kept.since) },
  ];
  if (!released) return facts;
  return [
    ...facts,
    { label: translate('console.kept.takenAt'), value: format.moment(released.at) },
    { label: translate('console.kept.takenBy'), value: <UserText>{released.by}</UserText> },
  ];
}

function RecordPaper(props: { readonly record: KeptRecord; readonly children: ReactNode }): ReactNode {
  return (
    <Paper withBorder p="md" component="section">
      <Text fw={600} component="h2">
        <KeptRecordName record={props.record} />
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        <KeptRecordKind record={props.record} />
      </Text>
      {props.children}
    </Paper>
  );
}

/** Typed values by place and field; undefined: what was typed does not fit. */
type Typed = ReadonlyMap<string, FieldValue | undefined>;

const nameOf = (record: KeptRecord, field: KeptField): string => `${record.place}:${field.id}`;

function TakeIn({ kept, readAgain }: KeptProps): ReactNode {
  const translate = useTranslate();
  const { call } = useSession();
  const [typed, setTyped] = useState<Typed>(new Map());
  const [verdict, setVerdict] = useState<KeptVerdict | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const faults = kept.records.flatMap((record) =>
    record.fields.filter(({ fault }) => fault).map((field) => ({ record, field })),
  );
  const missing = faults.filter(({ record, field }) => typed.get(nameOf(record, field)) === undefined);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing.length > 0) return;
    setBusy(true);
    setError(null);
    const corrections = faults.map(({ record, field }) => ({
      place: record.place,
      field: field.id,
      value: typed.get(nameOf(record, field)) ?? null,
    }));
    call('quarantine.release', { device: kept.device, seq: kept.seq, corrections })
      .then((given) => {
        setVerdict(given);
        readAgain();
      }, setError)
      .finally(() => setBusy(false));
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" maw="44rem">
          {translate(`console.kept.advice.${knownReason(kept.reason)}`)}
        </Text>
        {kept.records.map((record) => (
          <RecordPaper key={record.place} record={record}>
            <KeptFields
              record={record}
              repair={(field) => (
                <CorrectedField
                  table={tableByName(record.table)}
                  name={field.field}
                  onChange={(value) => setTyped((known) => new Map(known).set(nameOf(record, field), value))}
                />
              )}
            />
          </RecordPaper>
        ))}
        {error ? <HqError error={error} /> : null}
        {verdict && !verdict.taken ? (
          <Alert color="yellow" role="alert">
            {translate('console.kept.stillAside')} <KeptReason reason={verdict.reason ?? ''} />
          </Alert>
        ) : null}
        <Group>
          <Button
            type="submit"
            leftSection={<IconCheck size={16} aria-hidden />}
            loading={busy}
            disabled={missing.length > 0}
          >
            {translate(faults.length > 0 ? 'console.kept.repair' : 'console.kept.release')}
          </Button>
          {missing.length > 0 ? (
            <Text size="sm" c="dimmed">
              {translate('console.kept.correctFirst', { count: missing.length })}
            </Text>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}
