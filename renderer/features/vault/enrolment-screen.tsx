import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { goTo } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../app/session.tsx';
import { useEnter } from '../../app/vault-state.ts';
import { useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { EnrolForm } from './enrol-form.tsx';

/** Enrols the laptop of who is signed in. */
export function EnrolmentScreen(): ReactNode {
  const translate = useTranslate();
  const enter = useEnter();
  const { enrolled, sample } = useSession();
  const leave = (): void => goTo(paths.today);
  return (
    <>
      <PageHeader title={translate('vault.enrol.title')} />
      {sample ? (
        <Text>{translate('vault.enrol.notInSample')}</Text>
      ) : enrolled ? (
        <Text>{translate('vault.enrol.done')}</Text>
      ) : (
        <Paper withBorder p="lg" maw="40rem">
          <EnrolForm
            laterLabel={translate('shell.action.back')}
            onLater={leave}
            onEnrolled={(session) => {
              enter(session);
              leave();
            }}
          />
        </Paper>
      )}
    </>
  );
}
