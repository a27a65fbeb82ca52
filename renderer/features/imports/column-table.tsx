import { NativeSelect, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { type RosterHeader, rosterFields } from '#shared/ipc/imports.ts';
import { useTranslate } from '../../ui/language.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { type ColumnMapping, withColumn } from './column-mapping.ts';

interface ColumnTableProps {
  readonly headers: readonly RosterHeader[];
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

/** The columns of the sheet with examples, and what each holds. */
export function ColumnTable({ headers, mapping, onChange }: ColumnTableProps): ReactNode {
  const translate = useTranslate();
  return (
    <Table
      aria-label={translate('imports.columns')}
      withTableBorder
      verticalSpacing={4}
      bg="var(--outpost-surface)"
      highlightOnHover
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="4rem">{translate('imports.column')}</Table.Th>
          <Table.Th>{translate('imports.columnTitle')}</Table.Th>
          <Table.Th>{translate('imports.examples')}</Table.Th>
          <Table.Th w="15rem" id="holds">
            {translate('imports.holds')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {headers.map((header) => (
          <ColumnRow key={header.column} header={header} mapping={mapping} onChange={onChange} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface ColumnRowProps {
  readonly header: RosterHeader;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

function ColumnRow({ header, mapping, onChange }: ColumnRowProps): ReactNode {
  const translate = useTranslate();
  const { column, title, examples } = header;
  return (
    <Table.Tr>
      <Table.Td id={`column-${column}`}>
        <Ltr>{column}</Ltr>
      </Table.Td>
      <Table.Td>
        <UserText>{title}</UserText>
      </Table.Td>
      <Table.Td c="dimmed">
        <UserText>{examples.join(' · ')}</UserText>
      </Table.Td>
      <Table.Td>
        <NativeSelect
          aria-labelledby={`holds column-${column}`}
          value={mapping[column] ?? ''}
          onChange={({ currentTarget }) =>
            onChange(
              withColumn(
                mapping,
                column,
                rosterFields.find((field) => field === currentTarget.value) ?? null,
              ),
            )
          }
          data={[
            { value: '', label: translate('imports.field.none') },
            ...rosterFields.map((value) => ({ value, label: translate(`imports.field.${value}`) })),
          ]}
        />
      </Table.Td>
    </Table.Tr>
  );
}
