import { Alert, Badge, Button, Card, Code, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import type { FormRemark, TemplatePreview } from '#shared/ipc/console-templates.ts';
import styles from './template-preview.module.css';

interface TemplatePreviewCardProps {
  readonly preview: TemplatePreview;
  readonly busy: boolean;
  readonly onPublish: (titleEn: string, titleAr: string) => void;
  readonly onGiveUp: () => void;
}

/** What a workbook would become: faults by their cell, then every question in every language. */
export function TemplatePreviewCard(props: TemplatePreviewCardProps): ReactNode {
  const { preview, busy, onPublish, onGiveUp } = props;
  const translate = useTranslate();
  const format = useFormat();
  const [titleEn, setTitleEn] = useState(preview.title);
  const [titleAr, setTitleAr] = useState(preview.title);
  const { errors, warnings, languages } = preview;
  return (
    <Card withBorder component="section" aria-label={preview.title}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h3">
            <UserText>{preview.title}</UserText>
          </Title>
          <Text size="sm" c="dimmed">
            {translate('console.templates.facts', {
              questions: preview.questions,
              languages: format.list(languages.map(({ name }) => name || '–')),
            })}
          </Text>
        </Group>
        {preview.ok ? (
          <Alert color="teal" py="xs" icon={<IconCheck size={18} aria-hidden />}>
            {translate('console.templates.ready', { code: preview.code, version: preview.nextVersion })}
          </Alert>
        ) : (
          <Alert color="red" py="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {translate('console.templates.refused', { count: errors.length })}
          </Alert>
        )}
        <Remarks title={translate('console.templates.errors', { count: errors.length })} rows={errors} />
        <Remarks
          title={translate('console.templates.warnings', { count: warnings.length })}
          rows={warnings}
        />
        {preview.ok ? (
          <Group align="end">
            <TextInput
              label={translate('console.templates.titleEn')}
              dir="ltr"
              w="20rem"
              value={titleEn}
              onChange={(event) => setTitleEn(event.currentTarget.value)}
            />
            <TextInput
              label={translate('console.templates.titleAr')}
              dir="rtl"
              w="20rem"
              value={titleAr}
              onChange={(event) => setTitleAr(event.currentTarget.value)}
            />
            <Button
              loading={busy}
              disabled={titleEn.trim() === '' || titleAr.trim() === ''}
              onClick={() => onPublish(titleEn, titleAr)}
            >
              {translate('console.templates.publish', { version: preview.nextVersion })}
            </Button>
            <Button variant="default" onClick={onGiveUp}>
              {translate('shell.action.cancel')}
            </Button>
          </Group>
        ) : null}
        {preview.sections.map(({ code, label, parts }) => (
          <section key={code}>
            <Title order={3} size="h4">
              <Texts label={label} languages={languages} fallback={code} />
            </Title>
            <ul className={styles.parts}>
              {parts.map((part) => (
                <li key={part.code} style={{ marginInlineStart: `${part.depth * 1.25}rem` }}>
                  <Group gap="xs">
                    <Ltr>{part.code}</Ltr>
                    <Badge variant="default" translate="no">
                      {part.type}
                    </Badge>
                    {part.restricted ? (
                      <Badge color="red" variant="light">
                        {translate('console.templates.restricted')}
                      </Badge>
                    ) : null}
                  </Group>
                  <Texts label={part.label} languages={languages} fallback={part.code} />
                  {part.choices.length > 0 ? (
                    <Text size="xs" c="dimmed">
                      <UserText>
                        {part.choices
                          .map((choice) => languages.map(({ name }) => choice[name] ?? '–').join(' / '))
                          .join(' · ')}
                      </UserText>
                    </Text>
                  ) : null}
                  {Object.entries(part.rules).map(([column, formula]) => (
                    <Text key={column} size="xs" c="dimmed">
                      <Ltr>{column}</Ltr> <Code translate="no">{formula}</Code>
                    </Text>
                  ))}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Stack>
    </Card>
  );
}

interface TextsProps {
  readonly label: Readonly<Record<string, string>>;
  readonly languages: TemplatePreview['languages'];
  readonly fallback: string;
}

/** The text in each language, written in its own direction. */
function Texts({ label, languages, fallback }: TextsProps): ReactNode {
  const own = languages.filter(({ name }) => label[name] !== undefined);
  if (own.length === 0) return <UserText>{Object.values(label)[0] ?? fallback}</UserText>;
  return (
    <span className={styles.texts} translate="no">
      {own.map(({ name, direction }) => (
        <span key={name} dir={direction}>
          {label[name]}
        </span>
      ))}
    </span>
  );
}

function Remarks({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly FormRemark[];
}): ReactNode {
  const translate = useTranslate();
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{translate('console.templates.sheet')}</Table.Th>
            <Table.Th>{translate('console.templates.row')}</Table.Th>
            <Table.Th>{translate('console.templates.column')}</Table.Th>
            <Table.Th>{translate('console.templates.message')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody translate="no">
          {rows.map(({ sheet, row, column, message }) => (
            <Table.Tr key={`${sheet} ${row} ${column} ${message}`}>
              <Table.Td>
                <Ltr>{sheet}</Ltr>
              </Table.Td>
              <Table.Td className="tabular">{row === 0 ? '–' : row}</Table.Td>
              <Table.Td>
                <Ltr>{column}</Ltr>
              </Table.Td>
              <Table.Td dir="ltr">{message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
