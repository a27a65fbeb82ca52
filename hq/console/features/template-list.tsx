import { Button, Card, FileButton, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconDownload, IconFileImport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Ltr } from '#renderer/ui/user-text.tsx';
import { longestFormFile, type TemplatePreview, type TemplateRow } from '#shared/ipc/console-templates.ts';
import { base64Of, bytesOf } from '../app/base64.ts';
import { downloadFile } from '../app/download-file.ts';
import { HqError } from '../app/hq-error.tsx';
import { HqReply } from '../app/hq-reply.tsx';
import { useHq } from '../app/queries.ts';
import { useSession } from '../app/session.tsx';
import { TemplatePreviewCard } from './template-preview.tsx';

interface Uploaded {
  readonly fileName: string;
  readonly file: string;
  readonly preview: TemplatePreview;
}

/** Checklists and their versions; a workbook is looked at before it is published. */
export function TemplateList(): ReactNode {
  const translate = useTranslate();
  const { call } = useSession();
  const client = useQueryClient();
  const reply = useHq('templates.list', {});
  const [uploaded, setUploaded] = useState<Uploaded | null>(null);
  const [published, setPublished] = useState<string | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  const work = (run: () => Promise<void>): void => {
    setBusy(true);
    setError(null);
    setPublished(null);
    run()
      .catch((thrown: Error) => setError(thrown))
      .finally(() => setBusy(false));
  };
  const look = (chosen: File | null): void => {
    if (!chosen) return;
    setUploaded(null);
    work(async () => {
      const file = await base64Of(chosen, longestFormFile);
      const fileName = chosen.name;
      setUploaded({ fileName, file, preview: await call('templates.check', { file, fileName }) });
    });
  };
  const publish = (titleEn: string, titleAr: string): void => {
    if (!uploaded) return;
    const { file, fileName } = uploaded;
    work(async () => {
      const { code, version } = await call('templates.publish', { file, fileName, titleEn, titleAr });
      setUploaded(null);
      setPublished(translate('console.templates.published', { code, version }));
      await client.invalidateQueries({ queryKey: ['templates.list'] });
    });
  };

  return (
    <>
      <PageHeader title={translate('console.nav.templates')} />
      <Stack gap="md">
        <Card withBorder>
          <Stack gap="sm" align="start">
            <Text size="sm">{translate('console.templates.hint')}</Text>
            <FileButton onChange={look} accept=".xlsx,.xlsm,.xls,.ods" key={uploaded?.file.length ?? 0}>
              {(props) => (
                <Button {...props} loading={busy} leftSection={<IconFileImport size={16} aria-hidden />}>
                  {translate('console.templates.choose')}
                </Button>
              )}
            </FileButton>
          </Stack>
        </Card>
        <div role="status">{published ? <Text size="sm">{published}</Text> : null}</div>
        {error ? <HqError error={error} /> : null}
        {uploaded ? (
          <TemplatePreviewCard
            key={uploaded.file}
            preview={uploaded.preview}
            busy={busy}
            onPublish={publish}
            onGiveUp={() => setUploaded(null)}
          />
        ) : null}
        <Title order={2} size="h3">
          {translate('console.templates.versions')}
        </Title>
        <HqReply of={reply}>{({ rows }) => <Versions rows={rows} onError={setError} />}</HqReply>
      </Stack>
    </>
  );
}

interface VersionsProps {
  readonly rows: readonly TemplateRow[];
  readonly onError: (error: Error) => void;
}

function Versions({ rows, onError }: VersionsProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { call } = useSession();
  const save = ({ code, version }: TemplateRow): void => {
    call('templates.save', { code, version }).then(
      ({ fileName, file }) => downloadFile(fileName, bytesOf(file)),
      onError,
    );
  };
  return (
    <Table verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{translate('console.templates.title')}</Table.Th>
          <Table.Th>{translate('console.templates.version')}</Table.Th>
          <Table.Th>{translate('console.templates.publishedOn')}</Table.Th>
          <Table.Th>{translate('console.templates.questions')}</Table.Th>
          <Table.Th>{translate('console.templates.inspections')}</Table.Th>
          <Table.Th>{translate('console.templates.form')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={`${row.code} ${row.version}`}>
            <Table.Td>
              <BilingualName name={row.title} />{' '}
              <Text span size="xs" c="dimmed">
                <Ltr>{row.code}</Ltr>
              </Text>
            </Table.Td>
            <Table.Td className="tabular">{format.number(row.version)}</Table.Td>
            <Table.Td>{row.publishedOn ? format.day(row.publishedOn) : null}</Table.Td>
            <Table.Td className="tabular">{format.number(row.questions)}</Table.Td>
            <Table.Td className="tabular">{format.number(row.inspections)}</Table.Td>
            <Table.Td>
              {row.hasForm ? (
                <Group gap="xs">
                  <Button
                    variant="default"
                    size="xs"
                    leftSection={<IconDownload size={14} aria-hidden />}
                    onClick={() => save(row)}
                    aria-label={translate('console.templates.saveOf', {
                      code: row.code,
                      version: row.version,
                    })}
                  >
                    {translate('console.templates.save')}
                  </Button>
                </Group>
              ) : (
                <Text size="xs" c="dimmed">
                  {translate('console.templates.noForm')}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
