import { Button, Checkbox, Group, Text } from '@mantine/core';
import { Fragment, type KeyboardEvent, type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { InspectionDetail, QuestionView } from '#shared/ipc/inspections.ts';
import { useReply } from '../../app/queries.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { Reply } from '../../ui/reply.tsx';
import { AnswerKeys } from './answer-keys.tsx';
import { Blocks, QuestionHeading } from './blocks.tsx';
import styles from './checklist-tab.module.css';
import type { InspectionTabProps } from './inspection-tab.ts';
import { focusAnswer } from './question-focus.ts';
import { QuestionLine } from './question-line.tsx';

/** The checklist, section by section, one question a line, answered from the keyboard. */
export function ChecklistTab({ inspection, part, readOnly }: InspectionTabProps): ReactNode {
  const [first] = inspection.sections;
  const section = inspection.sections.find(({ code }) => code === part) ?? first;
  if (!section) return null;
  return (
    <div className={styles.checklist}>
      <SectionList inspection={inspection} current={section.code} />
      <SectionQuestions
        key={section.code}
        inspection={inspection}
        sectionCode={section.code}
        readOnly={readOnly}
      />
    </div>
  );
}

interface SectionListProps {
  readonly inspection: InspectionDetail;
  readonly current: string;
}

function SectionList({ inspection, current }: SectionListProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <nav aria-label={translate('inspections.sections')} className={styles.sections}>
      {inspection.sections.map(({ code, name, score }) => {
        const counts = {
          answered: format.number(score.answered),
          questions: format.number(score.questions),
        };
        return (
          <Link
            key={code}
            href={`/${inspection.summary.id}/checklist/${code}`}
            replace
            className={styles.section}
            aria-current={code === current ? 'true' : undefined}
            data-complete={score.answered === score.questions || undefined}
          >
            <span>{format.name(name)}</span>
            <span className="tabular">{translate('inspections.score.answered', counts)}</span>
            <progress value={score.answered} max={Math.max(1, score.questions)} aria-hidden />
          </Link>
        );
      })}
    </nav>
  );
}

interface SectionQuestionsProps {
  readonly inspection: InspectionDetail;
  readonly sectionCode: string;
  readonly readOnly: boolean;
}

function SectionQuestions({ inspection, sectionCode, readOnly }: SectionQuestionsProps): ReactNode {
  const translate = useTranslate();
  const [unansweredOnly, setUnansweredOnly] = useState(false);
  // Which were unanswered when the filter was set: an answered one must not jump away under the hands.
  const [shown, setShown] = useState<ReadonlySet<string> | null>(null);
  const inspectionId = inspection.summary.id;
  const reply = useReply('inspections.section', { inspectionId, sectionCode });
  const repeats = useReply('inspections.blocks', { inspectionId, sectionCode }).data ?? [];
  const filter = (questions: readonly QuestionView[], on: boolean): void => {
    setUnansweredOnly(on);
    setShown(on ? new Set(questions.filter(isUnanswered).map(keyOf)) : null);
  };
  return (
    <Reply of={reply}>
      {(questions) => {
        const lines = shown ? questions.filter((question) => shown.has(keyOf(question))) : questions;
        return (
          <div className={styles.questions}>
            <Group justify="space-between" wrap="nowrap" mb="xs">
              {readOnly ? <span /> : <AnswerKeys />}
              <Checkbox
                flex="none"
                label={translate('inspections.unansweredOnly')}
                checked={unansweredOnly}
                onChange={(event) => filter(questions, event.currentTarget.checked)}
              />
            </Group>
            {lines.length === 0 ? <Text size="sm">{translate('inspections.allAnswered')}</Text> : null}
            <ol className={styles.lines} onKeyDown={moveBetweenQuestions}>
              {lines.map((question, index) => (
                <Fragment key={keyOf(question)}>
                  <QuestionHeading question={question} before={lines[index - 1]} repeats={repeats} />
                  <QuestionLine inspectionId={inspectionId} question={question} readOnly={readOnly} />
                </Fragment>
              ))}
            </ol>
            <Blocks inspectionId={inspectionId} repeats={repeats} readOnly={readOnly} />
            <NextSection inspection={inspection} sectionCode={sectionCode} />
          </div>
        );
      }}
    </Reply>
  );
}

function isUnanswered({ value, hidden, readOnly }: QuestionView): boolean {
  return value === null && !hidden && !readOnly;
}

/** A question is asked once a block. */
function keyOf({ code, repeat }: QuestionView): string {
  return `${code}|${repeat}`;
}

/** Up and down go to the same place of the question above or below; typing in a text field stays there. */
function moveBetweenQuestions(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const target = event.target as HTMLElement;
  if (target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-question]')];
  const here = lines.findIndex((line) => line.contains(target));
  const next = lines[here + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  focusAnswer(next);
}

function NextSection({ inspection, sectionCode }: Omit<SectionQuestionsProps, 'readOnly'>): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [, go] = useLocation();
  const index = inspection.sections.findIndex(({ code }) => code === sectionCode);
  const next = inspection.sections[index + 1];
  if (!next) return null;
  return (
    <Group justify="end" mt="md">
      <Button
        variant="default"
        onClick={() => go(`/${inspection.summary.id}/checklist/${next.code}`, { replace: true })}
      >
        {translate('inspections.nextSection')}: {format.name(next.name)}
      </Button>
    </Group>
  );
}
