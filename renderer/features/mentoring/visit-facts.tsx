import { NativeSelect, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { sensitivities, visitModes } from '#shared/domain/vocabularies.ts';
import type { VisitDetail, VisitInput } from '#shared/ipc/mentoring.ts';
import { useCall } from '../../app/queries.ts';
import { DraftTextInput } from '../../drafts/draft-text-input.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import styles from './visit.module.css';

/** What the parts of a visit's page take. */
export interface VisitPartProps {
  readonly visit: VisitDetail;
  /** The person may not record. */
  readonly disabled: boolean;
}

/** When, how, with whose interpreter, and how sensitive. */
export function VisitFacts({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const update = useCall('mentoring.update');
  const [cancelling, setCancelling] = useState(false);
  const { input, summary } = visit;
  const visitId = summary.id;
  const save = (patch: Partial<VisitInput>): Promise<unknown> => update.mutateAsync({ visitId, patch });
  const put = (patch: Partial<VisitInput>): void => void save(patch).catch(showError);
  const [backwards, setBackwards] = useState<string | null>(null);
  const putTime = (part: 'startTime' | 'endTime', time: string | null): void => {
    const startTime = part === 'startTime' ? time : input.startTime;
    const endTime = part === 'endTime' ? time : input.endTime;
    const runsBack = Boolean(startTime && endTime && endTime < startTime);
    setBackwards(runsBack ? time : null);
    if (!runsBack) put({ [part]: time });
  };
  return (
    <>
      <div className={styles.facts}>
        <DateField
          label={translate('mentoring.field.day')}
          required
          disabled={disabled}
          value={input.day}
          onChange={(day) => day && put({ day })}
        />
        <TimeField
          label={translate('mentoring.field.start')}
          disabled={disabled}
          value={input.startTime ?? null}
          onChange={(time) => putTime('startTime', time)}
        />
        <TimeField
          label={translate('mentoring.field.end')}
          disabled={disabled}
          value={input.endTime ?? null}
          error={backwards ? translate('mentoring.field.notSaved', { time: backwards }) : undefined}
          onChange={(time) => putTime('endTime', time)}
        />
        <NativeSelect
          label={translate('mentoring.field.mode')}
          disabled={disabled}
          value={cancelling ? 'cancelled' : input.mode}
          onChange={(event) => {
            const mode = visitModes.find((code) => code === event.currentTarget.value);
            // A cancelled visit needs its reason: it is cancelled once that is written.
            setCancelling(mode === 'cancelled');
            if (mode && mode !== 'cancelled') put({ mode, cancelReason: null });
          }}
          data={visitModes.map((value) => ({ value, label: translate(`vocabulary.visitModes.${value}`) }))}
        />
        <div className={styles.two}>
          <DraftTextInput
            label={translate('mentoring.field.interpreter')}
            recordKey={`visit:${visitId}`}
            field="interpreter"
            value={input.interpreter ?? ''}
            save={(interpreter) => save({ interpreter: interpreter || null })}
            disabled={disabled}
          />
        </div>
        <NativeSelect
          label={translate('mentoring.field.sensitivity')}
          disabled={disabled}
          value={input.sensitivity}
          onChange={(event) => {
            const sensitivity = sensitivities.find((code) => code === event.currentTarget.value);
            if (sensitivity) put({ sensitivity });
          }}
          data={sensitivities.map((value) => ({
            value,
            label: translate(`vocabulary.sensitivities.${value}`),
          }))}
        />
        <DateField
          label={translate('mentoring.field.nextVisit')}
          disabled={disabled}
          value={input.nextVisit ?? null}
          onChange={(nextVisit) => put({ nextVisit })}
        />
        {cancelling || input.mode === 'cancelled' ? (
          <div className={styles.all}>
            <DraftTextInput
              label={translate('mentoring.field.cancelReason')}
              recordKey={`visit:${visitId}`}
              field="cancelReason"
              value={input.cancelReason ?? ''}
              save={(cancelReason) => save({ mode: 'cancelled', cancelReason })}
              disabled={disabled}
            />
          </div>
        ) : null}
      </div>
      {input.sensitivity === 'confidential' ? (
        <Text size="sm" c="dimmed">
          {translate('mentoring.confidential')}
        </Text>
      ) : null}
    </>
  );
}
