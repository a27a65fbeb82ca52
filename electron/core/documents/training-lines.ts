import type { Words } from '#shared/documents/block.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import type { PaperWords } from './paper-words.ts';

/**
 * @param training a training
 * @returns code and number of its run, as everybody calls it
 */
export function runName({ summary }: Pick<TrainingDetail, 'summary'>): string {
  return `${summary.courseCode}-${summary.runNumber}`;
}

/**
 * What every paper of a training begins with: course, run, dates and venue.
 *
 * @param words of the document
 * @param training a training
 * @returns the lines
 */
export function trainingLines(words: PaperWords, training: TrainingDetail): Words[] {
  const { summary } = training;
  return [
    words.name(summary.course),
    words.plain(
      inOneLine([runName(training), words.period(summary.startDate, summary.endDate), summary.venue]),
    ),
  ];
}

/**
 * @param parts texts of any script
 * @returns one line, in which each part keeps its own direction
 */
export function inOneLine(parts: readonly string[]): string {
  return parts.map((part) => `\u2068${part}\u2069`).join(' · ');
}
