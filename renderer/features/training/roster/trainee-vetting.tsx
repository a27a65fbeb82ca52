import { Button, Group } from '@mantine/core';
import { IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TraineeView } from '#shared/ipc/training.ts';
import { useMay } from '../../../app/session.tsx';
import { VettingMark } from '../../../person/vetting-mark.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';

interface TraineeVettingProps {
  readonly trainee: TraineeView;
  readonly readOnly: boolean;
  /** Asks why this one may take part all the same. */
  readonly onAdmit: (trainee: TraineeView) => void;
}

/** Where vetting stands, whether it covers the first day, and a supervisor's decision to let somebody take part. */
export function TraineeVetting({ trainee, readOnly, onAdmit }: TraineeVettingProps): ReactNode {
  const translate = useTranslate();
  const may = useMay();
  const decides = !readOnly && may('vetting.override') && trainee.status !== 'withdrawn';
  if (trainee.vettingOverride) {
    return (
      <span title={trainee.vettingReason ?? undefined}>
        <StatusBadge tone="info" icon={IconShieldCheck}>
          {translate('training.gate.admitted')}
        </StatusBadge>
      </span>
    );
  }
  return (
    <Group gap={6} wrap="wrap">
      {trainee.vettingWarning && trainee.person.vetting === 'approved' ? (
        <StatusBadge tone="watch" icon={IconShieldQuestion}>
          {translate('training.vettingNotValid')}
        </StatusBadge>
      ) : (
        <VettingMark person={trainee.person} />
      )}
      {trainee.vettingWarning && decides ? <AdmitButton trainee={trainee} onAdmit={onAdmit} /> : null}
    </Group>
  );
}

function AdmitButton({ trainee, onAdmit }: Pick<TraineeVettingProps, 'trainee' | 'onAdmit'>): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { person } = trainee;
  const name = format.name({ en: person.nameLatin, ar: person.nameAr });
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={translate('training.gate.admitName', { name })}
      onClick={(event) => {
        // The row itself opens the person.
        event.stopPropagation();
        onAdmit(trainee);
      }}
    >
      {translate('training.gate.admit')}
    </Button>
  );
}
