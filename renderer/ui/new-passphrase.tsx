import { PasswordInput, Progress, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslate } from './language.tsx';
import { enoughStrength, loadStrength, type Strength } from './passphrase-strength.ts';

interface NewPassphraseProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly repeated: string;
  readonly onRepeatedChange: (value: string) => void;
  /** Words that don't count because everybody knows them: the person's name. */
  readonly known: readonly string[];
  /** Tells whether the passphrase is strong enough and was repeated alike. */
  readonly onReady: (ready: boolean) => void;
}

/** A new passphrase, typed twice, with a meter that says in words how strong it is. */
export function NewPassphrase(props: NewPassphraseProps): ReactNode {
  const { value, onChange, repeated, onRepeatedChange, known, onReady } = props;
  const translate = useTranslate();
  const strength = useStrength(value, known);
  const differs = repeated !== '' && repeated !== value;
  const ready = strength !== null && strength >= enoughStrength && repeated === value;
  useEffect(() => onReady(ready), [ready, onReady]);
  const toggle = { 'aria-label': translate('vault.passphrase.show') };
  return (
    <>
      <PasswordInput
        label={translate('vault.passphrase.new')}
        description={translate('vault.passphrase.advice')}
        value={value}
        autoComplete="new-password"
        dir="auto"
        visibilityToggleButtonProps={toggle}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <StrengthMeter strength={value === '' ? null : strength} />
      <PasswordInput
        label={translate('vault.passphrase.repeat')}
        value={repeated}
        autoComplete="new-password"
        dir="auto"
        visibilityToggleButtonProps={toggle}
        error={differs ? translate('vault.passphrase.differs') : undefined}
        onChange={(event) => onRepeatedChange(event.currentTarget.value)}
      />
    </>
  );
}

function useStrength(passphrase: string, known: readonly string[]): Strength | null {
  const [settled] = useDebouncedValue(passphrase, 150);
  const [strength, setStrength] = useState<Strength | null>(null);
  const names = known.join(' ');
  useEffect(() => {
    let stale = false;
    loadStrength().then(
      (estimate) => {
        if (!stale) setStrength(settled === '' ? null : estimate(settled, names.split(' ')));
      },
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [settled, names]);
  // What was measured is not what is typed now.
  return settled === passphrase ? strength : null;
}

const colours = ['red.9', 'red.9', 'yellow.8', 'green.8', 'green.9'] as const;

function StrengthMeter({ strength }: { readonly strength: Strength | null }): ReactNode {
  const translate = useTranslate();
  return (
    <div aria-live="polite">
      <Progress.Root size="sm">
        <Progress.Section
          value={strength === null ? 0 : (strength + 1) * 20}
          color={colours[strength ?? 0]}
          aria-label={translate('vault.strength.label')}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed" mt={2}>
        {translate(strength === null ? 'vault.strength.none' : `vault.strength.${strength}`)}
      </Text>
    </div>
  );
}
