import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { useTranslate } from '../ui/language.tsx';
import { Ltr } from '../ui/user-text.tsx';
import type { SavingPaper } from './use-save-paper.ts';

interface PaperDialogProps {
  readonly title: string;
  readonly saving: SavingPaper;
  /** False: there is nothing to print with these choices. */
  readonly ready: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** What is chosen about the document. */
  readonly children: ReactNode;
}

/** Asks how a document is to be made, and saves it as PDF; it stays open, so that another one may follow. */
export function PaperDialog(props: PaperDialogProps): ReactNode {
  const { title, saving, ready, onSave, onClose, children } = props;
  const translate = useTranslate();
  const close = (): void => {
    if (saving.step !== null) saving.cancel();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      <Stack gap="sm">
        {children}
        {saving.error ? <ErrorAlert error={saving.error} onClose={saving.forget} /> : null}
        <div role="status">
          {saving.step ? (
            <Stack gap={4}>
              <Text size="sm">{translate(`papers.step.${saving.step}`)}</Text>
              <Progress.Root>
                <Progress.Section value={100} animated striped aria-label={title} />
              </Progress.Root>
            </Stack>
          ) : null}
          {saving.saved ? (
            <Text size="sm">
              {translate('papers.saved', { count: saving.saved.pages })} <Ltr>{saving.saved.name}</Ltr>
            </Text>
          ) : null}
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={saving.step ? saving.cancel : close}>
            {translate(saving.step ? 'shell.action.cancel' : 'shell.action.close')}
          </Button>
          <Button
            leftSection={<IconFileTypePdf size={16} aria-hidden />}
            loading={saving.step !== null}
            disabled={!ready}
            onClick={onSave}
          >
            {translate('papers.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
