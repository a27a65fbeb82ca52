import type { Words } from '#shared/documents/block.ts';
import type { FlowSection, PaperDocument } from '#shared/documents/document.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { SessionView, TrainingDetail } from '#shared/ipc/training.ts';
import type { Records } from '../handler.ts';
import { paperFrame } from './paper-frame.ts';
import { createPaperWords, type PaperWords } from './paper-words.ts';
import { onSheets, rosterTable } from './roster-table.ts';
import { inOneLine, runName, trainingLines } from './training-lines.ts';

/**
 * Sign-in sheets: names that are known, boxes to sign in, empty rows for those who come unannounced.
 *
 * @param records the open records
 * @param training as its screens show it
 * @param request which sessions, how many empty rows
 * @returns one section a session
 * @throws OutpostError `not_found` for a session that is not of this training
 */
export function signInSheets(
  records: Records,
  training: TrainingDetail,
  request: ParsedRequestOf<'documents.signIn'>,
): PaperDocument {
  const words = createPaperWords(request.language, true);
  const sections = request.sessionIds.map((id): FlowSection => {
    const session = training.sessions.find((each) => each.id === id);
    if (!session)
      throw new OutpostError('not_found', 'There is no such session.', { details: { table: 'session' } });
    return {
      layout: 'flow',
      title: words.say('papers.signIn.title'),
      lines: [...trainingLines(words, training), ...sessionLines(words, session)],
      foot: inOneLine([runName(training), words.weekday(session.day)]),
      blocks: [
        { kind: 'note', text: words.say('papers.signIn.hint') },
        rosterTable(
          words,
          onSheets(training),
          [
            { label: words.say('papers.column.time'), width: 14 },
            { label: words.say('papers.column.signature'), width: 44 },
          ],
          request.blankRows,
        ),
        {
          kind: 'signatures',
          items: [words.say('papers.sign.instructor'), words.say('papers.sign.date')],
        },
      ],
    };
  });
  return {
    language: request.language,
    orientation: 'portrait',
    title: `${words.main('papers.signIn.title')} ${runName(training)}`,
    frame: paperFrame(records, words, request),
    sections,
  };
}

/**
 * A score sheet to be filled in by hand.
 *
 * @param records the open records
 * @param training as its screens show it
 * @param request which test, how many empty rows
 * @returns one section
 */
export function scoreSheet(
  records: Records,
  training: TrainingDetail,
  request: ParsedRequestOf<'documents.scores'>,
): PaperDocument {
  const words = createPaperWords(request.language, true);
  const test = (language: Language): string =>
    createPaperWords(language, false).main(`training.test.${request.test}`);
  const title = words.say('papers.scores.title', (language) => ({ test: test(language) }));
  return {
    language: request.language,
    orientation: 'portrait',
    title: `${title.main} ${runName(training)}`,
    frame: paperFrame(records, words, request),
    sections: [
      {
        layout: 'flow',
        title,
        lines: trainingLines(words, training),
        foot: runName(training),
        blocks: [
          {
            kind: 'note',
            text: words.say('papers.scores.hint'),
          },
          ...(request.test === 'postTest'
            ? [
                {
                  kind: 'facts' as const,
                  items: [
                    {
                      label: words.say('papers.field.passMark'),
                      value: `${training.passRule.postTestPercent}%`,
                    },
                  ],
                },
              ]
            : []),
          rosterTable(
            words,
            onSheets(training),
            [
              { label: words.say('papers.column.score'), width: 18 },
              { label: words.say('papers.column.remarks'), width: 40 },
            ],
            request.blankRows,
          ),
          { kind: 'signatures', items: [words.say('papers.sign.examiner'), words.say('papers.sign.date')] },
        ],
      },
    ],
  };
}

function sessionLines(words: PaperWords, session: SessionView): readonly Words[] {
  const at = (language: Language): string => {
    const own = createPaperWords(language, false);
    return session.slot === 'times'
      ? own.main('papers.slot.times', { from: session.startTime, to: session.endTime })
      : own.main(`papers.slot.${session.slot}`);
  };
  return [
    words.say('papers.session', (language) => ({
      day: words.weekday(session.day, language),
      slot: at(language),
      hours: session.hours,
    })),
    ...(session.topic === ''
      ? []
      : [words.plain(words.main('papers.session.topic', { topic: session.topic }))]),
  ];
}
