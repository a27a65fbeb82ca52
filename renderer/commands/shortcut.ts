/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * Whether a key press is a shortcut. Letters and digits go by their place on the keyboard, so that `Mod+K` works in
 * an Arabic layout, where the same key gives another letter.
 *
 * @param shortcut `Mod+K`, `F9`, `Mod+Shift+L`, `Shift+?`
 * @param press the event
 * @param mac whether Mod is the Command key
 * @returns whether all of it fits
 */
export function matchesShortcut(shortcut: string, press: KeyPress, mac: boolean): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  return (
    keyFits(key, press) &&
    mod === wants('Mod') &&
    !other &&
    press.shiftKey === wants('Shift') &&
    press.altKey === wants('Alt')
  );
}

function keyFits(key: string, press: KeyPress): boolean {
  if (/^[A-Z]$/.test(key)) return press.code === `Key${key}`;
  if (/^\d$/.test(key)) return press.code === `Digit${key}`;
  return press.key === key;
}

/**
 * @param shortcut as in `Command.shortcuts`
 * @param mac whether Mod is the Command key
 * @returns the keys as they are written on the keyboard, `['Ctrl', 'K']`
 */
export function shortcutKeys(shortcut: string, mac: boolean): readonly string[] {
  return shortcut.split('+').map((part) => (part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : part));
}
