import { Button, Radio, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RosterRow } from '#shared/ipc/training.ts';
import { PersonLine } from '../../person/person-line.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { type Decision, type Decisions, decisionOf } from './decisions.ts';
import { reasonWords } from './import-words.ts';
import styles from './likely-duplicates.module.css';

interface LikelyDuplicatesProps {
  readonly rows: readonly RosterRow[];
  readonly decisions: Decisions;
  readonly onDecide: (row: number, decision: Decision) => void;
}

/** Shown at once; the rest on demand. */
const shownAtOnce = 20;

/** Rows that may be people who are known already, each beside those it may be. */
export function LikelyDuplicates({ rows, decisions, onDecide }: LikelyDuplicatesProps): ReactNode {
  const translate = useTranslate();
  const [all, setAll] = useState(false);
  const likely = rows.filter(({ matches }) => matches.length > 0);
  if (likely.length === 0) return null;
  const shown = all ? likely : likely.slice(0, shownAtOnce);
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

interface DuplicateProps {
  readonly row: RosterRow;
  readonly decision: Decision;
  readonly onDecide: (decision: Decision) => void;
}

function Duplicate({ row, decision, onDecide }: DuplicateProps): ReactNode {
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
          <Radio value="skip" label={translate('imports.skip')} />
        </Stack>
      </Radio.Group>
    </div>
  );
}

function RowPerson({ row }: { readonly row: RosterRow }): ReactNode {
  const { name_ar, name_latin, badge, unit } = row.values;
  return (
    <>
      {[name_ar, name_latin].filter(Boolean).map((name) => (
        <div key={name} className={styles.name}>
          <UserText>{name}</UserText>
        </div>
      ))}
      <Text size="xs" c="dimmed">
        {badge ? <Ltr>{badge}</Ltr> : null} {unit ? <UserText>{unit}</UserText> : null}
      </Text>
    </>
  );
}

function Reasons({
  score,
  reasons,
}: {
  readonly score: number;
  readonly reasons: readonly string[];
}): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const words = reasons.map((code) => reasonWords(translate, code)).filter((each) => each !== null);
  return (
    <Text size="xs" c="dimmed" component="span" display="block">
      {translate('imports.likeness', { share: format.percent(score) })}
      {words.length > 0 ? `: ${format.list(words)}` : null}
    </Text>
  );
}
