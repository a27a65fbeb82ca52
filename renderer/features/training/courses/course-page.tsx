import { Anchor, Button, ScrollArea, SimpleGrid, Table, Text, Title } from '@mantine/core';
import { IconPlus, IconSearchOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CourseView, PlannedSession } from '#shared/ipc/courses.ts';
import { hrefOf } from '../../../app/go-to.ts';
import { paths } from '../../../app/paths.ts';
import { useReply } from '../../../app/queries.ts';
import { useCanRecord } from '../../../app/session.tsx';
import { BilingualName } from '../../../ui/bilingual-name.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Reply } from '../../../ui/reply.tsx';
import { Ltr, UserText } from '../../../ui/user-text.tsx';
import styles from './course-page.module.css';

/** One course: for whom, how long, what it asks for, its plan day by day, and the way to a run of it. */
export function CoursePage({ code }: { readonly code: string }): ReactNode {
  const translate = useTranslate();
  const reply = useReply('courses.list');
  return (
    <Reply of={reply}>
      {(courses) => {
        const course = courses.find((each) => each.code === code);
        if (course) return <Course course={course} />;
        return (
          <EmptyState
            icon={IconSearchOff}
            title={translate('courses.gone')}
            hint={translate('courses.goneHint')}
            action={<ToCatalogue />}
          />
        );
      }}
    </Reply>
  );
}

function ToCatalogue(): ReactNode {
  const translate = useTranslate();
  return <Anchor href={hrefOf(paths.courses)}>{translate('courses.title')}</Anchor>;
}

function Course({ course }: { readonly course: CourseView }): ReactNode {
  const translate = useTranslate();
  const canRecord = useCanRecord();
  const [, go] = useLocation();
  return (
    <>
      <PageHeader
        back={<ToCatalogue />}
        title={<BilingualName name={course.name} both />}
        subtitle={
          <>
            <Ltr>{course.code}</Ltr>
            {' · '}
            {translate(`vocabulary.programmes.${course.programme}`)}
          </>
        }
        actions={
          canRecord ? (
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => go(`/new/${encodeURIComponent(course.code)}`)}
            >
              {translate('courses.planRun')}
            </Button>
          ) : null
        }
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Facts course={course} />
        <Plan plan={course.plan} />
      </SimpleGrid>
    </>
  );
}

function Facts({ course }: { readonly course: CourseView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const facts = [
    ['courses.column.audience', <UserText key="a">{course.audience}</UserText>],
    ['training.field.hours', course.hours === null ? translate('shell.none') : format.number(course.hours)],
    ['courses.duration', <UserText key="d">{course.duration}</UserText>],
    ['training.field.provider', <UserText key="p">{course.provider}</UserText>],
    [
      'courses.column.passRule',
      translate('courses.passRuleLong', {
        attendance: course.passRule.attendancePercent,
        test: course.passRule.postTestPercent,
      }),
    ],
    ['courses.column.runs', format.number(course.runs)],
    ['courses.source', <UserText key="s">{course.source}</UserText>],
  ] as const;
  return (
    <section>
      <Title order={2} mb="xs">
        {translate('courses.facts')}
      </Title>
      <dl className={styles.facts}>
        {facts.map(([key, value]) => (
          <div key={key} className={styles.fact}>
            <dt>{translate(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed" mt="xs">
        {translate('courses.fromHeadquarters')}
      </Text>
    </section>
  );
}

function Plan({ plan }: { readonly plan: readonly PlannedSession[] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <section>
      <Title order={2} mb="xs">
        {translate('courses.column.plan')}
      </Title>
      {plan.length === 0 ? (
        <Text size="sm" c="dimmed">
          {translate('courses.noPlan')}
        </Text>
      ) : (
        <ScrollArea.Autosize
          className={styles.plan ?? ''}
          mah="28rem"
          viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': translate('courses.column.plan') }}
        >
          <Table verticalSpacing={4} aria-label={translate('courses.column.plan')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{translate('courses.workingDay')}</Table.Th>
                <Table.Th>{translate('training.field.slot')}</Table.Th>
                <Table.Th>{translate('training.field.topic')}</Table.Th>
                <Table.Th>{translate('training.field.hours')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {plan.map((session) => (
                <Table.Tr key={`${session.day}${session.slot}`}>
                  <Table.Td className="tabular">{format.number(session.day)}</Table.Td>
                  <Table.Td>{translate(`training.slot.${session.slot}`)}</Table.Td>
                  <Table.Td>
                    <BilingualName name={session.topic} />
                  </Table.Td>
                  <Table.Td className="tabular">{format.number(session.hours)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
    </section>
  );
}
