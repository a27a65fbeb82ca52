import { Button } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { TraineeView } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { BothNames } from '../../../person/both-names.tsx';
import { BilingualName } from '../../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import type { Column } from '../../../ui/table-order.ts';
import { useErrorToast, useUndoToast } from '../../../ui/toast.tsx';
import { Ltr, UserText } from '../../../ui/user-text.tsx';
import { TraineeVetting } from './trainee-vetting.tsx';

/**
 * @param eventId the training
 * @param readOnly whether trainees can be taken off
 * @param onAdmit asks why a trainee without vetting may take part; always the same function
 * @returns the columns of the roster
 */
export function useRosterColumns(
  eventId: number,
  readOnly: boolean,
  onAdmit: (trainee: TraineeView) => void,
): readonly Column<TraineeView>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'position',
        title: translate('training.column.position'),
        cell: ({ position }) => position,
        sortBy: ({ position }) => position,
        width: '3rem',
        numeric: true,
      },
      {
        key: 'name',
        title: translate('training.column.name'),
        cell: ({ person }) => <BothNames person={person} />,
        sortBy: ({ person }) => format.name({ en: person.nameLatin, ar: person.nameAr }),
      },
      {
        key: 'badge',
        title: translate('training.column.badge'),
        cell: ({ person }) => (person.badge ? <Ltr>{person.badge}</Ltr> : null),
        sortBy: ({ person }) => person.badge,
      },
      {
        key: 'rank',
        title: translate('training.column.rank'),
        cell: ({ person }) => (person.rank ? <BilingualName name={person.rank} /> : null),
        sortBy: ({ person }) => (person.rank ? format.name(person.rank) : null),
      },
      {
        key: 'unit',
        title: translate('training.column.unit'),
        cell: ({ person }) => (person.unit ? <UserText>{person.unit}</UserText> : null),
        sortBy: ({ person }) => person.unit,
      },
      {
        key: 'vetting',
        title: translate('training.column.vetting'),
        cell: (trainee) => <TraineeVetting trainee={trainee} readOnly={readOnly} onAdmit={onAdmit} />,
        sortBy: ({ vettingWarning, person }) => `${vettingWarning ? 0 : 1}${person.vetting ?? ''}`,
      },
      ...(readOnly
        ? []
        : [
            {
              key: 'status',
              title: translate('training.column.place'),
              cell: (trainee: TraineeView) => <PlaceButton eventId={eventId} trainee={trainee} />,
              width: '8rem',
            },
          ]),
    ],
    [translate, format, eventId, readOnly, onAdmit],
  );
}

function PlaceButton({
  eventId,
  trainee,
}: {
  readonly eventId: number;
  readonly trainee: TraineeView;
}): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const setEnrolment = useCall('training.setEnrolment');
  const { person, status } = trainee;
  const name = format.name({ en: person.nameLatin, ar: person.nameAr });
  const gone = status === 'withdrawn';
  const change = async (): Promise<void> => {
    const next = gone ? 'enrolled' : 'withdrawn';
    await setEnrolment.mutateAsync({ eventId, personId: person.id, status: next });
    if (gone) return;
    offerUndo({
      message: translate('training.roster.withdrawn', { name }),
      undo: () => setEnrolment.mutateAsync({ eventId, personId: person.id, status }),
    });
  };
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={translate(gone ? 'training.roster.reenrolName' : 'training.roster.withdrawName', { name })}
      onClick={(event) => {
        // The row itself opens the person.
        event.stopPropagation();
        change().catch(showError);
      }}
    >
      {translate(gone ? 'training.roster.reenrol' : 'training.roster.withdraw')}
    </Button>
  );
}
