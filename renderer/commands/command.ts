import type { Icon } from '@tabler/icons-react';
import type { Permission } from '#shared/domain/permissions.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';

/** Something that a person can ask for by menu, palette or key. One entry feeds all of them and the help. */
export interface Command {
  /** Also the name under which the application menu asks for it. Going to a subject is named by its address. */
  readonly name: string;
  readonly title: MessageKey;
  readonly icon: Icon;
  /** Keys as `Mod+K`, `F9`, `Mod+Shift+L`; Mod is Ctrl, and ⌘ on a Mac. The first one is shown. */
  readonly shortcuts?: readonly string[];
  /** Not offered to people without this. */
  readonly permission?: Permission;
  /** Works on the lock screen and the welcome too; others only for who is signed in. */
  readonly always?: boolean;
  readonly run: () => void;
}
