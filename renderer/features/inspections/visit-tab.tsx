import { Checkbox, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { inspectionPhases } from '#shared/domain/vocabularies.ts';
import type { RequestOf } from '#shared/ipc/channels.ts';
import { useCall } from '../../app/queries.ts';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { DraftTextInput } from '../../drafts/draft-text-input.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { UserText } from '../../ui/user-text.tsx';
import type { InspectionTabProps } from './inspection-tab.ts';
import styles from './visit-tab.module.css';

/** Days, who received the inspectors, the phases of the visit, summary, and amendments. */
export function VisitTab({ inspection, readOnly }: InspectionTabProps): ReactNode {
  return (
    <Stack gap="sm">
      <Facts inspection={inspection} readOnly={readOnly} />
      <Phases inspection={inspection} readOnly={readOnly} />
      <Amendments inspection={inspection} />
    </Stack>
  );
}

type TabPart = Omit<InspectionTabProps, 'part'>;

function Facts({ inspection, readOnly }: TabPart): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const update = useCall('inspections.update');
  const { summary } = inspection;
  const inspectionId = summary.id;
  const recordKey = `inspection:${inspectionId}`;
  const save = (patch: RequestOf<'inspections.update'>['patch']): Promise<unknown> =>
    update.mutateAsync({ inspectionId, patch });
  return (
    <Paper withBorder p="md">
      <SimpleGrid cols={{ base: 2, md: 3 }} spacing="sm" mb="sm">
        <DateField
          label={translate('inspections.field.startDate')}
          required
          disabled={readOnly}
          value={summary.startDate}
          onChange={(startDate) => startDate && save({ startDate }).catch(showError)}
        />
        <DateField
          label={translate('inspections.field.endDate')}
          disabled={readOnly}
          value={summary.endDate}
          onChange={(endDate) => save({ endDate }).catch(showError)}
        />
        <DraftTextInput
          label={translate('inspections.field.met')}
          recordKey={recordKey}
          field="met"
          value={inspection.met ?? ''}
          save={(met) => save({ met: met || null })}
          disabled={readOnly}
        />
      </SimpleGrid>
      <Checkbox
        mb="sm"
        label={translate('inspections.field.announced')}
        checked={summary.announced}
        disabled={readOnly}
        onChange={(event) => save({ announced: event.currentTarget.checked }).catch(showError)}
      />
      <DraftTextArea
        label={translate('inspections.field.summary')}
        recordKey={recordKey}
        field="summaryText"
        value={inspection.summaryText ?? ''}
        save={(summaryText) => save({ summaryText: summaryText || null })}
        disabled={readOnly}
        minRows={4}
      />
    </Paper>
  );
}

/** A phase of which nothing is recorded. */
const notYet = { doneAt: null, notes: null } as const;

function Phases({ inspection, readOnly }: TabPart): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const showError = useErrorToast();
  const setPhase = useCall('inspections.setPhase');
  const inspectionId = inspection.summary.id;
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('inspections.phases')}>
      <Title order={2} mb="sm">
        {translate('inspections.phases')}
      </Title>
      <Stack gap="xs">
        {inspectionPhases.map((phase) => {
          const { doneAt, notes } = inspection.phases.find((each) => each.phase === phase) ?? notYet;
          const name = translate(`vocabulary.inspectionPhases.${phase}`);
          return (
            <div key={phase} className={styles.phase}>
              <Checkbox
                label={name}
                description={doneAt ? format.moment(doneAt) : undefined}
                checked={doneAt !== null}
                disabled={readOnly}
                onChange={(event) =>
                  setPhase
                    .mutateAsync({ inspectionId, phase, done: event.currentTarget.checked, notes })
                    .catch(showError)
                }
              />
              <DraftTextArea
                label={translate('inspections.phase.notes')}
                spokenLabel={`${name}: ${translate('inspections.phase.notes')}`}
                minRows={1}
                recordKey={`inspection:${inspectionId}`}
                field={`phase:${phase}`}
                value={notes ?? ''}
                save={(text) =>
                  setPhase.mutateAsync({ inspectionId, phase, done: doneAt !== null, notes: text || null })
                }
                disabled={readOnly}
              />
            </div>
          );
        })}
      </Stack>
    </Paper>
  );
}

function Amendments({ inspection }: Pick<TabPart, 'inspection'>): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (inspection.amendments.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('inspections.amendments')}>
      <Title order={2} mb="sm">
        {translate('inspections.amendments')}
      </Title>
      <Stack gap="xs">
        {inspection.amendments.map(({ reason, madeAt, madeBy }) => (
          <div key={madeAt}>
            <Text size="sm">
              <UserText>{reason}</UserText>
            </Text>
            <Text size="xs" c="dimmed">
              <UserText>
                {translate('inspections.amendment', { when: format.moment(madeAt), who: madeBy })}
              </UserText>
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}
