import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { SignedIn } from '#shared/ipc/vault.ts';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { EnrolmentFacts } from './enrolment-facts.tsx';

interface EnrolFormProps {
  readonly onEnrolled: (session: SignedIn) => void;
  readonly onLater: () => void;
  readonly laterLabel: string;
}

/** Takes the file or the code from headquarters, shows what it says, and enrols. */
export function EnrolForm({ onEnrolled, onLater, laterLabel }: EnrolFormProps): ReactNode {
  const translate = useTranslate();
  const preview = useCall('enrolment.preview');
  const complete = useCall('enrolment.complete');
  const [text, setText] = useState('');
  const change = (next: string): void => {
    setText(next);
    preview.reset();
    complete.reset();
  };
  const takeFile = async (file: File | null): Promise<void> => {
    if (!file) return;
    const content = await file.text();
    change(content);
    preview.mutate({ text: content });
  };
  const later = (
    <Button variant="default" onClick={onLater}>
      {laterLabel}
    </Button>
  );
  if (preview.data) {
    return (
      <Stack gap="sm">
        <Text size="sm">{translate('vault.enrol.looked')}</Text>
        <EnrolmentFacts facts={preview.data} />
        {complete.error ? <ErrorAlert error={complete.error} /> : null}
        <Group gap="xs" mt="xs">
          {later}
          <Button variant="default" ms="auto" onClick={() => change('')}>
            {translate('vault.enrol.other')}
          </Button>
          {preview.data.expired ? null : (
            <Button
              loading={complete.isPending}
              onClick={() => complete.mutate({ text }, { onSuccess: onEnrolled })}
            >
              {translate('vault.enrol.submit')}
            </Button>
          )}
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm">{translate('vault.enrol.hint')}</Text>
      <Group>
        <FileButton onChange={(file) => void takeFile(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
              {translate('vault.enrol.file')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Textarea
        label={translate('vault.enrol.code')}
        value={text}
        dir="ltr"
        autosize
        minRows={3}
        maxRows={5}
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {preview.error ? <ErrorAlert error={preview.error} /> : null}
      <Group justify="space-between" mt="xs">
        {later}
        <Button
          disabled={text.trim() === ''}
          loading={preview.isPending}
          onClick={() => preview.mutate({ text })}
        >
          {translate('vault.enrol.check')}
        </Button>
      </Group>
    </Stack>
  );
}
