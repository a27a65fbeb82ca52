import { IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { hrefOf } from '../../app/go-to.ts';
import { useReply } from '../../app/queries.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { LinkList, LinkRow } from '../../ui/link-list.tsx';
import { UserText } from '../../ui/user-text.tsx';
import type { Unfinished } from './unfinished.ts';

/** What was begun and neither sent nor given up: a form, or half of a rating. */
export function UnfinishedWork({ unfinished }: { readonly unfinished: readonly Unfinished[] }): ReactNode {
  const translate = useTranslate();
  if (unfinished.length === 0) return null;
  return (
    <LinkList title={translate('today.unfinished')} icon={IconPencil} count={unfinished.length}>
      {unfinished.map(({ kind, id, path }) => (
        <LinkRow
          key={path}
          href={hrefOf(path)}
          detail={id === null ? translate('today.unfinished.notSent') : translate(`shell.kind.${kind}`)}
        >
          {id === null ? translate(`today.new.${kind}`) : <RecordName kind={kind} id={id} />}
        </LinkRow>
      ))}
    </LinkList>
  );
}

interface RecordNameProps {
  readonly kind: Unfinished['kind'];
  readonly id: number;
}

function RecordName({ kind, id }: RecordNameProps): ReactNode {
  switch (kind) {
    case 'visit':
      return <VisitName visitId={id} />;
    case 'action':
      return <ActionName id={id} />;
    case 'person':
      return <PersonName id={id} />;
    case 'training':
      return <TrainingName eventId={id} />;
    case 'inspection':
      return <InspectionName inspectionId={id} />;
  }
}

// A record that was removed elsewhere meanwhile has no name any more: its kind says what it was.

function VisitName({ visitId }: { readonly visitId: number }): ReactNode {
  const format = useFormat();
  const visit = useReply('mentoring.get', { visitId }).data?.summary;
  if (!visit) return null;
  return (
    <>
      <BilingualName name={visit.institution} /> · {format.day(visit.day)}
    </>
  );
}

function ActionName({ id }: { readonly id: number }): ReactNode {
  const actions = useReply('actions.list', { status: 'all' }).data ?? [];
  return <UserText>{actions.find((action) => action.id === id)?.description}</UserText>;
}

function PersonName({ id }: { readonly id: number }): ReactNode {
  const person = useReply('people.get', { id }).data;
  return person ? <BilingualName name={{ en: person.nameLatin, ar: person.nameAr }} /> : null;
}

function TrainingName({ eventId }: { readonly eventId: number }): ReactNode {
  const training = useReply('training.get', { eventId }).data?.summary;
  return training ? <BilingualName name={training.course} /> : null;
}

function InspectionName({ inspectionId }: { readonly inspectionId: number }): ReactNode {
  const inspection = useReply('inspections.get', { inspectionId }).data?.summary;
  return inspection ? <BilingualName name={inspection.facility} /> : null;
}
