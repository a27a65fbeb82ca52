import { Alert, Button, Card, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconDownload, IconFileImport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { type FileRead, longestCarriedFile } from '#shared/ipc/console.ts';
import { carryFileEnding } from '#shared/sync/carry.ts';
import { Around, slot } from '../app/around.tsx';
import { base64Of, bytesOf } from '../app/base64.ts';
import { downloadFile } from '../app/download-file.ts';
import { HqError } from '../app/hq-error.tsx';
import { useSession } from '../app/session.tsx';

/** Files that laptops without a network sent by stick or mail: taken in here, answered by a file that goes back. */
export function CarriedFiles(): ReactNode {
  const translate = useTranslate();
  const { call } = useSession();
  const [read, setRead] = useState<FileRead | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  const take = (file: File | null): void => {
    if (!file) return;
    setBusy(true);
    setRead(null);
    setError(null);
    base64Of(file, longestCarriedFile)
      .then((content) => call('files.read', { file: content }))
      .then(setRead, (thrown: Error) => setError(thrown))
      .finally(() => setBusy(false));
  };

  return (
    <>
      <PageHeader title={translate('console.nav.files')} />
      <Stack gap="md" maw={760}>
        <Card withBorder>
          <Stack gap="sm" align="start">
            <Text>{translate('console.files.hint')}</Text>
            <FileButton
              onChange={take}
              accept={carryFileEnding}
              key={String(read?.replyName ?? error?.message)}
            >
              {(props) => (
                <Button {...props} loading={busy} leftSection={<IconFileImport size={16} aria-hidden />}>
                  {translate('console.files.choose')}
                </Button>
              )}
            </FileButton>
          </Stack>
        </Card>
        <div role="status">{read ? <Taken read={read} /> : null}</div>
        {error ? <HqError error={error} /> : null}
      </Stack>
    </>
  );
}

function Taken({ read }: { readonly read: FileRead }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Alert
      color="teal"
      icon={<IconCheck size={18} aria-hidden />}
      title={
        <Around text={translate('console.files.from', { label: slot, time: format.moment(read.madeAt) })}>
          <UserText>{read.label}</UserText>
        </Around>
      }
    >
      <Stack gap="sm">
        <Text size="sm">{translate('console.files.taken', { count: read.newOps })}</Text>
        {read.laptops.length > 1 ? (
          <Text size="sm">
            {translate('console.files.also')} <UserText>{read.laptops.join(' · ')}</UserText>
          </Text>
        ) : null}
        <Group>
          <Button
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => downloadFile(read.replyName, bytesOf(read.reply))}
          >
            {translate('console.files.reply')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {translate('console.files.replyHint')}
        </Text>
      </Stack>
    </Alert>
  );
}
