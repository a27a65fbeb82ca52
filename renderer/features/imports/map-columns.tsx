import { Button, Group, NativeSelect, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { rosterFields, type SheetPreview } from '#shared/ipc/training.ts';
import { useTranslate } from '../../ui/language.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import {
  type ColumnMapping,
  columnsOf,
  firstSampleRow,
  guessedMapping,
  hasNames,
  type MappableColumn,
  withColumn,
} from './column-mapping.ts';

/** Where in the file the roster is. */
export interface SheetChoice {
  readonly sheet: string;
  /** As the spreadsheet shows it. */
  readonly headerRow: number;
  readonly mapping: ColumnMapping;
}

interface MapColumnsProps {
  readonly file: ReplyOf<'import.inspect'>;
  /** What was chosen before going back, or null for what the file suggests. */
  readonly initial: SheetChoice | null;
  readonly pending: boolean;
  readonly onReady: (choice: SheetChoice) => void;
  readonly onAnotherFile: () => void;
}

/** Which sheet, which row holds the titles, and what each column holds. */
export function MapColumns({ file, initial, pending, onReady, onAnotherFile }: MapColumnsProps): ReactNode {
  const translate = useTranslate();
  const [choice, setChoice] = useState<SheetChoice | null>(() => initial ?? suggestion(file.sheets));
  const sheet = file.sheets.find(({ name }) => name === choice?.sheet);
  if (!choice || !sheet) return null;
  const columns = columnsOf(sheet, choice.headerRow);
  const named = hasNames(choice.mapping);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (named) onReady(choice);
      }}
    >
      <Group align="start" mb="sm">
        <NativeSelect
          label={translate('imports.sheet')}
          translate="no"
          value={choice.sheet}
          onChange={({ currentTarget }) =>
            setChoice(suggestion(file.sheets.filter(({ name }) => name === currentTarget.value)))
          }
          data={file.sheets.map(({ name, rows }) => ({
            value: name,
            label: translate('imports.sheetOption', { name, rows }),
          }))}
        />
        <NativeSelect
          label={translate('imports.headerRow')}
          translate="no"
          value={String(choice.headerRow)}
          onChange={({ currentTarget }) => setChoice({ ...choice, headerRow: Number(currentTarget.value) })}
          data={sheet.sample.map((row, index) => ({
            value: String(firstSampleRow(sheet) + index),
            label: translate('imports.rowOption', {
              row: firstSampleRow(sheet) + index,
              text: row
                .filter((text) => text !== '')
                .slice(0, 3)
                .join(' | '),
            }),
          }))}
        />
      </Group>
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
          {columns.map((column) => (
            <ColumnRow
              key={column.letters}
              column={column}
              mapping={choice.mapping}
              onChange={(mapping) => setChoice({ ...choice, mapping })}
            />
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onAnotherFile}>
          {translate('imports.anotherFile')}
        </Button>
        <Group>
          {named ? null : (
            <Text size="sm" role="status">
              {translate('imports.needsNames')}
            </Text>
          )}
          <Button type="submit" loading={pending} disabled={!named}>
            {translate('imports.check')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}

interface ColumnRowProps {
  readonly column: MappableColumn;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

function ColumnRow({ column, mapping, onChange }: ColumnRowProps): ReactNode {
  const translate = useTranslate();
  return (
    <Table.Tr>
      <Table.Td id={`column-${column.letters}`}>
        <Ltr>{column.letters}</Ltr>
      </Table.Td>
      <Table.Td>
        <UserText>{column.title}</UserText>
      </Table.Td>
      <Table.Td c="dimmed">
        <UserText>{column.examples.join(' · ')}</UserText>
      </Table.Td>
      <Table.Td>
        <NativeSelect
          aria-labelledby={`holds column-${column.letters}`}
          value={mapping[column.letters] ?? ''}
          onChange={({ currentTarget }) =>
            onChange(
              withColumn(
                mapping,
                column.letters,
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

function suggestion(sheets: readonly SheetPreview[]): SheetChoice | null {
  const sheet = sheets.find(({ headerRow }) => headerRow !== null) ?? sheets[0];
  if (!sheet) return null;
  return { sheet: sheet.name, headerRow: firstSampleRow(sheet), mapping: guessedMapping(sheet) };
}
