import { Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import type { ConsoleInspectionDetail } from '#shared/ipc/console.ts';
import { BackLink, EnteredBy, Facts, Notes, Part } from '../app/detail.tsx';
import { useHq } from '../app/queries.ts';
import { SiteName } from '../app/site-name.tsx';
import { InspectionMark, Score, SeverityMark } from '../app/status-marks.tsx';

type Section = ConsoleInspectionDetail['sections'][number];
type Question = Section['questions'][number];

/** One inspection: findings first, then every question by section; restricted answers stay out of sight. */
export function InspectionDetail({ id }: { readonly id: number }): ReactNode {
  const reply = useHq('inspections.get', { id });
  return (
    <Stack gap="md">
      <BackLink to="/inspections" />
      <Reply of={reply}>{(detail) => <Inspection detail={detail} />}</Reply>
    </Stack>
  );
}

function Inspection({ detail }: { readonly detail: ConsoleInspectionDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { inspection } = detail;
  return (
    <Stack gap="lg">
      <PageHeader
        title={<BilingualName name={inspection.facility} both />}
        subtitle={<EnteredBy name={detail.enteredBy} at={detail.enteredAt} />}
        marks={<InspectionMark status={inspection.status} />}
      />
      <Facts
        facts={[
          [
            translate('console.inspection.date'),
            inspection.endDate
              ? `${format.day(inspection.startDate)} – ${format.day(inspection.endDate)}`
              : format.day(inspection.startDate),
          ],
          [translate('console.filter.site'), <SiteName key="site" code={inspection.site} />],
          [
            translate('console.inspection.template'),
            translate('console.inspection.version', {
              title: format.name(inspection.template.title),
              version: inspection.template.version,
            }),
          ],
          [translate('console.inspection.score'), <Score key="score" score={inspection.score} />],
          [
            translate('console.inspection.announced'),
            translate(
              inspection.announced ? 'console.inspection.announced' : 'console.inspection.unannounced',
            ),
          ],
          [
            translate('console.inspection.inspectors'),
            <UserText key="inspectors">{format.list(inspection.inspectors)}</UserText>,
          ],
        ]}
      />
      {inspection.score.capped ? <Text size="sm">{translate('console.inspection.capped')}</Text> : null}
      <Notes notes={[[translate('console.inspection.summary'), detail.summary]]} />
      <Part title={translate('console.inspection.findings')}>
        <Findings findings={detail.findings} />
      </Part>
      {detail.sections.map((section) => (
        <Part key={section.code} title={format.name(section.name)}>
          <Text size="sm" c="dimmed" mb={4}>
            <Score score={section.score} />
          </Text>
          <Questions section={section} />
        </Part>
      ))}
    </Stack>
  );
}

function Findings({ findings }: { readonly findings: ConsoleInspectionDetail['findings'] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (findings.length === 0) return <Text size="sm">{translate('console.none')}</Text>;
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table aria-label={translate('console.inspection.findings')} withTableBorder verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{translate('console.inspection.severity')}</Table.Th>
            <Table.Th>{translate('console.inspection.finding')}</Table.Th>
            <Table.Th>{translate('console.inspection.rule')}</Table.Th>
            <Table.Th>{translate('console.inspection.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {findings.map((finding) => (
            <Table.Tr key={finding.id}>
              <Table.Td>
                <SeverityMark severity={finding.severity} />
              </Table.Td>
              <Table.Td>
                {finding.description === null ? (
                  translate('console.inspection.restricted')
                ) : (
                  <UserText>{finding.description}</UserText>
                )}
              </Table.Td>
              <Table.Td>
                <Ltr>{finding.ruleRef}</Ltr>
              </Table.Td>
              <Table.Td className="tabular">{format.number(finding.actions)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Questions({ section }: { readonly section: Section }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table aria-label={format.name(section.name)} withTableBorder verticalSpacing={4} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="60%">{translate('console.inspection.question')}</Table.Th>
            <Table.Th>{translate('console.inspection.answer')}</Table.Th>
            <Table.Th w="8rem">{translate('console.inspection.rule')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {section.questions.map((question) => (
            <Table.Tr key={question.code}>
              <Table.Td>
                <Ltr>{question.code}</Ltr> <BilingualName name={question.label} />
              </Table.Td>
              <Table.Td>
                <Answer question={question} />
              </Table.Td>
              <Table.Td>
                <Ltr>{question.ruleRef}</Ltr>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Answer({ question }: { readonly question: Question }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (question.restricted) return <Text size="sm">{translate('console.inspection.restricted')}</Text>;
  if (!question.answered) {
    return (
      <Text size="sm" c="dimmed">
        {translate('console.inspection.unanswered')}
      </Text>
    );
  }
  return (
    <>
      {question.choice ? translate(`vocabulary.answerChoices.${question.choice}`) : null}
      {question.number === null ? null : format.number(question.number)}
      {question.words ? <UserText>{question.words}</UserText> : null}
      {question.comment ? (
        <Text size="xs" c="dimmed">
          <UserText>{question.comment}</UserText>
        </Text>
      ) : null}
    </>
  );
}
