import { Center, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslate } from '#renderer/ui/language.tsx';
import { assertNever } from '#shared/assert-never.ts';
import { SignIn } from '../features/sign-in.tsx';
import { HqError } from './hq-error.tsx';
import { useSession } from './session.tsx';
import { Shell } from './shell.tsx';

/** Lets in who is signed in. */
export function Gate(): ReactNode {
  const translate = useTranslate();
  const { session, ask } = useSession();
  switch (session.state) {
    case 'asking':
      return (
        <Center component="main" mih="100vh" aria-busy>
          <Loader aria-label={translate('console.loading')} />
        </Center>
      );
    case 'unreachable':
      return (
        <Center component="main" mih="100vh" p="md">
          <HqError error={session.error} onRetry={ask} />
        </Center>
      );
    case 'signed_out':
      return <SignIn ended={session.ended} />;
    case 'signed_in':
      return <Shell adminName={session.adminName} />;
    default:
      return assertNever(session);
  }
}
