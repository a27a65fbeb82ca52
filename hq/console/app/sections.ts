import {
  type Icon,
  IconArchive,
  IconCertificate,
  IconChecklist,
  IconClipboardList,
  IconDeviceLaptop,
  IconFileImport,
  IconGitCompare,
  IconHistory,
  IconLayoutDashboard,
  IconListCheck,
  IconSchool,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { ActionList } from '../features/action-list.tsx';
import { AuditLog } from '../features/audit-log.tsx';
import { CarriedFiles } from '../features/carried-files.tsx';
import { ConflictDetail } from '../features/conflict-detail.tsx';
import { ConflictList } from '../features/conflict-list.tsx';
import { Devices } from '../features/devices.tsx';
import { InspectionDetail } from '../features/inspection-detail.tsx';
import { InspectionList } from '../features/inspection-list.tsx';
import { KeptDetail } from '../features/kept-detail.tsx';
import { KeptList } from '../features/kept-list.tsx';
import { Overview } from '../features/overview.tsx';
import { TemplateList } from '../features/template-list.tsx';
import { TrainingDetail } from '../features/training-detail.tsx';
import { TrainingList } from '../features/training-list.tsx';
import { VerifyCertificate } from '../features/verify-certificate.tsx';
import { VisitDetail } from '../features/visit-detail.tsx';
import { VisitList } from '../features/visit-list.tsx';

export interface Section {
  readonly path: string;
  readonly name: MessageKey;
  readonly icon: Icon;
  readonly list: ComponentType;
  /** The screen of one record, by its id. */
  readonly detail?: ComponentType<{ readonly id: number }>;
  /** The same for what is not named by a number. */
  readonly named?: ComponentType<{ readonly id: string }>;
}

/** What the console has, in the order of its navigation. */
export const sections: readonly Section[] = [
  { path: '/', name: 'console.nav.overview', icon: IconLayoutDashboard, list: Overview },
  {
    path: '/trainings',
    name: 'console.nav.trainings',
    icon: IconSchool,
    list: TrainingList,
    detail: TrainingDetail,
  },
  { path: '/visits', name: 'console.nav.visits', icon: IconUsers, list: VisitList, detail: VisitDetail },
  {
    path: '/inspections',
    name: 'console.nav.inspections',
    icon: IconClipboardList,
    list: InspectionList,
    detail: InspectionDetail,
  },
  { path: '/actions', name: 'console.nav.actions', icon: IconChecklist, list: ActionList },
  {
    path: '/conflicts',
    name: 'console.nav.conflicts',
    icon: IconGitCompare,
    list: ConflictList,
    named: ConflictDetail,
  },
  { path: '/kept', name: 'console.nav.kept', icon: IconArchive, list: KeptList, named: KeptDetail },
  { path: '/templates', name: 'console.nav.templates', icon: IconListCheck, list: TemplateList },
  { path: '/certificates', name: 'console.nav.certificates', icon: IconCertificate, list: VerifyCertificate },
  { path: '/devices', name: 'console.nav.devices', icon: IconDeviceLaptop, list: Devices },
  { path: '/files', name: 'console.nav.files', icon: IconFileImport, list: CarriedFiles },
  { path: '/audit', name: 'console.nav.audit', icon: IconHistory, list: AuditLog },
];

/**
 * @param path of a section
 * @param location where the console is
 * @returns whether it shows the section's list or one of its records
 */
export function isWithin(path: string, location: string): boolean {
  return location === path || (path !== '/' && location.startsWith(`${path}/`));
}
