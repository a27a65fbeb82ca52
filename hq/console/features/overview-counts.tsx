import { Anchor, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import type { Overview } from '#shared/ipc/console.ts';
import styles from './overview.module.css';

/** How many records of each kind laptops have sent. */
export function Counts({ overview }: { readonly overview: Overview }): ReactNode {
  const translate = useTranslate();
  const { counts, people, openActions, sites } = overview;
  const laptops = sites.reduce((sum, { devices }) => sum + devices, 0);
  const heard = sites.filter(({ lastContact }) => lastContact !== null).length;
  return (
    <section aria-labelledby="counts">
      <Title order={2} id="counts" mb="xs">
        {translate('console.overview.counts')}
      </Title>
      <SimpleGrid cols={4} spacing="sm">
        <Card
          path="/trainings"
          main={[translate('console.overview.trainings'), counts.trainings]}
          rest={[
            [translate('console.overview.sessions'), counts.sessions],
            [translate('console.overview.attendanceMarks'), counts.attendanceMarks],
          ]}
        />
        <Card
          path="/visits"
          main={[translate('console.overview.visits'), counts.visits]}
          rest={[
            [translate('console.overview.actionItems'), counts.actionItems],
            [translate('console.overview.openActions'), openActions],
          ]}
        />
        <Card
          path="/inspections"
          main={[translate('console.overview.inspections'), counts.inspections]}
          rest={[
            [translate('console.overview.answers'), counts.answers],
            [translate('console.overview.findings'), counts.findings],
          ]}
        />
        <Card
          main={[translate('console.overview.people'), people]}
          rest={[
            [translate('console.overview.laptops'), laptops],
            [translate('console.overview.sitesHeard'), heard],
          ]}
        />
      </SimpleGrid>
      <Received received={overview.received} />
    </section>
  );
}

type Figure = readonly [label: string, value: number];

interface CardProps {
  readonly main: Figure;
  readonly rest: readonly Figure[];
  /** The list that holds what the card counts. */
  readonly path?: string;
}

function Card({ main: [label, value], rest, path }: CardProps): ReactNode {
  const format = useFormat();
  return (
    <Paper withBorder p="sm">
      <dl className={styles.figures}>
        <div className={styles.main}>
          <dt>
            {path ? (
              <Anchor component={Link} href={path}>
                {label}
              </Anchor>
            ) : (
              label
            )}
          </dt>
          <dd>{format.number(value)}</dd>
        </div>
        {rest.map(([name, count]) => (
          <div key={name} className={styles.rest}>
            <dt>{name}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}

function Received({ received }: Pick<Overview, 'received'>): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { ops, bytes, lastAt } = received;
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {lastAt === null
        ? translate('console.overview.nothingReceived')
        : [
            translate('console.overview.received', { ops, bytes: format.bytes(bytes) }),
            translate('console.overview.lastReceived', { when: format.relative(lastAt) }),
          ].join(' · ')}
    </Text>
  );
}
