import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import type { ConsoleInspectionDetail } from '#shared/ipc/console.ts';
import { Around, slot } from '../app/around.tsx';
import { useHq } from '../app/queries.ts';
import { RecordPage } from '../app/record-page.tsx';
import { EnteredBy, Facts, Notes, Part } from '../app/record-parts.tsx';
import { SiteName } from '../app/site-name.tsx';
import { InspectionMark, Score } from '../app/status-marks.tsx';
import { Findings } from './findings.tsx';
import { Questions, SectionScores } from './inspection-sections.tsx';

/** One inspection: findings first, then every question by section; restricted answers stay out of sight. */
export function InspectionDetail({ id }: { readonly id: number }): ReactNode {
  const reply = useHq('inspections.get', { id });
  return (
    <RecordPage list={{ path: '/inspections', name: 'console.nav.inspections' }} reply={reply}>
      {(detail) => <Inspection detail={detail} />}
    </RecordPage>
  );
}

function Inspection({ detail }: { readonly detail: ConsoleInspectionDetail }): ReactNode {
  const translate = useTranslate();
  const { inspection, sections } = detail;
  return (
    <>
      <PageHeader
        title={<BilingualName name={inspection.facility} both />}
        subtitle={<EnteredBy name={detail.enteredBy} at={detail.enteredAt} />}
        marks={<InspectionMark status={inspection.status} />}
      />
      <Stack gap="lg">
        <InspectionFacts detail={detail} />
        <Notes notes={[[translate('console.inspection.summary'), detail.summary]]} />
        <Part title={translate('console.inspection.findings')}>
          <Findings findings={detail.findings} photos={detail.photos} />
        </Part>
        <Part title={translate('console.inspection.sections')}>
          <SectionScores sections={sections} />
        </Part>
        {sections.map((section) => (
          <Questions key={section.code} section={section} photos={detail.photos} />
        ))}
      </Stack>
    </>
  );
}

function InspectionFacts({ detail }: { readonly detail: ConsoleInspectionDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { inspection } = detail;
  const { startDate, endDate, template } = inspection;
  return (
    <Facts
      facts={[
        {
          label: translate('console.inspection.score'),
          value: (
            <>
              <Score score={inspection.score} />
              {inspection.score.capped ? <div>{translate('console.inspection.capped')}</div> : null}
            </>
          ),
        },
        {
          label: translate('console.inspection.date'),
          value: endDate ? format.period(startDate, endDate) : format.day(startDate),
        },
        { label: translate('console.filter.site'), value: <SiteName code={inspection.site} /> },
        {
          label: translate('console.inspection.notice'),
          value: translate(
            inspection.announced ? 'console.inspection.announced' : 'console.inspection.unannounced',
          ),
        },
        {
          label: translate('console.inspection.inspectors'),
          value:
            inspection.inspectors.length > 0 ? (
              <UserText>{format.list(inspection.inspectors)}</UserText>
            ) : null,
        },
        {
          label: translate('console.inspection.template'),
          value: (
            <Around
              text={translate('console.inspection.version', { title: slot, version: template.version })}
            >
              <BilingualName name={template.title} />
            </Around>
          ),
          wide: true,
        },
      ]}
    />
  );
}
