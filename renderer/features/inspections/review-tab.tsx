import { Alert, Anchor, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useErrorToast, useToast } from '../../ui/toast.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import type { InspectionTabProps } from './inspection-tab.ts';

type Review = ReplyOf<'inspections.review'>;

/** What is still missing, and the way to submit. */
export function ReviewTab({ inspection, readOnly }: InspectionTabProps): ReactNode {
  const inspectionId = inspection.summary.id;
  const reply = useReply('inspections.review', { inspectionId });
  return (
    <Reply of={reply}>
      {(review) => (
        <Stack gap="md">
          <Missing inspectionId={inspectionId} review={review} />
          {readOnly ? null : <Submit inspectionId={inspectionId} />}
        </Stack>
      )}
    </Reply>
  );
}

function Missing({
  inspectionId,
  review,
}: {
  readonly inspectionId: number;
  readonly review: Review;
}): ReactNode {
  const translate = useTranslate();
  const findings = (rows: readonly { findingId: number; description: string }[]): ReactNode =>
    rows.map(({ findingId, description }) => (
      <List.Item key={findingId}>
        <Anchor size="sm" component={Link} href={`/${inspectionId}/findings/${findingId}`}>
          <UserText>{description}</UserText>
        </Anchor>
      </List.Item>
    ));
  const matters = [
    {
      title: translate('inspections.review.unanswered', { count: review.unanswered.length }),
      count: review.unanswered.length,
      rows: review.unanswered.map(({ code, section, label }) => (
        <List.Item key={code}>
          <Anchor size="sm" component={Link} href={`/${inspectionId}/checklist/${section}`}>
            <Ltr>{code}</Ltr> <BilingualName name={label} />
          </Anchor>
        </List.Item>
      )),
    },
    {
      title: translate('inspections.review.adverse', { count: review.adverseWithoutFinding.length }),
      count: review.adverseWithoutFinding.length,
      rows: review.adverseWithoutFinding.map(({ code, label }) => (
        <List.Item key={code}>
          <Anchor size="sm" component={Link} href={`/${inspectionId}/findings/for-${code}`}>
            <Ltr>{code}</Ltr> <BilingualName name={label} />
          </Anchor>
        </List.Item>
      )),
    },
    {
      title: translate('inspections.review.noAction', { count: review.findingsWithoutAction.length }),
      count: review.findingsWithoutAction.length,
      rows: findings(review.findingsWithoutAction),
    },
    {
      title: translate('inspections.review.evidence', { count: review.evidenceMissing.length }),
      count: review.evidenceMissing.length,
      rows: findings(review.evidenceMissing),
    },
    {
      title: translate('inspections.review.lastVisit', { count: review.openFromLastVisit.length }),
      count: review.openFromLastVisit.length,
      rows: review.openFromLastVisit.map(({ findingId, description }) => (
        <List.Item key={findingId}>
          <UserText>{description}</UserText>
        </List.Item>
      )),
    },
  ].filter(({ count }) => count > 0);
  return (
    <Stack gap="sm">
      <Title order={2}>{translate('inspections.review.title')}</Title>
      {matters.length === 0 ? (
        <Alert color="green" icon={<IconCircleCheck size={18} aria-hidden />}>
          {translate('inspections.review.ready')}
        </Alert>
      ) : (
        <Text size="sm" c="dimmed">
          {translate('inspections.review.allowed')}
        </Text>
      )}
      {matters.map(({ title, rows }) => (
        <Paper key={title} withBorder p="sm" component="section" aria-label={title}>
          <Group gap="xs" mb={4}>
            <IconAlertTriangle size={18} color="var(--outpost-watch)" aria-hidden />
            <Title order={3}>{title}</Title>
          </Group>
          <List size="sm" spacing={2}>
            {rows}
          </List>
        </Paper>
      ))}
    </Stack>
  );
}

function Submit({ inspectionId }: { readonly inspectionId: number }): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const say = useToast();
  const submit = useCall('inspections.submit');
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {translate('inspections.review.submitHint')}
      </Text>
      <Button
        loading={submit.isPending}
        onClick={() =>
          submit
            .mutateAsync({ inspectionId })
            .then(() => say(translate('inspections.review.submitted')))
            .catch(showError)
        }
      >
        {translate('inspections.review.submit')}
      </Button>
    </Group>
  );
}
