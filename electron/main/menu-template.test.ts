import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { languages } from '#shared/domain/vocabularies.ts';
import { menuTemplate } from './menu-template.ts';

const flatten = (items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...flatten(Array.isArray(item.submenu) ? item.submenu : [])]);
const facts = {
  language: 'en',
  appVersion: '1.2.3',
  unlocked: true,
  packaged: true,
  command: () => undefined,
} as const;

describe('the application menu', () => {
  it.each(languages)('has a label on every entry in %s', (language) => {
    const items = flatten(menuTemplate({ ...facts, language })).filter((item) => item.type !== 'separator');
    expect(items.every((item) => item.label)).toBe(true);
    if (language === 'ar') {
      const latin = items.filter(
        (item) => /[A-Za-z]/.test(item.label ?? '') && !/Outpost|English/.test(item.label ?? ''),
      );
      expect(latin).toEqual([]);
    }
  });

  it('offers developer tools only while the app is not packaged', () => {
    const roles = (packaged: boolean) =>
      flatten(menuTemplate({ ...facts, packaged })).map((item) => item.role);
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(false)).toContain('toggleDevTools');
  });

  it('greys out what needs records while the vault is locked, but never the language', () => {
    const items = flatten(menuTemplate({ ...facts, unlocked: false }));
    const enabled = (label: string) => items.find((item) => item.label === label)?.enabled;
    expect(enabled('Training')).toBe(false);
    expect(enabled('العربية')).toBe(true);
  });

  it('runs the commands of the screens by name', () => {
    const asked: string[] = [];
    const items = flatten(menuTemplate({ ...facts, command: (name) => asked.push(name) }));
    const lock = items.find((item) => item.label === 'Lock');
    (lock?.click as undefined | (() => void))?.();
    expect(asked).toEqual(['lock']);
  });
});
