import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type FollowUpOutcome, followUpOutcomes } from '#shared/domain/vocabularies.ts';
import type { TraineeView } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { DraftTextInput } from '../../../drafts/draft-text-input.tsx';
import { BothNames } from '../../../person/both-names.tsx';
import { type Choice, ChoiceKeys } from '../../../ui/choice-keys.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { useErrorToast } from '../../../ui/toast.tsx';
import styles from './evaluation-tab.module.css';

interface FollowUpRowProps {
  readonly eventId: number;
  readonly trainee: TraineeView;
  readonly today: string;
  readonly readOnly: boolean;
}

const letters: Readonly<Record<FollowUpOutcome, string>> = {
  applies: 'Y',
  applies_partly: 'P',
  does_not_apply: 'N',
  not_reached: 'X',
};

/** What one trainee uses at work: one key, and a note once there is an answer. */
export function FollowUpRow({ eventId, trainee, today, readOnly }: FollowUpRowProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const showError = useErrorToast();
  const record = useCall('evaluation.recordFollowUp');
  const { person, followUp } = trainee;
  const kept = followUp?.outcome ?? null;
  // Shown at once, while the core answers.
  const [chosen, setChosen] = useState<{ readonly outcome: FollowUpOutcome | null } | null>(null);
  const outcome = chosen ? chosen.outcome : kept;
  const name = format.name({ en: person.nameLatin, ar: person.nameAr });
  const key = { eventId, personId: person.id };
  const choose = (next: FollowUpOutcome | null): void => {
    setChosen({ outcome: next });
    record
      .mutateAsync({ ...key, outcome: next, note: followUp?.note ?? null, doneOn: followUp?.done ?? null })
      .catch(showError)
      .finally(() => setChosen(null));
  };
  const choices: readonly Choice<FollowUpOutcome>[] = followUpOutcomes.map((value) => ({
    value,
    label: translate(`vocabulary.followUpOutcomes.${value}`),
    letter: letters[value],
  }));
  if (!followUp) return null;
  const late = followUp.done === null && followUp.due <= today;
  return (
    <li className={styles.followUp} onKeyDown={toNeighbour}>
      <span className={styles.who}>
        <BothNames person={person} />
        <span className={styles.when} data-late={late || undefined}>
          {followUp.done === null
            ? translate('evaluation.followUps.due', { day: format.day(followUp.due) })
            : translate('evaluation.followUps.done', { day: format.day(followUp.done) })}
        </span>
      </span>
      <ChoiceKeys
        label={translate('evaluation.followUps.of', { name })}
        choices={choices}
        value={outcome}
        onChange={choose}
        disabled={readOnly}
      />
      {kept === null ? null : (
        <DraftTextInput
          label={translate('evaluation.followUps.note', { name })}
          recordKey={`enrolment:${eventId}:${person.id}`}
          field="followUpNote"
          value={followUp.note ?? ''}
          save={(note) =>
            record.mutateAsync({
              ...key,
              outcome: kept,
              note: note.trim() === '' ? null : note,
              doneOn: followUp.done,
            })
          }
          disabled={readOnly}
        />
      )}
    </li>
  );
}

/** Arrows down and up lead from person to person. */
function toNeighbour(event: KeyboardEvent<HTMLLIElement>): void {
  if (event.target instanceof HTMLInputElement) return;
  const next =
    event.key === 'ArrowDown'
      ? event.currentTarget.nextElementSibling
      : event.key === 'ArrowUp'
        ? event.currentTarget.previousElementSibling
        : null;
  const button = next?.querySelector<HTMLButtonElement>('fieldset button');
  if (!button) return;
  event.preventDefault();
  button.focus();
}
