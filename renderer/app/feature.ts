import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Permission } from '#shared/domain/permissions.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { Command } from '../commands/command.ts';

/** One subject of the app: where it lives, how it is called, what it draws. */
export interface Feature {
  /** First part of its addresses, `/training`. */
  readonly path: string;
  /** Its name in the navigation and the palette. */
  readonly title: MessageKey;
  readonly icon: Icon;
  /** Draws everything below `path`; routes inside it are relative to it (see `Route` with `nest` of wouter). */
  readonly Screen: ComponentType;
  /** Hidden, and its address not found, for people without this. */
  readonly permission?: Permission;
  /** False for a subject that is reached from another one. */
  readonly inNavigation: boolean;
  /** What the palette offers for this subject, besides going there. */
  readonly commands?: readonly Command[];
}
