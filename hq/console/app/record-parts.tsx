import { Paper, Stack, Text, Title } from '@mantine/core';
import { createElement, type ReactNode } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { Around, slot } from './around.tsx';
import styles from './record-page.module.css';

/** Who entered a record, and when. */
export function EnteredBy(props: { readonly name: string | null; readonly at: string }): ReactNode {
  const translate = useTranslate();
  const when = useFormat().moment(props.at);
  if (props.name === null) return translate('console.detail.enteredUnknown', { when });
  return (
    <Around text={translate('console.detail.entered', { name: slot, when })}>
      <UserText>{props.name}</UserText>
    </Around>
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

/** One fact of a record. `wide` takes the room of two. */
export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  readonly wide?: boolean;
}

/** Facts of a record as pairs of label and value; empty ones are left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  const known = facts.filter(({ value }) => value !== null && value !== '');
  return (
    <Paper withBorder p="sm">
      <dl className={styles.facts}>
        {known.map(({ label, value, wide }) => (
          <div key={label} data-wide={wide || undefined}>
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
    <Paper withBorder p="sm">
      <Stack gap="sm">
        {written.map(([label, text]) => (
          <section key={label} aria-label={label}>
            <Title order={2} size="h3" mb={2}>
              {label}
            </Title>
            <Text className={styles.note}>
              <UserText>{text}</UserText>
            </Text>
          </section>
        ))}
      </Stack>
    </Paper>
  );
}

/** Short points of a record, one under the other; two may say the same. */
export function Points({ points }: { readonly points: readonly ReactNode[] }): ReactNode {
  const entries = points.map((point) => createElement('li', null, point));
  return (
    <Paper withBorder p="sm">
      {createElement('ul', { className: styles.points }, ...entries)}
    </Paper>
  );
}
