import { IconGitCompare, IconRefresh } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { goTo } from '../../app/go-to.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { paths } from '../../app/paths.ts';

/** What waits, what was exchanged, and whether headquarters can be reached. */
export const syncFeature: Feature = {
  path: paths.sync,
  title: 'shell.nav.sync',
  icon: IconRefresh,
  inNavigation: true,
  Screen: lazyScreen(async () => (await import('./sync-routes.tsx')).SyncRoutes),
  commands: [
    {
      name: 'sync.review',
      title: 'conflicts.command.review',
      icon: IconGitCompare,
      permission: 'records.read',
      run: () => goTo(paths.review),
    },
  ],
};
