import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { call } from '../../app/bridge.ts';
import { goTo } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { useUndoToast } from '../../ui/toast.tsx';
import { type Decisions, decisionOf } from './decisions.ts';
import { ImportSummary } from './import-summary.tsx';
import { IssueList } from './issue-list.tsx';
import { LikelyDuplicates } from './likely-duplicates.tsx';
import { RowTable } from './row-table.tsx';
import { Working } from './working.tsx';

interface ReviewRowsProps {
  readonly importId: string;
  readonly fileName: string;
  readonly eventId: number;
  readonly preview: ReplyOf<'import.preview'>;
  readonly onBack: () => void;
  readonly onAnotherFile: () => void;
}

/** What is wrong, who may be known already, and what will be done; then all of it at once or nothing. */
export function ReviewRows(props: ReviewRowsProps): ReactNode {
  const { importId, fileName, eventId, preview, onBack, onAnotherFile } = props;
  const translate = useTranslate();
  const offerUndo = useUndoToast();
  const commit = useCall('import.commit');
  const [decisions, setDecisions] = useState<Decisions>({});
  const errors = preview.issues.filter(({ severity }) => severity === 'error').length;
  const bring = async (): Promise<void> => {
    const { enrolled, created, undoToken } = await commit.mutateAsync({
      importId,
      eventId,
      decisions: { ...decisions },
    });
    goTo(paths.training(eventId));
    offerUndo({
      message: translate('imports.done', { enrolled, created }),
      // This screen is gone by then.
      undo: () => call('import.undo', { undoToken }),
    });
  };
  return (
    <Stack gap="md">
      <ImportSummary rows={preview.rows} decisions={decisions} fileName={fileName} errors={errors} />
      <IssueList issues={preview.issues} />
      <LikelyDuplicates
        rows={preview.rows}
        decisions={decisions}
        onDecide={(row, decision) => setDecisions({ ...decisions, [row]: decision })}
      />
      <RowTable rows={preview.rows} decide={(row) => decisionOf(row, decisions)} />
      {commit.error ? <ErrorAlert error={commit.error} /> : null}
      <Group justify="space-between">
        <Group>
          <Button variant="default" onClick={onBack} disabled={commit.isPending}>
            {translate('shell.action.back')}
          </Button>
          <Button variant="default" onClick={onAnotherFile} disabled={commit.isPending}>
            {translate('imports.anotherFile')}
          </Button>
        </Group>
        <Button
          loading={commit.isPending}
          disabled={errors > 0 || preview.rows.length === 0}
          // A failed import shows above.
          onClick={() => bring().catch(() => undefined)}
        >
          {translate('imports.commit')}
        </Button>
      </Group>
      {commit.isPending ? <Working label={translate('imports.importing')} /> : null}
    </Stack>
  );
}
