import { type ReactNode, useState } from 'react';
import { useCall } from '../../../app/queries.ts';
import { useDraftField } from '../../../drafts/use-draft-field.ts';
import { errorWords } from '../../../ui/error-alert.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { type Test, typedScore } from './score.ts';
import styles from './tests-tab.module.css';

interface ScoreFieldProps {
  readonly eventId: number;
  readonly personId: number;
  readonly test: Test;
  /** Row and column, for the keys of the table. */
  readonly place: string;
  readonly label: string;
  /** In percent. */
  readonly value: number | null;
  readonly disabled: boolean;
}

/** One score, in percent. Saves itself; what is no score stays to be corrected. */
export function ScoreField(props: ScoreFieldProps): ReactNode {
  const { eventId, personId, test, place, label, disabled } = props;
  const translate = useTranslate();
  const setEnrolment = useCall('training.setEnrolment');
  const [typed, setTyped] = useState<string | null>(null);
  const { value, error, change, flush } = useDraftField<number | null>({
    recordKey: `enrolment:${eventId}:${personId}`,
    field: test,
    value: props.value,
    save: (score) => setEnrolment.mutateAsync({ eventId, personId, [test]: score }),
  });
  const wrong = typed !== null && typedScore(typed).score === undefined;
  const problem = wrong
    ? translate('training.test.noScore')
    : error
      ? errorWords(translate, error).title
      : undefined;
  return (
    <input
      className={styles.field}
      aria-label={label}
      aria-invalid={problem !== undefined}
      title={problem}
      data-place={place}
      dir="ltr"
      inputMode="decimal"
      autoComplete="off"
      disabled={disabled}
      value={typed ?? (value === null ? '' : String(value))}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const { score } = typedScore(currentTarget.value);
        if (score !== undefined) change(score);
      }}
      onBlur={() => {
        if (!wrong) setTyped(null);
        flush();
      }}
    />
  );
}
