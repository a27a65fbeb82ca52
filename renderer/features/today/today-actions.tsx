import { IconAlarm, IconListCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ActionView } from '#shared/ipc/mentoring.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { LinkList, LinkRow } from '../../ui/link-list.tsx';
import { UserText } from '../../ui/user-text.tsx';

interface ActionsProps {
  readonly actions: readonly ActionView[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Actions whose day has passed. */
export function OverdueActions({ actions, today }: ActionsProps): ReactNode {
  const translate = useTranslate();
  if (actions.length === 0) return null;
  return (
    <LinkList title={translate('today.overdue')} icon={IconAlarm} count={actions.length} watch>
      {actions.map((action) => (
        <ActionRow key={action.id} action={action} today={today} />
      ))}
    </LinkList>
  );
}

/** Actions whose day is near. */
export function DueActions({ actions, today }: ActionsProps): ReactNode {
  const translate = useTranslate();
  if (actions.length === 0) return null;
  return (
    <LinkList title={translate('today.due')} icon={IconListCheck} count={actions.length}>
      {actions.map((action) => (
        <ActionRow key={action.id} action={action} today={today} />
      ))}
    </LinkList>
  );
}

interface ActionRowProps {
  readonly action: ActionView;
  readonly today: string;
}

function ActionRow({ action, today }: ActionRowProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const dueToday = action.due === today;
  return (
    <LinkRow
      href={hrefOf(paths.action(action.id))}
      detail={
        <>
          <UserText>{action.owner}</UserText>
          {action.institution ? (
            <>
              {' · '}
              <BilingualName name={action.institution} />
            </>
          ) : null}
        </>
      }
      end={dueToday ? translate('today.day.today') : action.due ? format.day(action.due) : null}
    >
      <UserText>{action.description}</UserText>
    </LinkRow>
  );
}
