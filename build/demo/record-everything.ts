import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeSampleRoster } from '#electron/core/import/sample-roster.ts';
import { resolveReferences } from '#electron/core/references.ts';
import type { ChannelName, RequestOf } from '#shared/ipc/channels.ts';
import type { RosterField } from '#shared/ipc/imports.ts';
import { command, type SampleCommand } from '#shared/sample/command.ts';
import { sampleInspection } from '#shared/sample/inspections.ts';
import { sampleTrainees } from '#shared/sample/people.ts';
import { createRandom, type Random } from '#shared/sample/random.ts';
import { sampleMarks, sampleTraining } from '#shared/sample/training.ts';
import { visitCommands } from '#shared/sample/visits.ts';
import { addDays, lastWorkDays } from '#shared/sample/work-days.ts';
import { announce } from '../progress.ts';
import type { DemoLaptop } from './laptop.ts';

const trainees = 60;
const sessions = 4;

/**
 * The main job on one laptop: a roster from a spreadsheet, four sessions marked, a mentoring visit with action items,
 * and an inspection of every question of the checklist with findings and corrective actions.
 *
 * @param laptop enrolled and unlocked; headquarters may be out of reach
 * @param seed of the made-up data
 */
export async function recordEverything(laptop: DemoLaptop, seed: number): Promise<void> {
  const random = createRandom(seed);
  const today = new Date().toISOString().slice(0, 10);
  // The second day of the course is today, or the last work day: its sessions are on the screen that the app opens with.
  await recordTraining(laptop, random, lastWorkDays(today, sessions / 2)[0] ?? today);
  await play(laptop, visitCommands(random, laptop.site, 1, addDays(today, -1)));
  const inspection = sampleInspection(random, laptop.site, addDays(today, -3), 'inspection');
  await play(laptop, [
    ...inspection.commands,
    command('inspections.submit', { inspectionId: { $ref: 'inspection.id' } }),
  ]);
  announce(
    `${laptop.site}: ${trainees} trainees, ${sessions} sessions, 1 visit, 1 inspection with ${inspection.answers} answers and ${inspection.findings} findings`,
  );
}

async function recordTraining(laptop: DemoLaptop, random: Random, firstDay: string): Promise<void> {
  const training = sampleTraining(random, 'training', firstDay, sessions);
  const replies = await play(laptop, [training.create]);
  const eventId = resolveReferences({ $ref: 'training.id' }, replies) as number;
  await importRoster(laptop, random, eventId);
  await laptop.call('training.setStatus', { eventId, status: 'running', reason: null });
  const { sessions: planned, trainees: roster } = await laptop.call('training.get', { eventId });
  if (roster.length !== trainees)
    throw new Error(`the roster has ${roster.length} trainees, not ${trainees}`);
  const personIds = roster.map(({ person }) => person.id);
  await play(
    laptop,
    planned.map(({ id }) => sampleMarks(random, id, personIds)),
  );
}

async function importRoster(laptop: DemoLaptop, random: Random, eventId: number): Promise<void> {
  const fileName = `roster-${laptop.site.toLowerCase()}.xlsx`;
  const bytes = await writeSampleRoster(sampleTrainees(random, laptop.site, trainees), {
    course: 'برنامج الدمج الانتقالي',
    site: laptop.site,
  });
  await writeFile(path.join(laptop.folder, fileName), bytes);
  const { importId, sheets } = await laptop.call('import.inspect', { fileName, bytes });
  const [sheet] = sheets;
  if (!sheet?.headerRow) throw new Error('no header was found in the roster');
  const mapping = Object.fromEntries(
    sheet.headers.flatMap(({ column, guess }): [string, RosterField][] => (guess ? [[column, guess]] : [])),
  );
  const request = { importId, sheet: sheet.name, headerRow: sheet.headerRow, mapping, eventId };
  const preview = await laptop.call('import.preview', request);
  const errors = preview.issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`the roster has errors: ${JSON.stringify(errors[0])}`);
  await laptop.call('import.commit', { importId, eventId, decisions: {} });
}

/** Makes the calls in order and counts what each records. */
async function play(
  laptop: DemoLaptop,
  commands: readonly SampleCommand[],
): Promise<ReadonlyMap<string, unknown>> {
  const replies = new Map<string, unknown>();
  for (const { channel, request, as } of commands) {
    const resolved = resolveReferences(request, replies) as RequestOf<ChannelName>;
    const reply: unknown = await laptop.call(channel, resolved);
    if (as) replies.set(as, reply);
    countCommand(laptop, channel, resolved);
  }
  return replies;
}

/** Counted from what was asked for, not from what the core says that it holds. */
function countCommand(laptop: DemoLaptop, channel: ChannelName, request: unknown): void {
  switch (channel) {
    case 'training.create':
      laptop.count('trainings', 1);
      laptop.count('sessions', (request as { sessions: unknown[] }).sessions.length);
      return;
    case 'training.mark':
      laptop.count('attendanceMarks', (request as { marks: unknown[] }).marks.length);
      return;
    case 'mentoring.create':
      laptop.count('visits', 1);
      return;
    case 'actions.create':
      laptop.count('actionItems', 1);
      return;
    case 'inspections.start':
      laptop.count('inspections', 1);
      return;
    case 'inspections.answer':
      laptop.count('answers', 1);
      return;
    case 'inspections.saveFinding':
      laptop.count('findings', 1);
      return;
    default:
      return;
  }
}
