import type { Icon } from '@tabler/icons-react';
import type { Permission } from '#shared/domain/permissions.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';

/** What a command may touch when it runs. */
export interface CommandContext {
  /** Goes to an address of the app, `/training/new`. */
  readonly navigate: (path: string) => void;
}

/** Something that a person can ask for by menu, palette or key. One entry feeds all of them and the help. */
export interface Command {
  /** Also the name under which the application menu asks for it. */
  readonly name: string;
  readonly title: MessageKey;
  readonly icon: Icon;
  /** Keys as `Mod+K`, `F9`, `Mod+Shift+L`; Mod is Ctrl, and ⌘ on a Mac. The first one is shown. */
  readonly shortcuts?: readonly string[];
  /** Not offered to people without this. */
  readonly permission?: Permission;
  readonly run: (context: CommandContext) => void;
}
