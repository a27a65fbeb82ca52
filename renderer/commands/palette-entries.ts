import type { Icon } from '@tabler/icons-react';
import { createTranslate } from '#shared/i18n/translate.ts';
import type { SearchHit } from '#shared/ipc/today.ts';
import { goTo } from '../app/go-to.ts';
import { pathOfHit } from '../app/paths.ts';
import { features } from '../features/features.ts';
import type { Command } from './command.ts';

/** One row of the palette: a record that was found, or a command. */
export type PaletteEntry = {
  readonly key: string;
  readonly icon: Icon;
  readonly run: () => void;
} & (
  | { readonly kind: 'record'; readonly hit: SearchHit }
  | { readonly kind: 'command'; readonly command: Command }
);

/** Both languages, so that a command is found by either name. */
const translations = [createTranslate('en'), createTranslate('ar')];

/**
 * @param commands what is on offer
 * @param text what was typed
 * @returns the commands whose name in either language has every word: those whose name begins with the text, and the
 *   others
 */
export function commandEntries(
  commands: readonly Command[],
  text: string,
): { readonly named: readonly PaletteEntry[]; readonly others: readonly PaletteEntry[] } {
  const typed = text.trim().toLocaleLowerCase();
  const words = typed.split(/\s+/).filter(Boolean);
  const named: PaletteEntry[] = [];
  const others: PaletteEntry[] = [];
  for (const command of commands) {
    if (command.name === 'palette') continue;
    const names = translations.map((translate) => translate(command.title).toLocaleLowerCase());
    if (!words.every((word) => names.some((name) => name.includes(word)))) continue;
    const begins = typed !== '' && names.some((name) => name.startsWith(typed));
    (begins ? named : others).push({
      kind: 'command',
      key: `command:${command.name}`,
      icon: command.icon,
      command,
      run: command.run,
    });
  }
  return { named, others };
}

/**
 * @param hits what the core found, best first
 * @returns those that have a screen to be shown on
 */
export function hitEntries(hits: readonly SearchHit[]): readonly PaletteEntry[] {
  return hits.flatMap((hit) => {
    const path = pathOfHit(hit);
    const feature = path && features.find((candidate) => path.startsWith(`${candidate.path}/`));
    if (!feature) return [];
    return [
      {
        kind: 'record',
        key: `${hit.kind}:${hit.id}`,
        icon: feature.icon,
        hit,
        run: () => goTo(path),
      },
    ];
  });
}
