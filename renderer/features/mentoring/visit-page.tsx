import { Alert, Anchor, Button, Group, Paper, Stack, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { VisitDetail } from '#shared/ipc/mentoring.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { useCanRecord } from '../../app/session.tsx';
import { RecordPhotos } from '../../photo/record-photos.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RecordMark } from '../../ui/record-mark.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { AgreedActions } from './agreed-actions.tsx';
import { Counterparts } from './counterparts.tsx';
import { Issues } from './issues.tsx';
import { OtherVisits } from './other-visits.tsx';
import { Ratings } from './ratings.tsx';
import { Topics } from './topics.tsx';
import { VisitFacts } from './visit-facts.tsx';
import { VisitNotes } from './visit-notes.tsx';

/** One visit, in the order of the paper form. Every field saves itself. */
export function VisitPage({ visitId }: { readonly visitId: number }): ReactNode {
  const reply = useReply('mentoring.get', { visitId });
  return <Reply of={reply}>{(visit) => <Visit visit={visit} />}</Reply>;
}

function Visit({ visit }: { readonly visit: VisitDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const canRecord = useCanRecord();
  const { hidden } = visit.summary;
  const disabled = !canRecord || hidden;
  return (
    <>
      <PageHeader
        back={
          <Anchor component={Link} href="/" size="sm">
            {translate('mentoring.back')}
          </Anchor>
        }
        title={<BilingualName name={visit.summary.institution} both />}
        subtitle={`${translate('mentoring.visit')} · ${format.weekday(visit.summary.day)}`}
        marks={<RecordMark state={visit.summary.state} />}
      />
      <Stack gap="md">
        {hidden ? (
          <Alert color="gray" icon={<IconLock size={18} aria-hidden />}>
            {translate('mentoring.withheld')}
          </Alert>
        ) : null}
        <Part title={translate('mentoring.section.when')}>
          <VisitFacts visit={visit} disabled={disabled} />
        </Part>
        <Part title={translate('mentoring.section.met')}>
          <Counterparts visit={visit} disabled={disabled} />
        </Part>
        <Part title={translate('mentoring.section.done')}>
          <Topics visit={visit} disabled={disabled} />
          <VisitNotes visit={visit} disabled={disabled} />
        </Part>
        {hidden ? null : (
          <Part title={translate('photos.title')}>
            <RecordPhotos
              owner={{ kind: 'visit', visitId: visit.summary.id }}
              scope={{ kind: 'visit', visitId: visit.summary.id }}
              readOnly={disabled}
            />
          </Part>
        )}
        <Part title={translate('mentoring.section.issues')}>
          <Issues visit={visit} disabled={disabled} />
        </Part>
        <Part title={translate('mentoring.section.agreed')}>
          <AgreedActions visit={visit} disabled={disabled} />
        </Part>
        <Part title={translate('mentoring.section.ratings')}>
          <Ratings visit={visit} disabled={disabled} />
        </Part>
        <OtherVisits visit={visit.summary} />
        {!disabled ? <RemoveVisit visitId={visit.summary.id} /> : null}
      </Stack>
    </>
  );
}

function Part(props: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label={props.title}>
      <Title order={2} mb="sm">
        {props.title}
      </Title>
      <Stack gap="sm">{props.children}</Stack>
    </Paper>
  );
}

function RemoveVisit({ visitId }: { readonly visitId: number }): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const remove = useCall('mentoring.remove');
  const restore = useCall('mentoring.restore');
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ visitId });
    go('/');
    offerUndo({ message: translate('mentoring.removed'), undo: () => restore.mutateAsync({ visitId }) });
  };
  return (
    <Group>
      <Button variant="subtle" color="red" onClick={() => take().catch(showError)}>
        {translate('mentoring.remove')}
      </Button>
    </Group>
  );
}
