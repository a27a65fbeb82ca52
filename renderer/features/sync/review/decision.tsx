import { Button, Group, Kbd } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { ConflictDecision } from '#shared/domain/vocabularies.ts';
import type { ConflictView } from '#shared/ipc/conflicts.ts';
import { useTranslate } from '../../../ui/language.tsx';
import { choicesOf } from './sides.ts';

interface DecisionProps {
  readonly conflict: ConflictView;
  readonly onDecide: (decision: ConflictDecision) => void;
}

/** What can be decided: by button, or by digit from anywhere on the screen. */
export function Decision({ conflict, onDecide }: DecisionProps): ReactNode {
  const translate = useTranslate();
  const choices = choicesOf(conflict);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) return;
      // By its place: with an Arabic layout the same key may write another digit.
      const digit = /^(?:Digit|Numpad)([1-3])$/.exec(event.code)?.[1];
      const choice = choices.find((one) => one.digit === digit);
      if (!choice) return;
      event.preventDefault();
      onDecide(choice.decision);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [choices, onDecide]);
  if (choices.length === 0) return null;
  return (
    <Group gap="xs">
      {choices.map(({ decision, label, digit }) => (
        <Button
          key={decision}
          variant="default"
          leftSection={
            <Kbd size="xs" aria-hidden>
              {digit}
            </Kbd>
          }
          aria-keyshortcuts={digit}
          onClick={() => onDecide(decision)}
        >
          {translate(label)}
        </Button>
      ))}
    </Group>
  );
}
