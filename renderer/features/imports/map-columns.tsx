import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { RosterHeader, SheetPreview } from '#shared/ipc/imports.ts';
import { likelySheet } from '#shared/roster/likely-sheet.ts';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { type ColumnMapping, guessedMapping, hasNames, proposedHeaderRow } from './column-mapping.ts';
import { ColumnTable } from './column-table.tsx';
import { HeaderRowSelect } from './header-row-select.tsx';

/** Where in the file the roster is. */
export interface SheetChoice {
  readonly sheet: string;
  /** As the spreadsheet shows it; 0 when there are no titles. */
  readonly headerRow: number;
  readonly headers: readonly RosterHeader[];
  /** The mapping is the one chosen the last time for a form with these titles. */
  readonly remembered: boolean;
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
  const readHeaders = useCall('import.headers');
  const [choice, setChoice] = useState<SheetChoice | null>(
    () => initial ?? suggestion(likelySheet(file.sheets)),
  );
  const sheet = file.sheets.find(({ name }) => name === choice?.sheet);
  if (!choice || !sheet) return null;
  const named = hasNames(choice.mapping);
  const moveHeader = async (headerRow: number): Promise<void> => {
    // Shown at once; the columns follow.
    setChoice({ ...choice, headerRow });
    const read = await readHeaders.mutateAsync({ importId: file.importId, sheet: choice.sheet, headerRow });
    setChoice({ ...choice, headerRow, ...read, mapping: guessedMapping(read.headers) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (named) onReady(choice);
      }}
    >
      <Group align="start" mb="sm">
        {file.sheets.length > 1 ? (
          <SheetSelect
            sheets={file.sheets}
            value={choice.sheet}
            onChange={(chosen) => setChoice(suggestion(chosen))}
          />
        ) : null}
        <HeaderRowSelect
          sheet={sheet}
          value={choice.headerRow}
          // A failed reading shows below.
          onChange={(row) => moveHeader(row).catch(() => undefined)}
        />
      </Group>
      {readHeaders.error ? <ErrorAlert error={readHeaders.error} /> : null}
      {choice.remembered ? (
        <Group gap={6} mb="xs">
          <IconHistory size={16} aria-hidden />
          <Text size="sm">{translate('imports.remembered')}</Text>
        </Group>
      ) : null}
      <ColumnTable
        headers={choice.headers}
        mapping={choice.mapping}
        onChange={(mapping) => setChoice({ ...choice, mapping })}
      />
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
          <Button type="submit" loading={pending} disabled={!named || readHeaders.isPending}>
            {translate('imports.check')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}

interface SheetSelectProps {
  readonly sheets: readonly SheetPreview[];
  readonly value: string;
  readonly onChange: (sheet: SheetPreview | undefined) => void;
}

function SheetSelect({ sheets, value, onChange }: SheetSelectProps): ReactNode {
  const translate = useTranslate();
  return (
    <NativeSelect
      label={translate('imports.sheet')}
      translate="no"
      value={value}
      onChange={({ currentTarget }) => onChange(sheets.find(({ name }) => name === currentTarget.value))}
      data={sheets.map(({ name, rows, hidden }) => ({
        value: name,
        label: translate(hidden ? 'imports.sheetHidden' : 'imports.sheetOption', { name, rows }),
      }))}
    />
  );
}

function suggestion(sheet: SheetPreview | undefined): SheetChoice | null {
  if (!sheet) return null;
  const { name, headers, remembered } = sheet;
  return {
    sheet: name,
    headerRow: proposedHeaderRow(sheet),
    headers,
    remembered,
    mapping: guessedMapping(headers),
  };
}
