import { Alert, Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { errorWords } from '#renderer/ui/error-alert.tsx';
import { useTranslate } from '#renderer/ui/language.tsx';
import { OutpostError } from '#shared/errors.ts';
import { HqError } from '../app/hq-error.tsx';
import { usePageTitle } from '../app/page-title.ts';
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
  const [error, setError] = useState<Error | null>(null);
  usePageTitle(translate('console.signIn.title'));

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    signIn(name, password)
      .catch((thrown: Error) => setError(thrown))
      .finally(() => setBusy(false));
  };

  return (
    <main className={styles.page}>
      <Paper withBorder p="lg" className={styles.card}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <div>
              <Text size="sm" c="dimmed">
                {translate('console.title')}
              </Text>
              <Title order={1}>{translate('console.signIn.title')}</Title>
            </div>
            {ended && !error ? <Alert color="accent">{translate('console.signIn.ended')}</Alert> : null}
            {error ? <Failure error={error} /> : null}
            <TextInput
              label={translate('console.signIn.name')}
              autoComplete="username"
              dir="auto"
              required
              withAsterisk={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <PasswordInput
              label={translate('console.signIn.password')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              visibilityToggleButtonProps={{ 'aria-label': translate('console.signIn.show') }}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" fullWidth mt={4} loading={busy}>
              {translate('console.signIn.submit')}
            </Button>
          </Stack>
        </form>
        <Group justify="center" mt="sm">
          <LanguageButton />
        </Group>
      </Paper>
    </main>
  );
}

/** Says that name or password is wrong, never which. */
function Failure({ error }: { readonly error: Error }): ReactNode {
  const translate = useTranslate();
  if (!(error instanceof OutpostError && error.code === 'unauthorised')) return <HqError error={error} />;
  const { title, body } = errorWords(translate, error, 'console.signIn.wrong');
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={title}>
      {body}
    </Alert>
  );
}
