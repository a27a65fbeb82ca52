import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { CommandsProvider } from '../commands/commands-provider.tsx';
import { AnnouncerProvider } from '../ui/announcer.tsx';
import { cssVariables, theme } from '../ui/theme.ts';
import { AppLanguage } from './app-language.tsx';
import { CoreEvents } from './core-events.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Gate } from './gate.tsx';
import { createQueryClient } from './queries.ts';

/** The whole window. */
export function App(): ReactNode {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <AppLanguage>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
          <AnnouncerProvider>
            <Notifications position="bottom-center" limit={4} />
            <ErrorBoundary>
              <CoreEvents />
              <CommandsProvider>
                <Gate />
              </CommandsProvider>
            </ErrorBoundary>
          </AnnouncerProvider>
        </MantineProvider>
      </AppLanguage>
    </QueryClientProvider>
  );
}
