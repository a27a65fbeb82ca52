import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '#shared/domain/vocabularies.ts';
import { menu as arabic } from '#shared/i18n/ar/menu.ts';
import { menu as english } from '#shared/i18n/en/menu.ts';

/** What the menu needs to know. */
export interface MenuFacts {
  readonly language: Language;
  readonly appVersion: string;
  /** Commands about records are greyed out while the vault is locked. */
  readonly unlocked: boolean;
  /** A packaged app has no developer tools. */
  readonly packaged: boolean;
  /** Runs a command of the screens by its name. */
  readonly command: (name: string) => void;
}

type Key = keyof typeof english;

/**
 * @param language language of the screens
 * @returns the main process's own messages; `{version}` is filled by the caller
 */
export function menuTexts(language: Language): Readonly<Record<Key, string>> {
  return language === 'ar' ? arabic : english;
}

/**
 * The application menu in the language of the screens. Its commands are those of the screens, by name.
 *
 * @param facts what to show
 * @returns the template for Electron
 */
export function menuTemplate(facts: MenuFacts): MenuItemConstructorOptions[] {
  const text = menuTexts(facts.language);
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const command = (key: Key, name: string, accelerator?: string): MenuItemConstructorOptions => ({
    label: text[key],
    enabled: facts.unlocked || name === 'language',
    click: () => facts.command(name),
    // The screens hear the keys themselves; here they are only shown.
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
  });
  const role = (
    key: Key,
    name: NonNullable<MenuItemConstructorOptions['role']>,
  ): MenuItemConstructorOptions => ({
    label: text[key],
    role: name,
  });
  return [
    {
      label: text['menu.file'],
      submenu: [
        command('menu.palette', 'palette', 'CmdOrCtrl+K'),
        command('menu.sync', 'sync', 'F8'),
        command('menu.print', 'print', 'CmdOrCtrl+P'),
        separator,
        command('menu.language', 'language', 'F9'),
        command('menu.settings', 'settings'),
        command('menu.lock', 'lock', 'CmdOrCtrl+L'),
        separator,
        role('menu.quit', 'quit'),
      ],
    },
    {
      label: text['menu.edit'],
      submenu: [
        role('menu.undo', 'undo'),
        role('menu.redo', 'redo'),
        separator,
        role('menu.cut', 'cut'),
        role('menu.copy', 'copy'),
        role('menu.paste', 'paste'),
        role('menu.selectAll', 'selectAll'),
      ],
    },
    {
      label: text['menu.records'],
      submenu: (['today', 'people', 'training', 'mentoring', 'inspections', 'actions'] as const).map((name) =>
        command(`menu.${name}`, name),
      ),
    },
    {
      label: text['menu.view'],
      submenu: [
        role('menu.zoomIn', 'zoomIn'),
        role('menu.zoomOut', 'zoomOut'),
        role('menu.zoomReset', 'resetZoom'),
        separator,
        role('menu.fullScreen', 'togglefullscreen'),
        ...(facts.packaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    {
      label: text['menu.help'],
      submenu: [
        command('menu.shortcuts', 'shortcuts', 'F1'),
        { label: text['menu.about'].replace('{version}', facts.appVersion), enabled: false },
      ],
    },
  ];
}
