import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useReply } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { SettingsSection } from './settings-section.tsx';

/** Version of the app and place of this laptop, for support. */
export function AboutSettings(): ReactNode {
  const translate = useTranslate();
  const { site, device, label, role } = useSession();
  const version = useReply('vault.status').data?.appVersion;
  return (
    <SettingsSection title={translate('vault.about.title')} hint={translate('vault.about.promise')}>
      {version ? (
        <Text size="sm">
          {translate('vault.version')} <Ltr>{version}</Ltr>
        </Text>
      ) : null}
      <Text size="sm">
        {translate('vault.about.person')} <UserText>{label}</UserText> · {translate(`vault.role.${role}`)}
      </Text>
      {site ? (
        <Text size="sm">
          {translate('vault.enrol.site')} <Ltr>{site.code}</Ltr>
        </Text>
      ) : null}
      {device === null ? null : (
        <Text size="sm">
          {translate('vault.about.device')} <Ltr>{device}</Ltr>
        </Text>
      )}
    </SettingsSection>
  );
}
