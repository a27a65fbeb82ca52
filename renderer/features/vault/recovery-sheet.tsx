import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { printWindow } from '../../app/bridge.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { todayOnThisLaptop } from '../../ui/today.ts';
import { UserText } from '../../ui/user-text.tsx';
import styles from './recovery-sheet.module.css';

interface RecoverySheetProps {
  readonly recoveryCode: string;
  readonly label: string;
  readonly onDone: () => void;
}

/** The one time that the recovery code is shown: to print or to write down. */
export function RecoverySheet({ recoveryCode, label, onDone }: RecoverySheetProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [kept, setKept] = useState(false);
  return (
    <Stack gap="sm">
      <Text size="sm">{translate('vault.sheet.why')}</Text>
      <div className={styles.sheet}>
        <div className={styles.line}>
          <UserText>{label}</UserText>
          <span>{format.day(todayOnThisLaptop())}</span>
        </div>
        <output className={styles.code} dir="ltr" translate="no" aria-label={translate('vault.sheet.code')}>
          {recoveryCode}
        </output>
        <Text size="xs">{translate('vault.sheet.keep')}</Text>
      </div>
      <Group className="not-printed">
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => void printWindow()}
        >
          {translate('vault.sheet.print')}
        </Button>
      </Group>
      <Checkbox
        className="not-printed"
        label={translate('vault.sheet.confirm')}
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Group justify="flex-end" className="not-printed">
        <Button disabled={!kept} onClick={onDone}>
          {translate('shell.action.next')}
        </Button>
      </Group>
    </Stack>
  );
}
