import { Anchor, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import styles from './detail.module.css';

/** Leads from a record back to its list. */
export function BackLink({ to }: { readonly to: string }): ReactNode {
  const translate = useTranslate();
  return (
    <Anchor component={Link} href={to} size="sm">
      {translate('console.detail.back')}
    </Anchor>
  );
}

/** Who entered a record, and when. */
export function EnteredBy(props: { readonly name: string | null; readonly at: string }): ReactNode {
  const translate = useTranslate();
  const when = useFormat().moment(props.at);
  return (
    <Text size="sm" c="dimmed">
      {props.name === null
        ? translate('console.detail.enteredUnknown', { when })
        : translate('console.detail.entered', { name: props.name, when })}
    </Text>
  );
}

/** A part of a record with its heading. */
export function Part(props: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section aria-label={props.title}>
      <Title order={2} mb="xs">
        {props.title}
      </Title>
      {props.children}
    </section>
  );
}

/** Facts of a record as pairs of label and value; empty ones are left out. */
export function Facts(props: {
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}): ReactNode {
  const known = props.facts.filter(([, value]) => value !== null && value !== '');
  return (
    <Paper withBorder p="sm">
      <dl className={styles.facts}>
        {known.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}

/** Long texts of a record, each with its heading; empty ones are left out. */
export function Notes(props: {
  readonly notes: readonly (readonly [label: string, text: string | null])[];
}): ReactNode {
  const written = props.notes.filter(([, text]) => text);
  if (written.length === 0) return null;
  return (
    <Stack gap="sm">
      {written.map(([label, text]) => (
        <section key={label} aria-label={label}>
          <Title order={3}>{label}</Title>
          <Text size="sm" className={styles.note}>
            <UserText>{text}</UserText>
          </Text>
        </section>
      ))}
    </Stack>
  );
}
