import { Button, Radio, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RosterRow } from '#shared/ipc/imports.ts';
import { decisionOf, type RowDecision, type RowDecisions } from '#shared/roster/decisions.ts';
import { PersonLine } from '../../person/person-line.tsx';
import { useTranslate } from '../../ui/language.tsx';
import styles from './likely-duplicates.module.css';
import { Reasons } from './reasons.tsx';
import { RowPerson } from './row-person.tsx';

interface LikelyDuplicatesProps {
  readonly rows: readonly RosterRow[];
  readonly decisions: RowDecisions;
  readonly onDecide: (row: number, decision: RowDecision) => void;
}

/** Shown at once; the rest on demand. */
const shownAtOnce = 20;

/** Rows that may be people who are known already, or who stand in an earlier row, each beside those it may be. */
export function LikelyDuplicates({ rows, decisions, onDecide }: LikelyDuplicatesProps): ReactNode {
  const translate = useTranslate();
  const [all, setAll] = useState(false);
  const likely = rows.filter(isLikely);
  if (likely.length === 0) return null;
  // What is proposed to be new is looked at first: there a person is wanted most.
  const sorted = likely.toSorted((a, b) => Number(b.proposal === 'create') - Number(a.proposal === 'create'));
  const shown = all ? sorted : sorted.slice(0, shownAtOnce);
  return (
    <section aria-label={translate('imports.duplicates', { count: likely.length })}>
      <Title order={2}>{translate('imports.duplicates', { count: likely.length })}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {translate('imports.duplicatesHint')}
      </Text>
      <Stack gap="xs">
        {shown.map((row) => (
          <Duplicate
            key={row.row}
            row={row}
            twin={rows.find((other) => other.row === row.twin?.row)}
            decision={decisionOf(row, decisions)}
            onDecide={(decision) => onDecide(row.row, decision)}
          />
        ))}
      </Stack>
      {shown.length < likely.length ? (
        <Button variant="default" mt="xs" onClick={() => setAll(true)}>
          {translate('imports.showAll', { count: likely.length })}
        </Button>
      ) : null}
    </section>
  );
}

/** Of rows that are left out for another reason nobody asks who they are. */
function isLikely({ matches, twin, proposal }: RosterRow): boolean {
  return twin !== null || (matches.length > 0 && proposal !== 'skip');
}

interface DuplicateProps {
  readonly row: RosterRow;
  /** The earlier row that may be the same person. */
  readonly twin: RosterRow | undefined;
  readonly decision: RowDecision;
  readonly onDecide: (decision: RowDecision) => void;
}

function Duplicate({ row, twin, decision, onDecide }: DuplicateProps): ReactNode {
  const translate = useTranslate();
  const value = typeof decision === 'object' ? String(decision.use) : decision;
  const choose = (chosen: string): void =>
    onDecide(chosen === 'create' || chosen === 'skip' ? chosen : { use: Number(chosen) });
  return (
    <div className={styles.pair}>
      <div className={styles.side}>
        <Text size="xs" c="dimmed">
          {translate('imports.rowInFile', { row: row.row })}
        </Text>
        <RowPerson row={row} />
      </div>
      <Radio.Group
        className={styles.side ?? ''}
        aria-label={translate('imports.decide', { row: row.row })}
        value={value}
        onChange={choose}
      >
        <Stack gap={6}>
          {row.matches.map(({ person, score, reasons }) => (
            <Radio
              key={person.id}
              value={String(person.id)}
              label={
                <>
                  <span className={styles.use}>{translate('imports.use')}</span>{' '}
                  <PersonLine person={person} />
                  <Reasons score={score} reasons={reasons} />
                </>
              }
            />
          ))}
          <Radio value="create" label={translate('imports.create')} />
          {twin ? (
            <Radio
              value="skip"
              label={
                <>
                  <span className={styles.use}>{translate('imports.sameAsRow', { row: twin.row })}</span>
                  <RowPerson row={twin} />
                  <Reasons reasons={row.twin?.reasons ?? []} />
                </>
              }
            />
          ) : (
            <Radio value="skip" label={translate('imports.skip')} />
          )}
        </Stack>
      </Radio.Group>
    </div>
  );
}
