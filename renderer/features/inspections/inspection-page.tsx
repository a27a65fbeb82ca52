import { Alert, Anchor, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChecklist,
  IconClipboardCheck,
  IconLock,
  IconMapPin,
  IconUsersGroup,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { InspectionDetail } from '#shared/ipc/inspections.ts';
import { useReply } from '../../app/queries.ts';
import { useCanRecord, useMay } from '../../app/session.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RecordMark } from '../../ui/record-mark.tsx';
import { Reply } from '../../ui/reply.tsx';
import { AmendDialog } from './amend-dialog.tsx';
import { CensusTab } from './census-tab.tsx';
import { ChecklistTab } from './checklist-tab.tsx';
import { FindingsTab } from './findings-tab.tsx';
import { InspectionStatusMark, ScoreSoFar } from './inspection-marks.tsx';
import styles from './inspection-page.module.css';
import type { InspectionTabProps } from './inspection-tab.ts';
import { ReviewTab } from './review-tab.tsx';
import { useLeftComments } from './use-left-comments.ts';
import { VisitTab } from './visit-tab.tsx';

const tabs = ['checklist', 'findings', 'census', 'visit', 'review'] as const;
type Tab = (typeof tabs)[number];

const icons = {
  checklist: IconChecklist,
  findings: IconAlertTriangle,
  census: IconUsersGroup,
  visit: IconMapPin,
  review: IconClipboardCheck,
} as const;

interface InspectionPageProps {
  readonly inspectionId: number;
  /** The tab as the address says it; the checklist without one. */
  readonly tab: string | null;
  /** The section of the checklist, or the finding. */
  readonly part: string | null;
}

/** One inspection: checklist, findings, census, the visit itself, and the review before it is submitted. */
export function InspectionPage({ inspectionId, tab: asked, part }: InspectionPageProps): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const canRecord = useCanRecord();
  const may = useMay();
  const reply = useReply('inspections.get', { inspectionId });
  const tab: Tab = tabs.find((each) => each === asked) ?? 'checklist';
  return (
    <Reply of={reply}>
      {(inspection) => {
        const locked = inspection.summary.status === 'submitted';
        const content = { inspection, part, readOnly: locked || !canRecord || !may('inspections.write') };
        return (
          <Stack gap={0}>
            <Header inspection={inspection} />
            {locked ? <Locked inspectionId={inspectionId} /> : null}
            <Tabs value={tab} onChange={(next) => go(`/${inspectionId}/${next}`, { replace: true })}>
              <Tabs.List mb="sm">
                {tabs.map((each) => {
                  const Picture = icons[each];
                  return (
                    <Tabs.Tab key={each} value={each} leftSection={<Picture size={16} aria-hidden />}>
                      {translate(`inspections.tab.${each}`)}
                    </Tabs.Tab>
                  );
                })}
              </Tabs.List>
              <Tabs.Panel value={tab}>
                <TabContent tab={tab} {...content} />
              </Tabs.Panel>
            </Tabs>
          </Stack>
        );
      }}
    </Reply>
  );
}

function TabContent({ tab, ...content }: InspectionTabProps & { readonly tab: Tab }): ReactNode {
  const { inspection, readOnly } = content;
  if (!useLeftComments(inspection.summary.id, readOnly)) return null;
  switch (tab) {
    case 'checklist':
      return <ChecklistTab {...content} />;
    case 'findings':
      return <FindingsTab {...content} />;
    case 'census':
      return <CensusTab {...content} />;
    case 'visit':
      return <VisitTab {...content} />;
    case 'review':
      return <ReviewTab {...content} />;
  }
}

function Header({ inspection }: { readonly inspection: InspectionDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { summary } = inspection;
  return (
    <PageHeader
      back={
        <Anchor component={Link} href="/" size="sm">
          {translate('inspections.back')}
        </Anchor>
      }
      title={<BilingualName name={summary.facility} both />}
      subtitle={
        <>
          <BilingualName name={summary.template} /> · {format.day(summary.startDate)}
        </>
      }
      marks={
        <>
          <InspectionStatusMark status={summary.status} />
          <RecordMark state={summary.state} />
        </>
      }
      actions={<ScoreSoFar score={summary.score} />}
    />
  );
}

function Locked({ inspectionId }: { readonly inspectionId: number }): ReactNode {
  const translate = useTranslate();
  const may = useMay();
  const [amending, setAmending] = useState(false);
  return (
    <Alert
      color="gray"
      icon={<IconLock size={18} aria-hidden />}
      py="xs"
      mb="sm"
      classNames={{ wrapper: styles.locked }}
    >
      <Group justify="space-between">
        <Text size="sm">{translate('inspections.locked')}</Text>
        {may('inspections.write') ? (
          <Button variant="default" onClick={() => setAmending(true)}>
            {translate('inspections.amend')}
          </Button>
        ) : null}
      </Group>
      {amending ? <AmendDialog inspectionId={inspectionId} onClose={() => setAmending(false)} /> : null}
    </Alert>
  );
}
