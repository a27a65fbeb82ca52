import {
  IconHome,
  IconKeyboard,
  IconLanguage,
  IconLock,
  IconPrinter,
  IconRefresh,
  IconSearch,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { onMenuCommand, printWindow } from '../app/bridge.ts';
import { goTo } from '../app/go-to.ts';
import { useCall, useReply } from '../app/queries.ts';
import { useLock } from '../app/vault-state.ts';
import { features } from '../features/features.ts';
import { useLanguage } from '../ui/language.tsx';
import { useErrorToast } from '../ui/toast.tsx';
import type { Command } from './command.ts';
import { CommandsContext } from './commands-context.ts';
import { Palette } from './palette.tsx';
import { matchesShortcut } from './shortcut.ts';
import { ShortcutHelp } from './shortcut-help.tsx';

/** Holds what can be asked for now, and hears it asked by key and by menu. */
export function CommandsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [overlay, setOverlay] = useState<'palette' | 'help' | null>(null);
  const session = useReply('vault.session').data;
  const all = useAllCommands(setOverlay);
  const commands = useMemo(
    () =>
      all.filter(({ permission, always }) =>
        session ? !permission || session.permissions.includes(permission) : always,
      ),
    [all, session],
  );
  useEffect(() => listen(commands), [commands]);
  const close = (): void => setOverlay(null);
  return (
    <CommandsContext value={commands}>
      {children}
      {session ? <Palette opened={overlay === 'palette'} onClose={close} commands={commands} /> : null}
      <ShortcutHelp opened={overlay === 'help'} onClose={close} commands={commands} />
    </CommandsContext>
  );
}

/** Everything that can be asked for, whoever is signed in: the window's own commands, then those of each subject. */
function useAllCommands(setOverlay: (overlay: 'palette' | 'help') => void): readonly Command[] {
  const { language, setLanguage } = useLanguage();
  const lock = useLock();
  const showError = useErrorToast();
  const { mutate: startSync } = useCall('sync.start');
  return useMemo(
    () => [
      {
        name: 'palette',
        title: 'shell.command.palette',
        icon: IconSearch,
        shortcuts: ['Mod+K'],
        run: () => setOverlay('palette'),
      },
      {
        name: 'language',
        title: 'shell.command.language',
        icon: IconLanguage,
        shortcuts: ['F9', 'Mod+Shift+L'],
        always: true,
        run: () => setLanguage(language === 'ar' ? 'en' : 'ar'),
      },
      { name: 'lock', title: 'shell.command.lock', icon: IconLock, shortcuts: ['Mod+L'], run: lock },
      {
        name: 'shortcuts',
        title: 'shell.command.help',
        icon: IconKeyboard,
        shortcuts: ['F1', 'Shift+?'],
        always: true,
        run: () => setOverlay('help'),
      },
      {
        name: 'sync',
        title: 'shell.command.sync',
        icon: IconRefresh,
        shortcuts: ['F8'],
        permission: 'sync.run',
        run: () => startSync(undefined, { onError: showError }),
      },
      {
        name: 'print',
        title: 'shell.action.print',
        icon: IconPrinter,
        shortcuts: ['Mod+P'],
        run: () => void printWindow(),
      },
      ...subjectCommands,
    ],
    [language, setLanguage, lock, startSync, showError, setOverlay],
  );
}

const subjectCommands: readonly Command[] = features.flatMap((feature, index) => {
  const permission = feature.permission ? { permission: feature.permission } : {};
  const go: Command = {
    name: feature.path,
    title: feature.title,
    icon: feature.icon ?? IconHome,
    ...(feature.inNavigation && index < 9 ? { shortcuts: [`Alt+${index + 1}`] } : {}),
    ...permission,
    run: () => goTo(feature.path),
  };
  return [go, ...(feature.commands ?? [])];
});

function listen(commands: readonly Command[]): () => void {
  const mac = window.outpost?.platform === 'darwin';
  const onKeyDown = (event: KeyboardEvent): void => {
    const command = commands.find(({ shortcuts = [] }) =>
      shortcuts.some((shortcut) => matchesShortcut(shortcut, event, mac) && !isTyping(shortcut, event)),
    );
    if (!command) return;
    event.preventDefault();
    command.run();
  };
  window.addEventListener('keydown', onKeyDown);
  const stopMenu = onMenuCommand((name) => {
    // The menu names a subject without the slash of its address.
    const command =
      commands.find((candidate) => candidate.name === name) ??
      commands.find((candidate) => candidate.name === `/${name}`);
    command?.run();
  });
  return () => {
    window.removeEventListener('keydown', onKeyDown);
    stopMenu();
  };
}

/** A shortcut that is a plain character belongs to the field that is being typed in. */
function isTyping(shortcut: string, event: KeyboardEvent): boolean {
  const plain = /^(Shift\+)?.$/.test(shortcut);
  return plain && event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
}
