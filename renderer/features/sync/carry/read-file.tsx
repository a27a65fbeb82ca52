import { Button, FileButton, Stack, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import type { CarriedNews } from '#shared/ipc/carry.ts';
import { carryFileEnding } from '#shared/sync/carry.ts';
import { replyKey, useCall } from '../../../app/queries.ts';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { UserText } from '../../../ui/user-text.tsx';

/** Takes in a file from headquarters or from another laptop. */
export function ReadFile(): ReactNode {
  const translate = useTranslate();
  const read = useCall('carry.read');
  const client = useQueryClient();
  const forget = useRef<() => void>(null);

  const take = async (file: File | null): Promise<void> => {
    // The same file may be chosen again.
    forget.current?.();
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    read.mutate(
      { bytes },
      { onSuccess: () => void client.invalidateQueries({ queryKey: replyKey('carry.loads') }) },
    );
  };

  return (
    <Stack gap="xs" align="start">
      <FileButton onChange={(file) => void take(file)} accept={carryFileEnding} resetRef={forget}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
            loading={read.isPending}
          >
            {translate('carry.read')}
          </Button>
        )}
      </FileButton>
      <div role="status">{read.data ? <News news={read.data} /> : null}</div>
      {read.error ? <ErrorAlert error={read.error} onClose={read.reset} /> : null}
    </Stack>
  );
}

function News({ news }: { readonly news: CarriedNews }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { purpose, from, changes, confirmed, madeAt } = news;
  return (
    <Text size="sm">
      {purpose === 'return' ? translate('carry.fromHeadquarters') : <UserText>{from ?? ''}</UserText>}
      {' · '}
      {format.moment(madeAt)}
      {' · '}
      {translate('carry.changes', { count: changes })}
      {purpose === 'return' ? ` · ${translate('carry.confirmed', { count: confirmed })}` : null}
    </Text>
  );
}
