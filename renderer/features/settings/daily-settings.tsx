import { NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { replyKey, useCall } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { ChoiceKeys } from '../../ui/choice-keys.tsx';
import { useLanguage, useTranslate } from '../../ui/language.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { SettingsSection } from './settings-section.tsx';

/** The language of the screens. Each is written in itself. */
export function LanguageSettings(): ReactNode {
  const translate = useTranslate();
  const { language, setLanguage } = useLanguage();
  return (
    <SettingsSection
      title={translate('vault.settings.language')}
      hint={translate('vault.settings.languageHint')}
    >
      <div translate="no">
        <ChoiceKeys
          label={translate('vault.settings.language')}
          value={language}
          choices={[
            { value: 'en', label: 'English' },
            { value: 'ar', label: 'العربية' },
          ]}
          onChange={(next) => {
            if (next) setLanguage(next);
          }}
        />
      </div>
    </SettingsSection>
  );
}

const minuteChoices = [1, 2, 5, 10, 15, 30, 60] as const;

/** How long without a key or a click until the vault locks. */
export function LockSettings(): ReactNode {
  const translate = useTranslate();
  const client = useQueryClient();
  const showError = useErrorToast();
  const { autoLockMinutes } = useSession();
  const save = useCall('settings.setAutoLock');
  const choices = [...new Set<number>([...minuteChoices, autoLockMinutes])].sort((a, b) => a - b);
  const change = (minutes: number): void => {
    save.mutate(
      { minutes },
      {
        onError: showError,
        onSuccess: () =>
          client.setQueryData<ReplyOf<'vault.session'>>(replyKey('vault.session'), (session) =>
            session ? { ...session, autoLockMinutes: minutes } : session,
          ),
      },
    );
  };
  return (
    <SettingsSection title={translate('vault.settings.lock')} hint={translate('vault.settings.lockHint')}>
      <NativeSelect
        label={translate('vault.settings.lockAfter')}
        value={String(autoLockMinutes)}
        data={choices.map((minutes) => ({
          value: String(minutes),
          label: translate('vault.settings.minutes', { count: minutes }),
        }))}
        onChange={(event) => change(Number(event.currentTarget.value))}
      />
    </SettingsSection>
  );
}
