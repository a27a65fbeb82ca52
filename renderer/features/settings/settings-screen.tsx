import type { ReactNode } from 'react';
import { useMay, useSession } from '../../app/session.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { AboutSettings } from './about-settings.tsx';
import { LanguageSettings, LockSettings } from './daily-settings.tsx';
import { PassphraseSettings } from './passphrase-settings.tsx';
import { PeopleSettings } from './people-settings.tsx';
import styles from './settings-screen.module.css';
import { VerifySettings } from './verify-settings.tsx';

/** What a person sets once. */
export function SettingsScreen(): ReactNode {
  const translate = useTranslate();
  const may = useMay();
  const { sample } = useSession();
  return (
    <>
      <PageHeader title={translate('shell.nav.settings')} />
      <div className={styles.sections}>
        <LanguageSettings />
        <LockSettings />
        {sample ? null : <PassphraseSettings />}
        {!sample && may('vault.people') ? <PeopleSettings /> : null}
        <VerifySettings />
        <AboutSettings />
      </div>
    </>
  );
}
