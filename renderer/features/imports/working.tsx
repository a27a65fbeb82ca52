import { Button, Group, Progress, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslate } from '../../ui/language.tsx';

/** Shorter waits show nothing. In milliseconds. */
const patience = 300;

interface WorkingProps {
  readonly label: string;
  /** Shows a way to give it up. */
  readonly onStop?: () => void;
}

/** Says what is being done when it takes longer than a moment. */
export function Working({ label, onStop }: WorkingProps): ReactNode {
  const translate = useTranslate();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patience);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div role="status">
      <Group justify="space-between" mt="sm" mb={4}>
        <Text size="sm">{label}</Text>
        {onStop ? (
          <Button variant="default" size="xs" onClick={onStop}>
            {translate('shell.action.cancel')}
          </Button>
        ) : null}
      </Group>
      <Progress.Root>
        <Progress.Section value={100} animated striped aria-label={label} />
      </Progress.Root>
    </div>
  );
}
