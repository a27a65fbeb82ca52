import { Alert, Button, Group, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ErrorAlert } from '#renderer/ui/error-alert.tsx';
import { useTranslate } from '#renderer/ui/language.tsx';
import type { OutpostError } from '#shared/errors.ts';
import { useSession } from '../app/session.tsx';
import { LanguageButton } from '../app/shell.tsx';
import styles from './sign-in.module.css';

/** Asks an administrator for name and password. */
export function SignIn({ ended }: { readonly ended: boolean }): ReactNode {
  const translate = useTranslate();
  const { signIn } = useSession();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<OutpostError | null>(null);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    signIn(name, password)
      .catch((thrown: OutpostError) => setError(thrown))
      .finally(() => setBusy(false));
  };

  return (
    <main className={styles.page}>
      <Paper withBorder p="lg" className={styles.card}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Title order={1}>{translate('console.signIn.title')}</Title>
            {ended && !error ? <Alert color="accent">{translate('console.signIn.ended')}</Alert> : null}
            <Failure error={error} />
            <TextInput
              label={translate('console.signIn.name')}
              autoComplete="username"
              dir="auto"
              required
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <PasswordInput
              label={translate('console.signIn.password')}
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Group justify="space-between">
              <LanguageButton />
              <Button type="submit" loading={busy}>
                {translate('console.signIn.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
    </main>
  );
}

function Failure({ error }: { readonly error: OutpostError | null }): ReactNode {
  const translate = useTranslate();
  if (!error) return null;
  if (error.code === 'unauthorised') {
    return (
      <Alert color="red" role="alert">
        {translate('console.signIn.wrong')}
      </Alert>
    );
  }
  return <ErrorAlert error={error} />;
}
