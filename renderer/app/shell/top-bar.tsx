import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconLanguage, IconLock, IconSearch, IconSettings, IconUser } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCommand } from '../../commands/commands-context.ts';
import { Keys } from '../../commands/keys.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { UserText } from '../../ui/user-text.tsx';
import { goTo } from '../go-to.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session.tsx';
import { SyncChip } from './sync-chip.tsx';
import styles from './top-bar.module.css';

/** What is always at hand: search, where the records stand, language, who is signed in, lock. */
export function TopBar(): ReactNode {
  const translate = useTranslate();
  const palette = useCommand('palette');
  const lock = useCommand('lock');
  return (
    <header className={`${styles.bar} not-printed`}>
      <button type="button" className={styles.search} onClick={() => palette?.run()}>
        <IconSearch size={16} aria-hidden />
        <span className={styles.searchText}>{translate('shell.palette.placeholder')}</span>
        <Keys shortcut="Mod+K" />
      </button>
      <div className={styles.end}>
        <SyncChip />
        <LanguageSwitch />
        <PersonMenu />
        <Tooltip label={translate('shell.command.lock')}>
          <ActionIcon aria-label={translate('shell.command.lock')} onClick={() => lock?.run()}>
            <IconLock size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

/** Turns the screens to the other language; its name is written in that language. */
export function LanguageSwitch(): ReactNode {
  const translate = useTranslate();
  const command = useCommand('language');
  return (
    <Tooltip label={translate('shell.language.hint')}>
      <Button
        variant="subtle"
        leftSection={<IconLanguage size={16} aria-hidden />}
        onClick={() => command?.run()}
      >
        <span translate="no">{translate('shell.language.other')}</span>
      </Button>
    </Tooltip>
  );
}

function PersonMenu(): ReactNode {
  const translate = useTranslate();
  const session = useSession();
  const lock = useCommand('lock');
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="subtle" leftSection={<IconUser size={16} aria-hidden />} className={styles.person}>
          <UserText>{session.label}</UserText>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{translate(`vault.role.${session.role}`)}</Menu.Label>
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => goTo(paths.settings)}>
          {translate('shell.nav.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} />} onClick={() => lock?.run()}>
          {translate('shell.command.lock')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
