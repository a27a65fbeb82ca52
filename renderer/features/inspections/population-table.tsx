import { NativeSelect, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ageBands, legalStatuses, sexes } from '#shared/domain/vocabularies.ts';
import type { CensusView } from '#shared/ipc/inspections.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { FigureField } from './figure-field.tsx';

type Cell = CensusView['cells'][number];

interface PopulationTableProps {
  readonly inspectionId: number;
  readonly cells: readonly Cell[];
  readonly population: number | null;
  readonly readOnly: boolean;
  readonly save: (cell: Cell) => Promise<unknown>;
}

/** Who is held: legal status by age band, one sex at a time. */
export function PopulationTable(props: PopulationTableProps): ReactNode {
  const { inspectionId, cells, population, readOnly, save } = props;
  const translate = useTranslate();
  const format = useFormat();
  const [sex, setSex] = useState<(typeof sexes)[number]>('male');
  return (
    <>
      <NativeSelect
        aria-label={translate('inspections.census.population')}
        w="10rem"
        mb="xs"
        value={sex}
        onChange={(event) => setSex(sexes.find((code) => code === event.currentTarget.value) ?? 'male')}
        data={sexes.map((value) => ({ value, label: translate(`vocabulary.sexes.${value}`) }))}
      />
      <Table verticalSpacing={2} aria-label={translate('inspections.census.population')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {ageBands.map((band) => (
              <Table.Th key={band}>{translate(`vocabulary.ageBands.${band}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {legalStatuses.map((legalStatus) => {
            const status = translate(`vocabulary.legalStatuses.${legalStatus}`);
            return (
              <Table.Tr key={legalStatus}>
                <Table.Th scope="row" fw={400}>
                  {status}
                </Table.Th>
                {ageBands.map((ageBand) => (
                  <Table.Td key={ageBand}>
                    <FigureField
                      key={sex}
                      quiet
                      label={`${status}, ${translate(`vocabulary.ageBands.${ageBand}`)}`}
                      recordKey={`census:${inspectionId}`}
                      field={`${sex}:${ageBand}:${legalStatus}`}
                      value={personsIn(cells, sex, ageBand, legalStatus)}
                      disabled={readOnly}
                      save={(persons) => save({ sex, ageBand, legalStatus, persons })}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <Text size="sm" mt="xs">
        {translate('inspections.census.total')}: {population === null ? '–' : format.number(population)}
      </Text>
    </>
  );
}

function personsIn(
  cells: readonly Cell[],
  sex: Cell['sex'],
  ageBand: Cell['ageBand'],
  legalStatus: Cell['legalStatus'],
): number | null {
  const found = cells.find(
    (cell) => cell.sex === sex && cell.ageBand === ageBand && cell.legalStatus === legalStatus,
  );
  return found?.persons ?? null;
}
