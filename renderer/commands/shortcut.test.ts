import { describe, expect, it } from 'vitest';
import { type KeyPress, matchesShortcut, shortcutKeys } from './shortcut.ts';

const press = (parts: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...parts,
});

describe('a shortcut', () => {
  it('works in an Arabic layout, where the same key gives another letter', () => {
    expect(matchesShortcut('Mod+K', press({ key: 'ن', code: 'KeyK', ctrlKey: true }), false)).toBe(true);
  });

  it('wants exactly its modifiers', () => {
    const lock = press({ key: 'l', code: 'KeyL', ctrlKey: true });
    expect(matchesShortcut('Mod+L', lock, false)).toBe(true);
    expect(matchesShortcut('Mod+Shift+L', lock, false)).toBe(false);
    expect(matchesShortcut('Mod+L', { ...lock, shiftKey: true }, false)).toBe(false);
    expect(matchesShortcut('Mod+L', { ...lock, altKey: true }, false)).toBe(false);
    expect(matchesShortcut('F9', press({ key: 'F9', code: 'F9' }), false)).toBe(true);
  });

  it('takes the Command key on a Mac, and names it so', () => {
    const command = press({ key: 'k', code: 'KeyK', metaKey: true });
    expect(matchesShortcut('Mod+K', command, true)).toBe(true);
    expect(matchesShortcut('Mod+K', command, false)).toBe(false);
    expect(shortcutKeys('Mod+Shift+L', true)).toEqual(['⌘', 'Shift', 'L']);
    expect(shortcutKeys('Mod+K', false)).toEqual(['Ctrl', 'K']);
  });
});
