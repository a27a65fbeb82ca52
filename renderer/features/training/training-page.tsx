import { Tabs } from '@mantine/core';
import {
  IconCertificate,
  IconChecklist,
  IconCircleCheck,
  IconClipboardText,
  IconFileText,
  IconMessage2,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useReply } from '../../app/queries.ts';
import { useCanRecord } from '../../app/session.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { Reply } from '../../ui/reply.tsx';
import { CertificatesTab } from './certificates/certificates-tab.tsx';
import { EvaluationTab } from './evaluation/evaluation-tab.tsx';
import { AttendanceTab } from './grid/attendance-tab.tsx';
import { ReportTab } from './report-tab.tsx';
import { ResultsTab } from './results/results-tab.tsx';
import { RosterTab } from './roster/roster-tab.tsx';
import { TestsTab } from './tests/tests-tab.tsx';
import { TrainingHeader } from './training-header.tsx';

const tabs = ['roster', 'attendance', 'tests', 'results', 'certificates', 'evaluation', 'report'] as const;
type Tab = (typeof tabs)[number];

const icons = {
  roster: IconUsers,
  attendance: IconChecklist,
  tests: IconClipboardText,
  results: IconCircleCheck,
  certificates: IconCertificate,
  evaluation: IconMessage2,
  report: IconFileText,
} as const;

interface TrainingPageProps {
  readonly eventId: number;
  /** The tab as the address says it; roster without one. */
  readonly tab: string | null;
  /** The session that the attendance grid begins at. */
  readonly sessionId: number | null;
}

/** One training: who, when they came, how they did, what there is to say. */
export function TrainingPage({ eventId, tab: asked, sessionId }: TrainingPageProps): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const reply = useReply('training.get', { eventId });
  const tab: Tab = tabs.find((each) => each === asked) ?? 'roster';
  return (
    <Reply of={reply}>
      {(training) => (
        <>
          <TrainingHeader training={training} />
          <Tabs value={tab} onChange={(next) => go(`/${eventId}/${next}`, { replace: true })}>
            <Tabs.List mb="xs">
              {tabs.map((each) => {
                const Picture = icons[each];
                return (
                  <Tabs.Tab key={each} value={each} leftSection={<Picture size={16} aria-hidden />}>
                    {translate(`training.tab.${each}`)}
                  </Tabs.Tab>
                );
              })}
            </Tabs.List>
            <Tabs.Panel value={tab}>
              <TabContent tab={tab} training={training} sessionId={sessionId} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Reply>
  );
}

interface TabContentProps {
  readonly tab: Tab;
  readonly training: TrainingDetail;
  readonly sessionId: number | null;
}

function TabContent({ tab, training, sessionId }: TabContentProps): ReactNode {
  const canRecord = useCanRecord();
  const readOnly = !canRecord || training.summary.status === 'cancelled';
  switch (tab) {
    case 'roster':
      return <RosterTab training={training} readOnly={readOnly} />;
    case 'attendance':
      return <AttendanceTab training={training} sessionId={sessionId} readOnly={readOnly} />;
    case 'tests':
      return <TestsTab training={training} readOnly={readOnly} />;
    case 'results':
      return <ResultsTab training={training} readOnly={readOnly} />;
    case 'certificates':
      return <CertificatesTab training={training} readOnly={readOnly} />;
    case 'evaluation':
      return <EvaluationTab training={training} readOnly={readOnly} />;
    case 'report':
      return <ReportTab training={training} readOnly={readOnly} />;
  }
}
