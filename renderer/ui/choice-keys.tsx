import type { ReactNode } from 'react';
import styles from './choice-keys.module.css';

/** One answer that a key gives. */
export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  /** The letter on the keyboard, upper case: `Y`. It works in both keyboard layouts, by its place. */
  readonly letter?: string;
}

interface ChoiceKeysProps<V extends string> {
  /** Named for screen readers. */
  readonly label: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V | null;
  /** Null when the chosen one was pressed again, or Backspace: the answer is taken back. */
  readonly onChange: (value: V | null) => void;
  readonly disabled?: boolean;
}

/** A row of answers, one pressed at most, given by mouse, by arrow or by letter. */
export function ChoiceKeys<V extends string>(props: ChoiceKeysProps<V>): ReactNode {
  const { label, choices, value, onChange, disabled = false } = props;
  return (
    <fieldset
      className={styles.keys}
      aria-label={label}
      disabled={disabled}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        if (event.key === 'Backspace' || event.key === 'Delete') {
          event.preventDefault();
          if (value !== null) onChange(null);
          return;
        }
        // The key's place, not its letter: with an Arabic layout the same key gives another letter.
        const choice = choices.find(({ letter }) => letter && event.code === `Key${letter}`);
        if (!choice) return;
        event.preventDefault();
        onChange(choice.value);
      }}
    >
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className={styles.key}
          aria-pressed={choice.value === value}
          {...(choice.letter ? { 'aria-keyshortcuts': choice.letter } : {})}
          onClick={() => onChange(choice.value === value ? null : choice.value)}
        >
          {choice.letter ? (
            <kbd className={styles.letter} translate="no" aria-hidden>
              {choice.letter}
            </kbd>
          ) : null}
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}
