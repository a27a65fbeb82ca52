import type { Block, Cell, Words } from '#shared/documents/block.ts';
import type { PaperDocument } from '#shared/documents/document.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { FeedbackView } from '#shared/ipc/evaluation.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import type { Records } from '../handler.ts';
import { type EventFigures, eventFigures, resultOnPaper, type Scores } from './event-figures.ts';
import { paperFrame } from './paper-frame.ts';
import { createPaperWords, type PaperWords } from './paper-words.ts';
import { nameCell, onSheets, textCell } from './roster-table.ts';
import { runName, trainingLines } from './training-lines.ts';

/** A photo as it is printed. */
export interface PrintedPhoto {
  readonly picture: Uint8Array;
  readonly caption: string;
}

/** What an after-action report is made of. */
export interface EventReportParts {
  readonly training: TrainingDetail;
  readonly feedback: FeedbackView;
  /** Those that were asked for, with a reason; none else. */
  readonly photos: readonly PrintedPhoto[];
  readonly governorate: string | null;
}

type Request = ParsedRequestOf<'reports.training'>;

/**
 * The after-action report of a training: figures, charts, what was written about it, photos, lists.
 *
 * @param records the open records
 * @param parts what it is made of
 * @param request language, classification, what is in it
 * @returns the document
 */
export function eventReport(records: Records, parts: EventReportParts, request: Request): PaperDocument {
  const words = createPaperWords(request.language, false);
  const { training } = parts;
  const figures = eventFigures(training);
  return {
    language: request.language,
    orientation: 'portrait',
    title: `${words.main('papers.report.title')} ${runName(training)}`,
    frame: paperFrame(records, words, request),
    sections: [
      {
        layout: 'flow',
        title: words.say('papers.report.title'),
        lines: trainingLines(words, training),
        foot: runName(training),
        blocks: [
          about(words, parts, figures),
          inFigures(words, figures),
          ...narrative(words, training),
          ...attendance(words, training, figures),
          ...tests(words, training, figures),
          ...feedback(words, parts.feedback),
          ...photos(words, parts.photos),
          ...sessions(words, figures),
          ...(request.trainees ? roster(words, training) : []),
        ],
      },
    ],
  };
}

function about(words: PaperWords, { training, governorate }: EventReportParts, figures: EventFigures): Block {
  const { input, summary } = training;
  const instructors = training.instructors
    .map(({ name, role }) => `\u2068${name}\u2069 (${words.main(`vocabulary.instructorRoles.${role}`)})`)
    .join(words.language === 'ar' ? '، ' : ', ');
  const facts: readonly (readonly [Words, string | null])[] = [
    [words.say('training.field.programme'), words.main(`vocabulary.programmes.${summary.programme}`)],
    [words.say('training.filter.status'), words.main(`vocabulary.trainingStatuses.${summary.status}`)],
    [words.say('training.field.venue'), summary.venue],
    [words.say('training.field.governorate'), governorate],
    [words.say('training.field.language'), words.main(`vocabulary.trainingLanguages.${input.language}`)],
    [words.say('training.field.interpreter'), input.interpreter],
    [words.say('training.field.provider'), input.provider],
    [words.say('training.field.funding'), input.funding],
    [
      words.say('papers.report.sessions'),
      words.main('papers.report.sessionsValue', { sessions: figures.sessions.length, hours: figures.hours }),
    ],
    [words.say('papers.report.instructors'), instructors],
  ];
  return {
    kind: 'facts',
    items: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
  };
}

function inFigures(words: PaperWords, figures: EventFigures): Block {
  const { trainees, women, withdrawn, attendance: came, results, gain } = figures;
  const decided = results.completed + results.failed;
  return {
    kind: 'figures',
    items: [
      {
        label: words.say('papers.report.trainees'),
        value: words.number(trainees),
        hint: words.main('papers.report.traineesHint', { women, withdrawn }),
      },
      {
        label: words.say('papers.report.attendance'),
        value: came === null ? '–' : words.percent(came),
        hint: words.main('papers.report.attendanceHint'),
      },
      {
        label: words.say('papers.report.completed'),
        value: words.number(results.completed),
        hint: words.main('papers.report.completedHint', {
          decided,
          failed: results.failed,
          open: results.open,
        }),
      },
      {
        label: words.say('training.test.postTest'),
        value: score(words, figures.postTest.mean),
        hint: words.main('papers.report.sat', { count: figures.postTest.count }),
      },
      {
        label: words.say('training.test.gain'),
        value: gain === null ? '–' : signed(words, gain),
        hint: words.main('papers.report.gainHint'),
      },
    ],
  };
}

function narrative(words: PaperWords, { report }: TrainingDetail): readonly Block[] {
  return [
    { kind: 'heading', text: words.say('papers.report.narrative') },
    report?.trim()
      ? { kind: 'prose', text: report }
      : { kind: 'note', text: words.say('papers.report.noNarrative') },
  ];
}

function attendance(
  words: PaperWords,
  { passRule }: TrainingDetail,
  figures: EventFigures,
): readonly Block[] {
  if (figures.sessions.length === 0) return [];
  const rule = passRule.attendancePercent / 100;
  return [
    {
      kind: 'bars',
      title: words.say('papers.report.bySession'),
      most: 1,
      line: { at: rule, label: words.say('papers.report.rule', { percent: passRule.attendancePercent }) },
      bars: figures.sessions.map(({ session, share, present, late }) => ({
        label: [words.shortDay(session.day), slotOf(words, session)].join(' · '),
        value: share,
        text:
          share === null
            ? words.main('papers.report.noMarks')
            : `${words.percent(share)} · ${words.main('papers.report.came', { count: present + late })}`,
        tone: share !== null && share < rule ? ('watch' as const) : ('plain' as const),
      })),
    },
  ];
}

