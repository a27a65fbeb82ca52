import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AttendanceMarkCode } from '#shared/domain/vocabularies.ts';
import { useTranslate } from '../../../ui/language.tsx';
import { markOrder } from './mark-keys.ts';

/** Marks for a whole session or a whole trainee. */
export interface MarkAll {
  readonly mark: AttendanceMarkCode | null;
  /** Only where there is no mark yet. */
  readonly onlyMissing: boolean;
}

interface MarkAllMenuProps {
  /** Whose: a session or a trainee. */
  readonly title: string;
  readonly onChoose: (all: MarkAll) => void;
  readonly onClose: () => void;
  /** What the menu hangs on. */
  readonly children: ReactNode;
}

const clickOutside = ['mousedown', 'touchstart'];

/** Opened from a header: marks the whole row or column. */
export function MarkAllMenu({ title, onChoose, onClose, children }: MarkAllMenuProps): ReactNode {
  const translate = useTranslate();
  return (
    <Menu
      opened
      onClose={onClose}
      returnFocus={false}
      // The key that opens it is still on its way up and would close it again.
      clickOutsideEvents={clickOutside}
      withInitialFocusPlaceholder={false}
      menuItemTabIndex={0}
      position="bottom-start"
      portalProps={{ target: '#main' }}
      shadow="md"
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown aria-label={title}>
        <Menu.Label>{title}</Menu.Label>
        <Menu.Item onClick={() => onChoose({ mark: 'present', onlyMissing: true })}>
          {translate('training.markAll.restPresent')}
        </Menu.Item>
        <Menu.Item onClick={() => onChoose({ mark: 'absent', onlyMissing: true })}>
          {translate('training.markAll.restAbsent')}
        </Menu.Item>
        <Menu.Divider />
        {markOrder.map((mark) => (
          <Menu.Item key={mark} onClick={() => onChoose({ mark, onlyMissing: false })}>
            {translate('training.markAll.all', { mark: translate(`vocabulary.attendanceMarks.${mark}`) })}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => onChoose({ mark: null, onlyMissing: false })}>
          {translate('training.markAll.clear')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
