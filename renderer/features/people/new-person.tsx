import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { NewPersonForm } from '../../person/new-person-form.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

/** Adds a person, once the search has not found them. */
export function NewPerson({ name }: { readonly name: string }): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  return (
    <>
      <PageHeader title={translate('people.new')} subtitle={translate('people.newHint')} />
      <Paper withBorder p="md" maw="52rem">
        <NewPersonForm
          name={name}
          knownLabel={translate('shell.action.open')}
          onKnown={({ id }) => go(`/${id}`)}
          onCreated={(id) => go(`/${id}`)}
          onCancel={() => go('/')}
        />
      </Paper>
    </>
  );
}
