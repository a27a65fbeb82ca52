import { Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { censusSources } from '#shared/domain/vocabularies.ts';
import type { CensusView } from '#shared/ipc/inspections.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { useTranslate } from '../../ui/language.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { figureGroups } from './census-figures.ts';
import styles from './census-tab.module.css';
import { FigureField } from './figure-field.tsx';
import { Indicators } from './indicators.tsx';
import type { InspectionTabProps } from './inspection-tab.ts';
import { PopulationTable } from './population-table.tsx';

/** Figures of the facility, the population cross-table, and what follows from both. */
export function CensusTab({ inspection, readOnly }: InspectionTabProps): ReactNode {
  const inspectionId = inspection.summary.id;
  const reply = useReply('inspections.census', { inspectionId });
  return (
    <Reply of={reply}>
      {(census) => <Census inspectionId={inspectionId} census={census} readOnly={readOnly} />}
    </Reply>
  );
}

interface CensusProps {
  readonly inspectionId: number;
  readonly census: CensusView | null;
  readonly readOnly: boolean;
}

function Census({ inspectionId, census, readOnly }: CensusProps): ReactNode {
  const translate = useTranslate();
  const save = useCall('inspections.saveCensus');
  const source = census?.source ?? 'register';
  return (
    <div className={styles.census}>
      <Stack gap="sm">
        <Figures inspectionId={inspectionId} census={census} readOnly={readOnly} />
        <Paper withBorder p="md" component="section" aria-label={translate('inspections.census.population')}>
          <Title order={2} mb="sm">
            {translate('inspections.census.population')}
          </Title>
          <PopulationTable
            inspectionId={inspectionId}
            cells={census?.cells ?? []}
            population={census?.population ?? null}
            readOnly={readOnly}
            save={(cell) => save.mutateAsync({ inspectionId, source, figures: {}, cells: [cell] })}
          />
        </Paper>
      </Stack>
      <Indicators indicators={census?.indicators ?? []} />
    </div>
  );
}

function Figures({ inspectionId, census, readOnly }: CensusProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const sourceId = useId();
  const save = useCall('inspections.saveCensus');
  const source = census?.source ?? 'register';
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('inspections.census.figures')}>
      <Group justify="space-between">
        <Title order={2}>{translate('inspections.census.figures')}</Title>
        <label className={styles.source} htmlFor={sourceId}>
          <Text span size="sm">
            {translate('inspections.census.source')}
          </Text>
          <NativeSelect
            id={sourceId}
            w="12rem"
            value={source}
            disabled={readOnly}
            onChange={(event) => {
              const next = censusSources.find((code) => code === event.currentTarget.value) ?? 'register';
              save.mutateAsync({ inspectionId, source: next, figures: {} }).catch(showError);
            }}
            data={censusSources.map((value) => ({
              value,
              label: translate(`vocabulary.censusSources.${value}`),
            }))}
          />
        </label>
      </Group>
      {figureGroups.map(({ title, figures }) => (
        <fieldset key={title} className={styles.group}>
          <legend>{translate(title)}</legend>
          {figures.map((figure) => (
            <FigureField
              key={figure}
              label={translate(`census.figure.${figure}`)}
              recordKey={`census:${inspectionId}`}
              field={figure}
              value={census?.figures[figure] ?? null}
              disabled={readOnly}
              save={(number) => save.mutateAsync({ inspectionId, source, figures: { [figure]: number } })}
            />
          ))}
        </fieldset>
      ))}
    </Paper>
  );
}
