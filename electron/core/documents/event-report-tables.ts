import type { Language } from '#shared/domain/vocabularies.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import type { Table, TableCell } from '../export/table.ts';
import { eventFigures, resultOnPaper } from './event-figures.ts';
import type { EventReportParts } from './event-report.ts';
import { createPaperWords, type PaperWords } from './paper-words.ts';
import { onSheets } from './roster-table.ts';
import { runName } from './training-lines.ts';

/**
 * The after-action report as sheets of a workbook: figures as numbers, to be reckoned with.
 *
 * @param parts what it is made of; photos are left out
 * @param language of titles and names
 * @param trainees whether the list of trainees is in it
 * @returns the sheets
 */
export function eventReportTables(
  parts: EventReportParts,
  language: Language,
  trainees: boolean,
): readonly Table[] {
  const words = createPaperWords(language, false);
  return [
    figureSheet(words, parts),
    sessionSheet(words, parts.training),
    ...(parts.feedback.forms > 0 ? [feedbackSheet(words, parts)] : []),
    ...(trainees ? [traineeSheet(words, parts.training)] : []),
  ];
}

function sheet(
  words: PaperWords,
  name: string,
  titles: readonly string[],
  rows: readonly (readonly TableCell[])[],
): Table {
  return { name, titles, rows, rightToLeft: words.language === 'ar' };
}

function figureSheet(words: PaperWords, { training, governorate }: EventReportParts): Table {
  const figures = eventFigures(training);
  const { summary, report, input } = training;
  const rows: readonly (readonly TableCell[])[] = [
    [words.main('papers.field.run'), runName(training)],
    [words.main('training.field.course'), words.mainName(summary.course)],
    [words.main('training.field.programme'), words.main(`vocabulary.programmes.${summary.programme}`)],
    [words.main('training.field.startDate'), summary.startDate],
    [words.main('training.field.endDate'), summary.endDate],
    [words.main('training.field.venue'), summary.venue],
    [words.main('training.field.governorate'), governorate],
    [words.main('training.field.provider'), input.provider],
    [words.main('training.field.funding'), input.funding],
    [words.main('papers.report.trainees'), figures.trainees],
    [words.main('papers.report.women'), figures.women],
    [words.main('vocabulary.enrolmentStatuses.withdrawn'), figures.withdrawn],
    [words.main('training.field.hours'), figures.hours],
    [words.main('papers.report.attendancePercent'), percent(figures.attendance)],
    [words.main('training.test.preTest'), rounded(figures.preTest.mean)],
    [words.main('training.test.postTest'), rounded(figures.postTest.mean)],
    [words.main('training.test.practical'), rounded(figures.practical.mean)],
    [words.main('training.test.gain'), rounded(figures.gain)],
    [words.main('training.result.completed'), figures.results.completed],
    [words.main('training.result.failed'), figures.results.failed],
    [words.main('training.result.open'), figures.results.open],
    [words.main('papers.report.narrative'), report],
  ];
  const titles = [words.main('papers.report.figure'), words.main('papers.report.value')];
  return sheet(words, words.main('papers.report.figures'), titles, rows);
}

function sessionSheet(words: PaperWords, training: TrainingDetail): Table {
  const marks = ['present', 'late', 'excused', 'absent'] as const;
  const titles = [
    words.main('training.field.day'),
    words.main('training.field.slot'),
    words.main('training.field.hours'),
    words.main('training.field.topic'),
    words.main('papers.field.instructor'),
    ...marks.map((mark) => words.main(`vocabulary.attendanceMarks.${mark}`)),
    words.main('training.mark.none'),
  ];
  const rows = eventFigures(training).sessions.map(({ session, unmarked, ...counts }) => [
    session.day,
    session.slot === 'times' ? session.startTime : words.main(`papers.slot.${session.slot}`),
    session.hours,
    session.topic,
    session.instructor,
    ...marks.map((mark) => counts[mark]),
    unmarked,
  ]);
  return sheet(words, words.main('papers.report.sessions'), titles, rows);
}

function feedbackSheet(words: PaperWords, { feedback }: EventReportParts): Table {
  const titles = [
    words.main('papers.report.question'),
    ...['1', '2', '3', '4', '5'],
    words.main('papers.report.empty'),
    words.main('papers.report.mean'),
  ];
  const rows = feedback.tally.map(({ question, counts, empty, mean }) => [
    words.main(`vocabulary.feedbackQuestions.${question}`),
    ...counts,
    empty,
    rounded(mean),
  ]);
  return sheet(words, words.main('training.tab.evaluation'), titles, rows);
}

function traineeSheet(words: PaperWords, training: TrainingDetail): Table {
  const titles = [
    words.main('papers.column.number'),
    words.main('certificates.nameAr'),
    words.main('certificates.nameLatin'),
    words.main('papers.column.rank'),
    words.main('papers.column.unit'),
    words.main('papers.report.attendancePercent'),
    words.main('training.test.preTest'),
    words.main('training.test.postTest'),
    words.main('training.test.practical'),
    words.main('papers.report.result'),
  ];
  const rows = onSheets(training).map((trainee, index) => {
    const { person, preTest, postTest, practical, standing } = trainee;
    return [
      index + 1,
      person.nameAr,
      person.nameLatin,
      person.rank ? words.mainName(person.rank) : null,
      person.unit,
      percent(standing.attendance),
      ...[preTest, postTest, practical],
      words.main(`training.result.${resultOnPaper(trainee)}`),
    ];
  });
  return sheet(words, words.main('papers.report.trainees'), titles, rows);
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(share * 100);
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}
