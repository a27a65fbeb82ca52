import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SheetPreview } from '#shared/ipc/imports.ts';
import { useTranslate } from '../../ui/language.tsx';

interface HeaderRowSelectProps {
  readonly sheet: SheetPreview;
  /** As the spreadsheet shows it; 0 when there are no titles. */
  readonly value: number;
  readonly onChange: (headerRow: number) => void;
}

/** Cells of a row that are shown for recognising it. */
const shownCells = 3;

/** Which of the first rows holds the titles, if any does. */
export function HeaderRowSelect({ sheet, value, onChange }: HeaderRowSelectProps): ReactNode {
  const translate = useTranslate();
  const rows = sheet.sample
    .map((cells, index) => ({
      row: index + 1,
      text: cells
        .filter((text) => text.trim() !== '')
        .slice(0, shownCells)
        .join(' | '),
    }))
    .filter(({ row, text }) => text !== '' || row === value);
  return (
    <NativeSelect
      label={translate('imports.headerRow')}
      translate="no"
      value={String(value)}
      onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      data={[
        ...rows.map(({ row, text }) => ({
          value: String(row),
          label: translate('imports.rowOption', { row, text }),
        })),
        { value: '0', label: translate('imports.noTitles') },
      ]}
      maw="34rem"
    />
  );
}
