import { IconClipboardList } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { goTo } from '../../app/go-to.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { paths } from '../../app/paths.ts';

/** Inspections of prisons and other places of detention. */
export const inspectionsFeature: Feature = {
  path: paths.inspections,
  title: 'inspections.title',
  icon: IconClipboardList,
  Screen: lazyScreen(() => import('./inspections-screen.tsx').then((m) => m.InspectionsScreen)),
  permission: 'records.read',
  inNavigation: true,
  commands: [
    {
      name: 'inspections.new',
      title: 'inspections.command.new',
      icon: IconClipboardList,
      permission: 'inspections.write',
      run: () => goTo(paths.newInspection),
    },
  ],
};
