import { Modal, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { useTranslate } from '../ui/language.tsx';
import type { Command } from './command.ts';
import { Keys } from './keys.tsx';

interface ShortcutHelpProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly commands: readonly Command[];
}

/** Keys that work in lists and fields, besides the commands. */
const habits: readonly { readonly title: MessageKey; readonly keys: readonly string[] }[] = [
  { title: 'shell.help.rows', keys: ['↑', '↓', 'Home', 'End'] },
  { title: 'shell.help.open', keys: ['Enter'] },
  { title: 'shell.help.day', keys: ['↑', '↓'] },
  { title: 'shell.help.close', keys: ['Esc'] },
];

/** All keys on one page. */
export function ShortcutHelp({ opened, onClose, commands }: ShortcutHelpProps): ReactNode {
  const translate = useTranslate();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={translate('shell.help.title')}
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
      size="lg"
    >
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {commands.map((command) => (
            <Table.Tr key={command.name}>
              <Table.Td>{translate(command.title)}</Table.Td>
              <Table.Td ta="end">
                {command.shortcuts?.map((shortcut, index) => (
                  <span key={shortcut}>
                    {index > 0 ? ` ${translate('shell.help.or')} ` : null}
                    <Keys shortcut={shortcut} />
                  </span>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
          {habits.map(({ title, keys }) => (
            <Table.Tr key={title}>
              <Table.Td>{translate(title)}</Table.Td>
              <Table.Td ta="end">
                {keys.map((key) => (
                  <span key={key}>
                    {' '}
                    <Keys shortcut={key} />
                  </span>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