function tests(words: PaperWords, { passRule }: TrainingDetail, figures: EventFigures): readonly Block[] {
  const taken = (['preTest', 'postTest', 'practical'] as const).filter((test) => figures[test].count > 0);
  if (taken.length === 0) return [];
  const bar = (test: 'preTest' | 'postTest' | 'practical', { count, mean }: Scores) => ({
    label: words.main(`training.test.${test}`),
    value: mean,
    text: `${score(words, mean)} · ${words.main('papers.report.sat', { count })}`,
    tone: 'plain' as const,
  });
  return [
    {
      kind: 'bars',
      title: words.say('papers.report.meanScores'),
      most: 100,
      line: {
        at: passRule.postTestPercent,
        label: words.say('papers.report.passMark', { percent: passRule.postTestPercent }),
      },
      bars: taken.map((test) => bar(test, figures[test])),
    },
  ];
}

function feedback(words: PaperWords, { forms, tally, comments }: FeedbackView): readonly Block[] {
  if (forms === 0) return [];
  return [
    {
      kind: 'bars',
      title: words.say('papers.report.feedback', { count: forms }),
      most: 5,
      line: null,
      bars: tally.map(({ question, mean }) => ({
        label: words.main(`vocabulary.feedbackQuestions.${question}`),
        value: mean,
        text: mean === null ? '–' : words.main('papers.report.ofFive', { mean: words.number(mean, 1) }),
        tone: 'plain' as const,
      })),
    },
    ...(comments.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: words.say('papers.report.comments') },
          { kind: 'prose' as const, text: proseOf(comments.map(({ comment }) => comment)) },
        ]),
  ];
}

/** Comments one below the other, as far as the document has room. */
function proseOf(comments: readonly string[]): string {
  return comments
    .map((comment) => `– ${comment.replace(/\s*\n\s*/g, ' ')}`)
    .join('\n')
    .slice(0, 20_000);
}

function photos(words: PaperWords, all: readonly PrintedPhoto[]): readonly Block[] {
  if (all.length === 0) return [];
  return [
    { kind: 'heading', text: words.say('photos.title') },
    {
      kind: 'photos',
      items: all.map(({ picture, caption }) => ({
        picture: `data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}`,
        caption,
      })),
    },
  ];
}

function sessions(words: PaperWords, figures: EventFigures): readonly Block[] {
  if (figures.sessions.length === 0) return [];
  const number = (value: number): Cell => ({ kind: 'code', text: words.number(value) });
  return [
    { kind: 'heading', text: words.say('papers.report.sessions') },
    {
      kind: 'table',
      caption: null,
      height: 'text',
      columns: [
        { label: words.say('training.field.day'), width: 30, align: 'start' },
        { label: words.say('training.field.topic'), width: 50, align: 'start' },
        { label: words.say('training.field.hours'), width: 11, align: 'end' },
        ...(['present', 'late', 'excused', 'absent'] as const).map((mark) => ({
          label: words.say(`vocabulary.attendanceMarks.${mark}`),
          width: 13,
          align: 'end' as const,
        })),
      ],
      rows: figures.sessions.map(({ session, present, late, excused, absent }) => [
        textCell([words.day(session.day), slotOf(words, session)].join(' · ')),
        textCell(session.topic),
        number(session.hours),
        ...[present, late, excused, absent].map(number),
      ]),
    },
  ];
}

function roster(words: PaperWords, training: TrainingDetail): readonly Block[] {
  const percent = (value: number | null): Cell =>
    value === null ? { kind: 'blank' } : { kind: 'code', text: words.percent(value) };
  const points = (value: number | null): Cell =>
    value === null ? { kind: 'blank' } : { kind: 'code', text: words.number(value) };
  const tones = { completed: 'ok', failed: 'alarm', open: 'plain' } as const;
  return [
    { kind: 'heading', text: words.say('papers.report.trainees') },
    {
      kind: 'table',
      caption: null,
      height: 'text',
      columns: [
        { label: words.say('papers.column.number'), width: 8, align: 'center' },
        { label: words.say('papers.column.name'), width: 50, align: 'start' },
        { label: words.say('papers.column.rank'), width: 26, align: 'start' },
        { label: words.say('training.column.attendance'), width: 15, align: 'end' },
        { label: words.say('training.test.preTest'), width: 13, align: 'end' },
        { label: words.say('training.test.postTest'), width: 13, align: 'end' },
        { label: words.say('papers.report.result'), width: 19, align: 'start' },
      ],
      rows: onSheets(training).map((trainee, index) => {
        const { person, preTest, postTest, standing } = trainee;
        const result = resultOnPaper(trainee);
        return [
          { kind: 'code', text: String(index + 1) },
          nameCell(words, person),
          textCell(person.rank ? words.mainName(person.rank) : ''),
          percent(standing.attendance),
          points(preTest),
          points(postTest),
          { kind: 'tone', text: words.main(`training.result.${result}`), tone: tones[result] },
        ];
      }),
    },
  ];
}

function slotOf(words: PaperWords, session: EventFigures['sessions'][number]['session']): string {
  return session.slot === 'times'
    ? words.main('papers.slot.times', { from: session.startTime, to: session.endTime })
    : words.main(`papers.slot.${session.slot}`);
}

function score(words: PaperWords, mean: number | null): string {
  return mean === null ? '–' : words.number(mean, 1);
}

function signed(words: PaperWords, value: number): string {
  return `${value > 0 ? '+' : ''}${words.number(value, 1)}`;
}
