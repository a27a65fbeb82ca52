import { IconChecklist } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { goTo } from '../../app/go-to.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { paths } from '../../app/paths.ts';

/** Everything owed, from visits and inspections. */
export const actionsFeature: Feature = {
  path: paths.actions,
  title: 'actions.title',
  icon: IconChecklist,
  Screen: lazyScreen(() => import('./actions-screen.tsx').then((m) => m.ActionsScreen)),
  permission: 'records.read',
  inNavigation: true,
  commands: [
    {
      name: 'actions.add',
      title: 'actions.command.add',
      icon: IconChecklist,
      permission: 'records.write',
      run: () => goTo(paths.newAction),
    },
  ],
};
