import { Button, FileButton, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { SignedIn } from '#shared/ipc/vault.ts';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';

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
  const error = preview.error ?? complete.error;
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
        minRows={2}
        maxRows={5}
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {preview.data ? <EnrolmentFacts facts={preview.data} /> : null}
      {error ? <ErrorAlert error={error} /> : null}
      <Group justify="space-between" mt="xs">
        <Button variant="default" onClick={onLater}>
          {laterLabel}
        </Button>
        {preview.data && !preview.data.expired ? (
          <Button
            loading={complete.isPending}
            onClick={() => complete.mutate({ text }, { onSuccess: onEnrolled })}
          >
            {translate('vault.enrol.submit')}
          </Button>
        ) : (
          <Button
            disabled={text.trim() === '' || preview.data !== undefined}
            loading={preview.isPending}
            onClick={() => preview.mutate({ text })}
          >
            {translate('vault.enrol.check')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function EnrolmentFacts({ facts }: { readonly facts: ReplyOf<'enrolment.preview'> }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [translate('vault.enrol.hq'), <Ltr key="hq">{facts.hqUrl}</Ltr>],
    [translate('vault.enrol.site'), <UserText key="site">{facts.site}</UserText>],
    [translate('vault.enrol.person'), <UserText key="person">{facts.label}</UserText>],
    [translate('vault.enrol.role'), translate(`vault.role.${facts.role}`)],
    [translate('vault.enrol.programme'), translate(`vault.programme.${facts.programme}`)],
    [translate('vault.enrol.expires'), format.moment(facts.expiresAt)],
  ];
  return (
    <>
      <Table variant="vertical" withTableBorder verticalSpacing={4}>
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w="9rem">{name}</Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {facts.expired ? (
        <Text size="sm" c="var(--outpost-alarm)" role="alert">
          {translate('vault.enrol.expired')}
        </Text>
      ) : null}
    </>
  );
}
