import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useCall } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { NewPassphrase } from '../../ui/new-passphrase.tsx';
import { useToast } from '../../ui/toast.tsx';
import { SettingsSection } from './settings-section.tsx';

/** A new passphrase for who is signed in. */
export function PassphraseSettings(): ReactNode {
  const translate = useTranslate();
  const [opened, setOpened] = useState(false);
  return (
    <SettingsSection
      title={translate('vault.settings.passphrase')}
      hint={translate('vault.settings.passphraseHint')}
    >
      {opened ? (
        <ChangeForm onDone={() => setOpened(false)} />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setOpened(true)}>
            {translate('vault.settings.changePassphrase')}
          </Button>
        </Group>
      )}
    </SettingsSection>
  );
}

function ChangeForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const translate = useTranslate();
  const say = useToast();
  const { label } = useSession();
  const change = useCall('vault.changePassphrase');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeated, setRepeated] = useState('');
  const [ready, setReady] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!ready || current === '') return;
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          say(translate('vault.settings.passphraseChanged'));
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PasswordInput
          label={translate('vault.settings.currentPassphrase')}
          value={current}
          autoFocus
          dir="auto"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': translate('vault.passphrase.show') }}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPassphrase
          value={next}
          onChange={setNext}
          repeated={repeated}
          onRepeatedChange={setRepeated}
          known={[label]}
          onReady={setReady}
        />
        {change.error ? <ErrorAlert error={change.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {translate('shell.action.cancel')}
          </Button>
          <Button type="submit" disabled={!ready || current === ''} loading={change.isPending}>
            {translate('vault.settings.changePassphrase')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
