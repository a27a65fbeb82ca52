import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useLanguage, useTranslate } from '../../ui/language.tsx';
import { NewPassphrase } from '../../ui/new-passphrase.tsx';

interface CreateVaultProps {
  readonly onBack: () => void;
  readonly onCreated: (created: ReplyOf<'vault.create'>) => void;
}

/** Name and passphrase of the first person on this laptop. */
export function CreateVault({ onBack, onCreated }: CreateVaultProps): ReactNode {
  const translate = useTranslate();
  const { language } = useLanguage();
  const create = useCall('vault.create');
  const [label, setLabel] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [ready, setReady] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!ready || label.trim() === '') return;
    create.mutate({ label, passphrase, language }, { onSuccess: onCreated });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={translate('vault.create.name')}
          description={translate('vault.create.nameHint')}
          value={label}
          dir="auto"
          data-autofocus
          autoFocus
          autoComplete="off"
          maxLength={80}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <NewPassphrase
          value={passphrase}
          onChange={setPassphrase}
          repeated={repeated}
          onRepeatedChange={setRepeated}
          known={[label]}
          onReady={setReady}
        />
        {create.error ? <ErrorAlert error={create.error} /> : null}
        <Group justify="space-between" mt="xs">
          <Button variant="default" onClick={onBack}>
            {translate('shell.action.back')}
          </Button>
          <Button type="submit" disabled={!ready || label.trim() === ''} loading={create.isPending}>
            {translate('vault.create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
