import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { VaultStatus } from '#shared/ipc/vault.ts';
import { useCall } from '../../app/queries.ts';
import { useEnter } from '../../app/vault-state.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { NewPassphrase } from '../../ui/new-passphrase.tsx';
import { UserText } from '../../ui/user-text.tsx';

interface RecoverProps {
  readonly people: VaultStatus['people'];
  readonly onBack: () => void;
}

/** The choice of who is not among the people of this laptop yet. */
const somebodyElse = '';

/** Opens the vault with the code of the recovery sheet and sets a new passphrase. */
export function Recover({ people, onBack }: RecoverProps): ReactNode {
  const translate = useTranslate();
  const enter = useEnter();
  const recover = useCall('vault.recover');
  const [code, setCode] = useState('');
  const [who, setWho] = useState(people[0]?.id ?? somebodyElse);
  const [typed, setTyped] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [ready, setReady] = useState(false);
  const label = people.find(({ id }) => id === who)?.label ?? typed;
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
        <Radio.Group label={translate('vault.unlock.who')} size="xs" value={who} onChange={setWho}>
          <Group gap="0.3rem 1.4rem" mt={6}>
            {people.map(({ id, label: name }) => (
              <Radio key={id} value={id} label={<UserText>{name}</UserText>} />
            ))}
            <Radio value={somebodyElse} label={translate('vault.recover.somebodyElse')} />
          </Group>
        </Radio.Group>
        {who === somebodyElse ? (
          <TextInput
            label={translate('vault.create.name')}
            value={typed}
            dir="auto"
            autoComplete="off"
            maxLength={80}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        <NewPassphrase
          value={passphrase}
          onChange={setPassphrase}
          repeated={repeated}
          onRepeatedChange={setRepeated}
          known={[label]}
          onReady={setReady}
        />
        {recover.error ? (
          <ErrorAlert
            error={recover.error}
            {...(recover.error.code === 'wrong_passphrase' ? { message: 'vault.recover.wrong' } : {})}
          />
        ) : null}
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
