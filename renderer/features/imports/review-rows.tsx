import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { CellIssue, RosterRow } from '#shared/ipc/imports.ts';
import { decisionOf, openErrors, type RowDecision, type RowDecisions } from '#shared/roster/decisions.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { ImportSummary } from './import-summary.tsx';
import { IssueList } from './issue-list.tsx';
import { LikelyDuplicates } from './likely-duplicates.tsx';
import { RowTable } from './row-table.tsx';
import { useBringIn } from './use-bring-in.ts';
import { Working } from './working.tsx';

interface ReviewRowsProps {
  readonly importId: string;
  /** Empty for rows that were pasted. */
  readonly fileName: string;
  readonly eventId: number;
  readonly preview: ReplyOf<'import.preview'>;
  readonly decisions: RowDecisions;
  readonly onDecide: (row: number, decision: RowDecision) => void;
  readonly onCorrect: (issue: CellIssue, text: string) => void;
  /** Whether rows that the spreadsheet hides are taken in. */
  readonly withHidden: boolean;
  readonly onWithHidden: (withHidden: boolean) => void;
  /** The rows are being read again. */
  readonly checking: boolean;
  readonly onBack: () => void;
  readonly onAnotherFile: () => void;
}

/** What is wrong, who may be known already, and what will be done; then all of it at once or nothing. */
export function ReviewRows(props: ReviewRowsProps): ReactNode {
  const { preview, decisions, onDecide, checking } = props;
  const translate = useTranslate();
  const { bring, error, pending } = useBringIn(props);
  const errors = openErrors(preview.rows, preview.issues, decisions).length;
  const decide = useCallback((row: RosterRow) => decisionOf(row, decisions), [decisions]);
  const isLeftOut = useCallback(
    (number: number): boolean => {
      const row = preview.rows.find((each) => each.row === number);
      return row !== undefined && decisionOf(row, decisions) === 'skip';
    },
    [preview.rows, decisions],
  );
  const leaveOut = useCallback(
    (number: number, out: boolean) => {
      const row = preview.rows.find((each) => each.row === number);
      onDecide(number, out || !row ? 'skip' : takenIn(row));
    },
    [preview.rows, onDecide],
  );
  return (
    <Stack gap="md">
      <ImportSummary rows={preview.rows} decisions={decisions} fileName={props.fileName} errors={errors} />
      <HiddenRows {...props} />
      <IssueList
        issues={preview.issues}
        isLeftOut={isLeftOut}
        onCorrect={props.onCorrect}
        onLeaveOut={leaveOut}
      />
      <LikelyDuplicates rows={preview.rows} decisions={decisions} onDecide={onDecide} />
      <RowTable rows={preview.rows} decide={decide} />
      {error ? <ErrorAlert error={error} /> : null}
      <Group justify="space-between">
        <Group>
          <Button variant="default" onClick={props.onBack} disabled={pending}>
            {translate('shell.action.back')}
          </Button>
          <Button variant="default" onClick={props.onAnotherFile} disabled={pending}>
            {translate('imports.anotherFile')}
          </Button>
        </Group>
        <Button
          loading={pending}
          disabled={errors > 0 || preview.rows.length === 0 || checking}
          // A failed import shows above.
          onClick={() => bring().catch(() => undefined)}
        >
          {translate('imports.commit')}
        </Button>
      </Group>
      {pending ? <Working label={translate('imports.importing')} /> : null}
    </Stack>
  );
}

/** Whoever takes a row in after all takes it for whom it is proposed to be. */
function takenIn({ proposal, matches }: RosterRow): RowDecision {
  const best = matches[0];
  return proposal === 'use_existing' && best ? { use: best.person.id } : 'create';
}

/** Rows that a filter hides are not seen by whoever made the file: they come in only when somebody says so. */
function HiddenRows({ preview, withHidden, onWithHidden }: ReviewRowsProps): ReactNode {
  const translate = useTranslate();
  const hidden = preview.issues.filter(({ code }) => code === 'row_hidden').length;
  if (hidden === 0 && !withHidden) return null;
  return (
    <Checkbox
      label={translate(withHidden ? 'imports.hiddenTaken' : 'imports.takeHidden', { count: hidden })}
      checked={withHidden}
      onChange={({ currentTarget }) => onWithHidden(currentTarget.checked)}
    />
  );
}
