import { Button, Checkbox, Group, Paper, Text, Title } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { PhotoTraffic as Traffic } from '#shared/ipc/attachments.ts';
import { replyKey, useCall, useReply } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useErrorToast } from '../../ui/toast.tsx';

/** The photos that wait, and whether this laptop's link may carry them by itself. */
export function PhotoTraffic(): ReactNode {
  const translate = useTranslate();
  const reply = useReply('attachments.traffic');
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('photos.traffic')}>
      <Title order={2} mb="xs">
        {translate('photos.traffic')}
      </Title>
      <Reply of={reply}>{(traffic) => <Facts traffic={traffic} />}</Reply>
    </Paper>
  );
}

function Facts({ traffic }: { readonly traffic: Traffic }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const client = useQueryClient();
  const showError = useErrorToast();
  const setMetered = useCall('attachments.setMetered');
  const sendNow = useCall('attachments.sendNow');
  // The box shows the choice at once and keeps it while the core's answer is on its way.
  const [chosen, setChosen] = useState<boolean>();
  const readAgain = (): Promise<void> =>
    client.invalidateQueries({ queryKey: replyKey('attachments.traffic') });
  const waits = traffic.waiting > 0;
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text size="sm">
          {traffic.moving
            ? translate('photos.moving')
            : translate('photos.waiting', { count: traffic.waiting, size: format.bytes(traffic.bytes) })}
        </Text>
        {waits && !traffic.moving ? (
          <Button
            variant="default"
            leftSection={<IconUpload size={16} aria-hidden />}
            loading={sendNow.isPending}
            onClick={() => sendNow.mutate(undefined)}
          >
            {translate('photos.sendNow')}
          </Button>
        ) : null}
      </Group>
      {sendNow.error ? <ErrorAlert error={sendNow.error} onClose={sendNow.reset} /> : null}
      <Checkbox
        label={translate('photos.metered')}
        description={translate('photos.meteredHint')}
        checked={chosen ?? traffic.metered}
        onChange={(event) => {
          const metered = event.currentTarget.checked;
          setChosen(metered);
          setMetered.mutate(
            { metered },
            {
              onSuccess: readAgain,
              onError: (error) => {
                setChosen(undefined);
                showError(error);
              },
            },
          );
        }}
      />
    </>
  );
}
