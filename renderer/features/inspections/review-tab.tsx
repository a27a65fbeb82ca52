import { Alert, Anchor, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useToast } from '../../ui/toast.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import type { InspectionTabProps } from './inspection-tab.ts';
import { UnansweredList } from './unanswered-list.tsx';

type Review = ReplyOf<'inspections.review'>;

/** The way to submit, and what is still missing. */
export function ReviewTab({ inspection, readOnly }: InspectionTabProps): ReactNode {
  const inspectionId = inspection.summary.id;
  const reply = useReply('inspections.review', { inspectionId });
  return (
    <Stack gap="sm">
      {readOnly ? null : <Submit inspectionId={inspectionId} />}
      <Reply of={reply}>
        {(review) => (
          <>
            <Standing complete={isComplete(review)} readOnly={readOnly} />
            <UnansweredList inspection={inspection} unanswered={review.unanswered} />
            <Missing inspectionId={inspectionId} review={review} />
          </>
        )}
      </Reply>
    </Stack>
  );
}

function isComplete(review: Review): boolean {
  return Object.values(review).every((rows) => rows.length === 0);
}

function Submit({ inspectionId }: { readonly inspectionId: number }): ReactNode {
  const translate = useTranslate();
  const say = useToast();
  const submit = useCall('inspections.submit');
  const required = submit.error?.issues ?? [];
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('inspections.review.title')}>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Title order={2}>{translate('inspections.review.title')}</Title>
          <Text size="sm" c="dimmed">
            {translate('inspections.review.submitHint')}
          </Text>
        </div>
        <Button
          flex="none"
          loading={submit.isPending}
          onClick={() =>
            submit.mutate(
              { inspectionId },
              { onSuccess: () => say(translate('inspections.review.submitted')) },
            )
          }
        >
          {translate('inspections.review.submit')}
        </Button>
      </Group>
      {submit.error ? (
        <ErrorAlert
          error={submit.error}
          {...(required.length > 0 ? { message: 'inspections.review.required' } : {})}
        />
      ) : null}
      {required.length > 0 ? (
        <Text size="sm" mt="xs">
          <Ltr>{required.map(({ path }) => path).join(' · ')}</Ltr>
        </Text>
      ) : null}
    </Paper>
  );
}

/** Whether anything is missing, in one sentence. */
function Standing(props: { readonly complete: boolean; readonly readOnly: boolean }): ReactNode {
  const translate = useTranslate();
  const { complete, readOnly } = props;
  if (complete) {
    return (
      <Alert color="green" icon={<IconCircleCheck size={18} aria-hidden />} py="xs">
        {translate('inspections.review.ready')}
      </Alert>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      {translate(readOnly ? 'inspections.review.leftOpen' : 'inspections.review.allowed')}
    </Text>
  );
}

interface MissingProps {
  readonly inspectionId: number;
  readonly review: Review;
}

function Missing({ inspectionId, review }: MissingProps): ReactNode {
  const translate = useTranslate();
  const { adverseWithoutFinding, findingsWithoutAction, evidenceMissing, openFromLastVisit } = review;
  const toFinding = ({ findingId, description }: Review['evidenceMissing'][number]): ReactNode => (
    <List.Item key={findingId}>
      <Anchor size="sm" component={Link} href={`/${inspectionId}/findings/${findingId}`}>
        <UserText>{description}</UserText>
      </Anchor>
    </List.Item>
  );
  return (
    <>
      <Matter
        title={translate('inspections.review.adverse', { count: adverseWithoutFinding.length })}
        rows={adverseWithoutFinding.map(({ code, label }) => (
          <List.Item key={code}>
            <Anchor size="sm" component={Link} href={`/${inspectionId}/findings/for-${code}`}>
              <Ltr>{code}</Ltr> <BilingualName name={label} />
            </Anchor>
          </List.Item>
        ))}
      />
      <Matter
        title={translate('inspections.review.noAction', { count: findingsWithoutAction.length })}
        rows={findingsWithoutAction.map(toFinding)}
      />
      <Matter
        title={translate('inspections.review.evidence', { count: evidenceMissing.length })}
        rows={evidenceMissing.map(toFinding)}
      />
      <Matter
        title={translate('inspections.review.lastVisit', { count: openFromLastVisit.length })}
        rows={openFromLastVisit.map(({ findingId, description }) => (
          <List.Item key={findingId}>
            <UserText>{description}</UserText>
          </List.Item>
        ))}
      />
    </>
  );
}

/** One kind of thing that is missing; nothing when there is none. */
function Matter({ title, rows }: { readonly title: string; readonly rows: readonly ReactNode[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Group gap="xs" mb={4}>
        <IconAlertTriangle size={18} color="var(--outpost-watch)" aria-hidden />
        <Title order={2} size="h3">
          {title}
        </Title>
      </Group>
      <List size="sm" spacing={2}>
        {rows}
      </List>
    </Paper>
  );
}
