import { Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Ltr } from '../../ui/user-text.tsx';
import { SettingsSection } from './settings-section.tsx';

const checkNames: Readonly<Record<string, MessageKey>> = {
  pages: 'vault.verify.pages',
  encryption: 'vault.verify.encryption',
  journal: 'vault.verify.journal',
  rows: 'vault.verify.rows',
  search: 'vault.verify.search',
  photos: 'vault.verify.photos',
};

/** Looks whether file, journal and search index are whole. */
export function VerifySettings(): ReactNode {
  const translate = useTranslate();
  const verify = useCall('diagnostics.verify');
  return (
    <SettingsSection title={translate('vault.verify.title')} hint={translate('vault.verify.hint')}>
      <Group>
        <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate(undefined)}>
          {translate('vault.verify.start')}
        </Button>
      </Group>
      {verify.error ? <ErrorAlert error={verify.error} /> : null}
      {verify.data ? <Findings result={verify.data} /> : null}
    </SettingsSection>
  );
}

function Findings({ result }: { readonly result: ReplyOf<'diagnostics.verify'> }): ReactNode {
  const translate = useTranslate();
  return (
    <Stack gap={6} aria-live="polite">
      <Text size="sm" fw={600}>
        {translate(result.ok ? 'vault.verify.ok' : 'vault.verify.broken')}
      </Text>
      {result.checks.map(({ name, ok, detail }) => {
        const title = checkNames[name];
        return (
          <Text key={name} size="sm" component="div">
            <StatusBadge tone={ok ? 'ok' : 'alarm'} icon={ok ? IconCircleCheck : IconAlertTriangle}>
              {title ? translate(title) : <Ltr>{name}</Ltr>}
            </StatusBadge>{' '}
            {ok ? null : <Ltr>{detail}</Ltr>}
          </Text>
        );
      })}
    </Stack>
  );
}
