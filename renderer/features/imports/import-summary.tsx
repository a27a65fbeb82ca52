import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RosterRow } from '#shared/ipc/imports.ts';
import type { RowDecisions } from '#shared/roster/decisions.ts';
import { useTranslate } from '../../ui/language.tsx';
import { UserText } from '../../ui/user-text.tsx';
import { countDecisions } from './decisions.ts';

interface ImportSummaryProps {
  readonly rows: readonly RosterRow[];
  readonly decisions: RowDecisions;
  /** Empty for rows that were pasted. */
  readonly fileName: string;
  /** Errors that remain. */
  readonly errors: number;
}

/** What the import will do, or why it cannot be done yet. */
export function ImportSummary({ rows, decisions, fileName, errors }: ImportSummaryProps): ReactNode {
  const translate = useTranslate();
  const blocked = errors > 0 || rows.length === 0;
  const Picture = blocked ? IconAlertTriangle : IconCircleCheck;
  return (
    <Alert
      color={blocked ? 'red' : 'accent'}
      variant="light"
      icon={<Picture aria-hidden />}
      title={
        rows.length === 0
          ? translate('imports.noRows')
          : blocked
            ? translate('imports.blocked', { count: errors })
            : translate('imports.ready', { ...countDecisions(rows, decisions) })
      }
      role="status"
    >
      <Text size="sm">
        {fileName === '' ? translate('imports.pasted') : <UserText>{fileName}</UserText>}
        {' · '}
        {translate(blocked ? 'imports.blockedHint' : 'imports.readyHint', { rows: rows.length })}
      </Text>
    </Alert>
  );
}
