import type { ReactNode } from 'react';
import { useReply } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import styles from './about-settings.module.css';
import { SettingsSection } from './settings-section.tsx';

/** Version of the app and place of this laptop, for support. */
export function AboutSettings(): ReactNode {
  const translate = useTranslate();
  const { site, device, label, role } = useSession();
  const version = useReply('vault.status').data?.appVersion;
  return (
    <SettingsSection title={translate('vault.about.title')} hint={translate('vault.about.promise')}>
      <dl className={styles.facts}>
        {version ? (
          <>
            <dt>{translate('vault.version')}</dt>
            <dd>
              <Ltr>{version}</Ltr>
            </dd>
          </>
        ) : null}
        <dt>{translate('vault.about.person')}</dt>
        <dd>
          <UserText>{label}</UserText> · {translate(`vault.role.${role}`)}
        </dd>
        {site ? (
          <>
            <dt>{translate('vault.enrol.site')}</dt>
            <dd>
              <BilingualName name={site} /> <Ltr>({site.code})</Ltr>
            </dd>
          </>
        ) : null}
        {device === null ? null : (
          <>
            <dt>{translate('vault.about.device')}</dt>
            <dd>
              <Ltr>{device}</Ltr>
            </dd>
          </>
        )}
      </dl>
    </SettingsSection>
  );
}
