import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useCall } from '../../app/queries.ts';
import { useEnter } from '../../app/vault-state.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { NewPassphrase } from '../../ui/new-passphrase.tsx';

/** Opens the vault with the code of the recovery sheet and sets a new passphrase. */
export function Recover({ onBack }: { readonly onBack: () => void }): ReactNode {
  const translate = useTranslate();
  const enter = useEnter();
  const recover = useCall('vault.recover');
  const [code, setCode] = useState('');
  const [label, setLabel] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [ready, setReady] = useState(false);
  const complete = ready && code.trim() !== '' && label.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (complete) recover.mutate({ recoveryCode: code, label, passphrase }, { onSuccess: enter });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{translate('vault.recover.hint')}</Text>
        <TextInput
          label={translate('vault.sheet.code')}
          value={code}
          dir="ltr"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label={translate('vault.create.name')}
          value={label}
          dir="auto"
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
        {recover.error ? <ErrorAlert error={recover.error} /> : null}
        <Group justify="space-between" mt="xs">
          <Button variant="default" onClick={onBack}>
            {translate('shell.action.back')}
          </Button>
          <Button type="submit" disabled={!complete} loading={recover.isPending}>
            {translate('vault.recover.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
