import { IconSettings } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { paths } from '../../app/paths.ts';

/** Language, people, passphrase, lock, verification. */
export const settingsFeature: Feature = {
  path: paths.settings,
  title: 'shell.nav.settings',
  icon: IconSettings,
  inNavigation: true,
  Screen: lazyScreen(async () => (await import('./settings-screen.tsx')).SettingsScreen),
};
