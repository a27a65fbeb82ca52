import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslate } from '../ui/language.tsx';
import { goTo } from './go-to.ts';
import { paths } from './paths.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** Stands between a screen that cannot be drawn and a blank window. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <BrokenScreen onLeave={() => this.setState({ failed: false })} />;
  }
}

function BrokenScreen({ onLeave }: { readonly onLeave: () => void }): ReactNode {
  const translate = useTranslate();
  return (
    <Stack role="alert" p="xl" maw="40rem" mx="auto">
      <Title order={1}>{translate('shell.broken.title')}</Title>
      <Text>{translate('shell.broken.body')}</Text>
      <Group>
        <Button
          onClick={() => {
            goTo(paths.today);
            onLeave();
          }}
        >
          {translate('shell.broken.today')}
        </Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          {translate('shell.broken.reload')}
        </Button>
      </Group>
    </Stack>
  );
}
