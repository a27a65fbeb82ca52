import { Anchor, Button, Group, PasswordInput, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { VaultStatus } from '#shared/ipc/vault.ts';
import { useCall } from '../../app/queries.ts';
import { useEnter } from '../../app/vault-state.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { Recover } from './recover.tsx';
import { useOpenSample } from './use-open-sample.tsx';
import { useUnlockWait } from './use-unlock-wait.ts';

/** The lock: who, and their passphrase. Longer waits after each failure; never which part was wrong. */
export function Unlock({ status }: { readonly status: VaultStatus }): ReactNode {
  const translate = useTranslate();
  const [recovering, setRecovering] = useState(false);
  const foot = (
    <>
      {translate('vault.version')} <Ltr>{status.appVersion}</Ltr>
    </>
  );
  if (recovering) {
    return (
      <EntryFrame title={translate('vault.recover.title')} foot={foot}>
        <Recover people={status.people} onBack={() => setRecovering(false)} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={translate('vault.unlock.title')} foot={foot}>
      <UnlockForm status={status} onRecover={() => setRecovering(true)} />
    </EntryFrame>
  );
}

interface UnlockFormProps {
  readonly status: VaultStatus;
  readonly onRecover: () => void;
}

function UnlockForm({ status, onRecover }: UnlockFormProps): ReactNode {
  const translate = useTranslate();
  const enter = useEnter();
  const sample = useOpenSample();
  const unlock = useCall('vault.unlock');
  const wait = useUnlockWait(status.waitSeconds);
  const [person, setPerson] = useState(status.people[0]?.id ?? '');
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wait.seconds > 0) return;
    unlock.mutate(
      { personId: person, passphrase },
      {
        onSuccess: enter,
        onError: () => {
          setPassphrase('');
          field.current?.focus();
          wait.lookAgain();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {translate('vault.unlock.hint')}
        </Text>
        <Radio.Group label={translate('vault.unlock.who')} size="xs" value={person} onChange={setPerson}>
          <Stack gap={6} mt={6}>
            {status.people.map(({ id, label }) => (
              <Radio key={id} value={id} label={<UserText>{label}</UserText>} />
            ))}
          </Stack>
        </Radio.Group>
        <PasswordInput
          ref={field}
          label={translate('vault.passphrase.label')}
          value={passphrase}
          autoFocus
          autoComplete="current-password"
          dir="auto"
          visibilityToggleButtonProps={{ 'aria-label': translate('vault.passphrase.show') }}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {unlock.error && wait.seconds === 0 ? <ErrorAlert error={unlock.error} /> : null}
        {wait.seconds > 0 ? (
          <Text size="sm" role="status" className="tabular">
            {translate('vault.unlock.wait', { count: wait.seconds })}
          </Text>
        ) : null}
        <Button type="submit" loading={unlock.isPending} disabled={passphrase === '' || wait.seconds > 0}>
          {translate('vault.unlock.submit')}
        </Button>
        {sample.problem}
        <Group justify="space-between">
          <Anchor component="button" type="button" size="sm" onClick={onRecover}>
            {translate('vault.unlock.forgot')}
          </Anchor>
          <Anchor component="button" type="button" size="sm" onClick={sample.open}>
            {translate(sample.opening ? 'vault.sample.filling' : 'vault.welcome.sample')}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}
