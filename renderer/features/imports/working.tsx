import { Progress, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

/** Shorter waits show nothing. In milliseconds. */
const patience = 300;

/** Says what is being done when it takes longer than a moment. */
export function Working({ label }: { readonly label: string }): ReactNode {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patience);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div role="status">
      <Text size="sm" mt="sm" mb={4}>
        {label}
      </Text>
      <Progress.Root>
        <Progress.Section value={100} animated striped aria-label={label} />
      </Progress.Root>
    </div>
  );
}
