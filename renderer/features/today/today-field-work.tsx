import { IconClipboardText, IconMessages } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TodayView } from '#shared/ipc/today.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { LinkList, LinkRow } from '../../ui/link-list.tsx';

/** Inspections that are begun and not submitted. */
export function OpenInspections({
  inspections,
}: {
  readonly inspections: TodayView['openInspections'];
}): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (inspections.length === 0) return null;
  return (
    <LinkList title={translate('today.openInspections')} icon={IconClipboardText} count={inspections.length}>
      {inspections.map((inspection) => (
        <LinkRow
          key={inspection.id}
          href={hrefOf(paths.inspection(inspection.id))}
          detail={translate('today.begun', { day: format.day(inspection.startDate) })}
          end={translate('today.answered', {
            answered: inspection.score.answered,
            questions: inspection.score.questions,
          })}
        >
          <BilingualName name={inspection.facility} />
        </LinkRow>
      ))}
    </LinkList>
  );
}

/** Visits that were announced at the last one. */
export function NextVisits({ visits }: { readonly visits: TodayView['nextVisits'] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (visits.length === 0) return null;
  return (
    <LinkList title={translate('today.nextVisits')} icon={IconMessages} count={visits.length}>
      {visits.map((visit) => (
        <LinkRow
          key={visit.id}
          href={hrefOf(paths.visit(visit.id))}
          detail={translate('today.lastVisit', { day: format.day(visit.day) })}
          end={format.weekday(visit.nextVisit)}
        >
          <BilingualName name={visit.institution} />
        </LinkRow>
      ))}
    </LinkList>
  );
}
