import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CellIssue } from '#shared/ipc/imports.ts';
import { useTranslate } from '../../ui/language.tsx';

interface CorrectCellProps {
  readonly issue: CellIssue;
  readonly onCorrect: (text: string) => void;
}

/** What a cell holds, to be put right here; taken with Enter or on leaving the field, given up with Escape. */
export function CorrectCell({ issue, onCorrect }: CorrectCellProps): ReactNode {
  const translate = useTranslate();
  const [text, setText] = useState(issue.value);
  const take = (): void => {
    if (text !== issue.value) onCorrect(text);
  };
  return (
    <TextInput
      aria-label={translate('imports.correct', { cell: `${issue.column}${issue.row}` })}
      // Its name holds the letters of the column.
      translate="no"
      size="xs"
      dir="auto"
      value={text}
      maxLength={1000}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={take}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
        if (key === 'Escape') setText(issue.value);
      }}
    />
  );
}
