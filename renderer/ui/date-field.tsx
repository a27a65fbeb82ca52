import { TextInput } from '@mantine/core';
import { addDays, format, parseISO } from 'date-fns';
import { type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from './language.tsx';
import { parseDay } from './parse-day.ts';
import { todayOnThisLaptop } from './today.ts';

interface DateFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or null when empty. */
  readonly value: string | null;
  /** Called on Enter, on leaving the field and on the arrow keys, with a real day or null for an emptied field. */
  readonly onChange: (day: string | null) => void;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** An error that the form found, besides what the field finds itself. */
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  /** Leaves out the line below, which says what was understood: where the field stands in a row with others. */
  readonly inRow?: boolean;
  /** The head of its column says what it is: the label is left to screen readers, and the hint to the placeholder. */
  readonly inTable?: boolean;
}

/** A date that is typed. Says back what it understood; arrow keys move by a day; a wrong date stays to be corrected. */
export function DateField(props: DateFieldProps): ReactNode {
  const { label, value, onChange, error } = props;
  const { required = false, disabled = false, autoFocus = false, inRow = false, inTable = false } = props;
  const translate = useTranslate();
  const formats = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : slashed(value));
  const understood = parseDay(shown, todayOnThisLaptop());
  const wrong = typed === null && shown !== '' && understood === null;

  const take = (): void => {
    if (typed === null) return;
    if (typed.trim() === '') {
      setTyped(null);
      if (value !== null) onChange(null);
    } else if (understood !== null) {
      setTyped(null);
      if (understood !== value) onChange(understood);
    }
  };
  const move = (days: number): void => {
    const from = understood ?? todayOnThisLaptop();
    setTyped(null);
    onChange(format(addDays(parseISO(from), days), 'yyyy-MM-dd'));
  };
  const [left, setLeft] = useState(false);
  const problem =
    error ??
    (wrong || (left && typed !== null && typed !== '' && understood === null)
      ? translate('shell.field.noDate')
      : undefined);

  return (
    <TextInput
      {...(inTable ? { 'aria-label': label } : { label })}
      value={shown}
      dir="ltr"
      inputMode="numeric"
      autoComplete="off"
      placeholder={disabled ? '' : translate('shell.field.datePattern')}
      description={
        inRow || ((inTable || disabled) && !understood)
          ? undefined
          : understood
            ? formats.weekday(understood)
            : translate('shell.field.dateHint')
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      classNames={{ input: 'tabular' }}
      required={required}
      disabled={disabled}
      data-autofocus={autoFocus || undefined}
      error={problem}
      onChange={(event) => {
        setLeft(false);
        setTyped(event.currentTarget.value);
      }}
      onBlur={() => {
        setLeft(true);
        take();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          setLeft(true);
          take();
        }
        if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          event.preventDefault();
          move(event.key === 'ArrowUp' ? 1 : -1);
        }
      }}
    />
  );
}

function slashed(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}
