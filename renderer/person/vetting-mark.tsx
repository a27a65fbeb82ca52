import {
  type Icon,
  IconCircleDashed,
  IconClock,
  IconShieldCheck,
  IconShieldOff,
  IconShieldQuestion,
  IconShieldX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { VettingStatus } from '#shared/domain/vocabularies.ts';
import type { PersonSummary } from '#shared/ipc/people.ts';
import { useTranslate } from '../ui/language.tsx';
import { StatusBadge, type Tone } from '../ui/status-badge.tsx';
import { todayOnThisLaptop } from '../ui/today.ts';

const looks: Readonly<Record<VettingStatus, readonly [Tone, Icon]>> = {
  not_submitted: ['watch', IconShieldQuestion],
  submitted: ['watch', IconClock],
  approved: ['ok', IconShieldCheck],
  suspended: ['alarm', IconShieldOff],
  rejected: ['alarm', IconShieldX],
  cancelled: ['watch', IconShieldOff],
  not_required: ['neutral', IconCircleDashed],
};

type Vetted = Pick<PersonSummary, 'vetting' | 'vettingValidUntil'>;

/** Where a person's vetting stands; an approval that has run out says so. */
export function VettingMark({ person }: { readonly person: Vetted }): ReactNode {
  const translate = useTranslate();
  const status = person.vetting ?? 'not_submitted';
  if (hasExpired(person)) {
    return (
      <StatusBadge tone="watch" icon={IconClock}>
        {translate('people.vetting.expired')}
      </StatusBadge>
    );
  }
  const [tone, icon] = looks[status];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {translate(`vocabulary.vettingStatuses.${status}`)}
    </StatusBadge>
  );
}

function hasExpired({ vetting, vettingValidUntil }: Vetted): boolean {
  return vetting === 'approved' && vettingValidUntil !== null && vettingValidUntil < todayOnThisLaptop();
}
