import { NativeSelect, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import {
  type Icon,
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconHelpCircle,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { censusSources } from '#shared/domain/vocabularies.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { type CensusView, censusFigures, type IndicatorView } from '#shared/ipc/inspections.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { Reply } from '../../ui/reply.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { FigureField } from './figure-field.tsx';
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
  const showError = useErrorToast();
  const save = useCall('inspections.saveCensus');
  const source = census?.source ?? 'register';
  return (
    <Stack gap="md">
      <Paper withBorder p="md" component="section" aria-label={translate('inspections.census.figures')}>
        <NativeSelect
          label={translate('inspections.census.source')}
          w="14rem"
          mb="sm"
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
        <Title order={2} mb="sm">
          {translate('inspections.census.figures')}
        </Title>
        <SimpleGrid cols={{ base: 3, lg: 5 }} spacing="xs">
          {censusFigures.map((figure) => (
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
        </SimpleGrid>
      </Paper>
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
      {census ? <Indicators indicators={census.indicators} /> : null}
    </Stack>
  );
}

const flagLooks: Readonly<Record<IndicatorView['flag'], readonly [Tone, Icon]>> = {
  ok: ['ok', IconCircleCheck],
  watch: ['watch', IconAlertTriangle],
  alarm: ['alarm', IconAlertOctagon],
  unknown: ['neutral', IconHelpCircle],
};

function Indicators({ indicators }: { readonly indicators: readonly IndicatorView[] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('inspections.census.indicators')}>
      <Title order={2} mb="sm">
        {translate('inspections.census.indicators')}
      </Title>
      <Table verticalSpacing={4} aria-label={translate('inspections.census.indicators')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{translate('inspections.census.indicator')}</Table.Th>
            <Table.Th>{translate('inspections.census.value')}</Table.Th>
            <Table.Th>{translate('inspections.census.standing')}</Table.Th>
            <Table.Th>{translate('inspections.census.standard')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {indicators.map(({ code, value, unit, flag, source }) => {
            const [tone, icon] = flagLooks[flag];
            return (
              <Table.Tr key={code}>
                <Table.Td>{translate(`census.indicator.${code}` as MessageKey)}</Table.Td>
                <Table.Td className="tabular">
                  {value === null ? (
                    <Text size="sm" c="dimmed">
                      {translate('inspections.census.unknown')}
                    </Text>
                  ) : (
                    translate(`inspections.census.unit.${unit}`, {
                      value: format.number(value, { maximumFractionDigits: 1 }),
                    })
                  )}
                </Table.Td>
                <Table.Td>
                  <StatusBadge tone={tone} icon={icon}>
                    {translate(`inspections.census.flag.${flag}`)}
                  </StatusBadge>
                </Table.Td>
                <Table.Td>
                  <Text size="xs" c="dimmed" translate="no" dir="auto">
                    {source}
                  </Text>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
