import { proposeFindings } from '#shared/checklist/finding.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { ReadableDb } from './database.ts';
import { findingViews, openFindings } from './findings.ts';
import { isQuestionHidden, requireInspection } from './inspection-access.ts';
import { sheetOf } from './inspection-answers.ts';
import { lastVisitBefore } from './previous-visits.ts';
import type { Reader } from './reader.ts';

/**
 * What is left to do before an inspection is submitted. What concerns restricted questions is left out for readers
 * without the right.
 *
 * @param read the open database
 * @param reader who reads
 * @param inspectionId the inspection
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns open ends by kind, each in the order of the form
 * @throws OutpostError `not_found`
 */
export function reviewInspection(
  read: ReadableDb,
  reader: Reader,
  inspectionId: number,
  today: string,
): ReplyOf<'inspections.review'> {
  const inspection = requireInspection(read, inspectionId);
  const sheet = sheetOf(read, inspection);
  const { template } = sheet;
  const isHidden = (code: string | null): boolean =>
    isQuestionHidden(template.byCode.get(code ?? ''), reader);
  const findings = findingViews(read, reader, inspection, sheet, today);
  const standing = findings.filter((finding) => finding.recurrence !== 'closed');
  const withFinding = new Set(findings.map((finding) => finding.questionCode));
  const brief = ({ id, description }: (typeof findings)[number]) => ({ findingId: id, description });
  return {
    unanswered: template.questions
      .filter((question) => !question.calculation && !isHidden(question.code) && sheet.isRelevant(question))
      .filter((question) => sheet.answersTo(question).length === 0)
      .map((question) => ({ code: question.code, section: question.section, label: question.label })),
    adverseWithoutFinding: proposeFindings(sheet)
      .filter(({ questionCode }) => !isHidden(questionCode) && !withFinding.has(questionCode))
      .map(({ questionCode }) => ({
        code: questionCode,
        label: template.byCode.get(questionCode)?.label ?? { en: questionCode, ar: questionCode },
      })),
    findingsWithoutAction: standing.filter((finding) => finding.actions.length === 0).map(brief),
    evidenceMissing: standing.filter((finding) => finding.evidenceMissing).map(brief),
    openFromLastVisit: openFromLastVisit(read, inspection, isHidden, withFinding),
  };
}

function openFromLastVisit(
  read: ReadableDb,
  inspection: ReturnType<typeof requireInspection>,
  isHidden: (code: string | null) => boolean,
  withFinding: ReadonlySet<string | null>,
): ReplyOf<'inspections.review'>['openFromLastVisit'] {
  const last = lastVisitBefore(read, inspection);
  if (!last) return [];
  return openFindings(read, last.id)
    .filter(({ question_code }) => question_code !== null && !withFinding.has(question_code))
    .filter(({ question_code }) => !isHidden(question_code))
    .map(({ id, description }) => ({ findingId: id, description, day: last.day }));
}
