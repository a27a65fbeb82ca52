import { Button, Group } from '@mantine/core';
import { IconFileExport, IconFileImport, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TraineeView, TrainingDetail } from '#shared/ipc/training.ts';
import { goTo } from '../../../app/go-to.ts';
import { paths } from '../../../app/paths.ts';
import { useMay } from '../../../app/session.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { AdmitDialog } from './admit-dialog.tsx';
import { EnrolSearch } from './enrol-search.tsx';
import { ExportRoster } from './export-roster.tsx';
import { NewTraineeDialog } from './new-trainee-dialog.tsx';
import { useRosterColumns } from './roster-columns.tsx';
import styles from './roster-tab.module.css';

interface RosterTabProps {
  readonly training: TrainingDetail;
  readonly readOnly: boolean;
}

/** Who is on the roster: added by search, from a file, or as a new person. */
export function RosterTab({ training, readOnly }: RosterTabProps): ReactNode {
  const translate = useTranslate();
  const [newName, setNewName] = useState<string | null>(null);
  const [exporting, setExporting] = useState(false);
  const mayExport = useMay()('records.export');
  const [admitting, setAdmitting] = useState<TraineeView | null>(null);
  const eventId = training.summary.id;
  const columns = useRosterColumns(eventId, readOnly, setAdmitting);
  return (
    <div className={styles.roster}>
      {readOnly ? null : (
        <Group mb="sm" align="end" wrap="nowrap">
          <EnrolSearch training={training} onNew={setNewName} />
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() => goTo(paths.importRoster(eventId))}
          >
            {translate('training.roster.import')}
          </Button>
        </Group>
      )}
      <DataTable
        label={translate('training.tab.roster')}
        rows={training.trainees}
        rowKey={({ person }) => person.id}
        columns={columns}
        onOpen={({ person }) => goTo(paths.person(person.id))}
        filterText={({ person }) =>
          [person.nameAr, person.nameLatin, person.badge, person.unit, person.rank?.en, person.rank?.ar].join(
            ' ',
          )
        }
        toolbar={
          mayExport && training.trainees.length > 0 ? (
            <Button
              variant="default"
              leftSection={<IconFileExport size={16} aria-hidden />}
              onClick={() => setExporting(true)}
            >
              {translate('imports.export')}
            </Button>
          ) : null
        }
        empty={
          <EmptyState
            icon={IconUsers}
            title={translate('training.noTrainees')}
            hint={translate('training.roster.emptyHint')}
          />
        }
      />
      {admitting === null ? null : (
        <AdmitDialog eventId={eventId} trainee={admitting} onClose={() => setAdmitting(null)} />
      )}
      {exporting ? <ExportRoster training={training} onClose={() => setExporting(false)} /> : null}
      {newName === null ? null : (
        <NewTraineeDialog eventId={eventId} name={newName} onClose={() => setNewName(null)} />
      )}
    </div>
  );
}
