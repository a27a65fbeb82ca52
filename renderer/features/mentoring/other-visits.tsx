import { IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { VisitSummary } from '#shared/ipc/mentoring.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useReply } from '../../app/queries.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { LinkList, LinkRow } from '../../ui/link-list.tsx';
import { UserText } from '../../ui/user-text.tsx';

/** What else was done at the same institution, newest first. */
export function OtherVisits({ visit }: { readonly visit: VisitSummary }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const visits = useReply('mentoring.list', { institutionId: visit.institutionId }).data ?? [];
  const others = visits.filter(({ id }) => id !== visit.id);
  if (others.length === 0) return null;
  return (
    <LinkList title={translate('mentoring.others')} icon={IconHistory} count={others.length}>
      {others.map(({ id, day, excerpt, hidden, openActions }) => (
        <LinkRow
          key={id}
          href={hrefOf(paths.visit(id))}
          detail={hidden ? translate('mentoring.hidden') : <UserText>{excerpt}</UserText>}
          end={translate('mentoring.openActions', { count: openActions })}
        >
          {format.day(day)}
        </LinkRow>
      ))}
    </LinkList>
  );
}
