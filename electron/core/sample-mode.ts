import { rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { localSetting, setLocalSetting } from '#db/local-setting.ts';
import { createSampleVault, unlockSampleVault, vaultExists } from '#db/vault.ts';
import type { RowOf, Table } from '#shared/domain/table.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { referenceRows } from '#shared/reference/seed.ts';
import { command, type SampleCommand } from '#shared/sample/command.ts';
import { finishTraining } from '#shared/sample/finished-training.ts';
import { createRandom } from '#shared/sample/random.ts';
import { sampleMarks, sampleTraining } from '#shared/sample/training.ts';
import { addDays } from '#shared/sample/work-days.ts';
import { sampleWorld } from '#shared/sample/world.ts';
import type { CoreState } from './core-state.ts';
import type { JobControl } from './handler.ts';
import type { OpenVault } from './open-vault.ts';
import { resolveReferences } from './references.ts';
import { sampleSite } from './sample-site.ts';

const samplePerson = { id: 'sample', label: 'Sample' } as const;
const filledSetting = 'sample.filled';
const size = { seed: 2008, people: 60, events: 3, sessionsPerEvent: 6, visits: 5, inspections: 2 } as const;
/** Trainees of the training of long ago. */
const pastClass = 18;

/**
 * Opens the sample mode, and makes it when it is not there: a vault of its own, filled with sample data, whose device
 * number headquarters refuses.
 *
 * @param core the core's state
 * @returns the open vault
 */
export async function openSampleMode(core: CoreState): Promise<OpenVault> {
  if (vaultExists(core.sampleFolder)) {
    const open = await core.enter(core.sampleFolder, unlockSampleVault(core.sampleFolder), samplePerson);
    if (localSetting(open.db.store, filledSetting) !== undefined) return open;
    // It was interrupted while it was made: half a sample helps nobody.
    await core.leave();
    rmSync(core.sampleFolder, { recursive: true });
  }
  const { nativeBinding } = core.input;
  const open = await core.enter(
    core.sampleFolder,
    createSampleVault(core.sampleFolder, { nativeBinding }),
    samplePerson,
  );
  await open.jobs.run('sample', (control) => fill(core, open, control)).done;
  return open;
}

/** Records what a site recorded, by the same calls that screens make. */
async function fill(core: CoreState, open: OpenVault, control: JobControl): Promise<void> {
  const { author, today } = open.records();
  open.db.commit(author, (tx) => {
    for (const { table, row } of referenceRows()) tx.insert(table, row as RowOf<Table>);
  });
  const commands = [
    ...sampleWorld({ ...size, site: sampleSite, endDate: today() }),
    ...pastTraining(today()),
  ];
  const replies = new Map<string, unknown>();
  for (const [index, { channel, request, as }] of commands.entries()) {
    control.signal.throwIfAborted();
    const reply = await core.call(channel, resolveReferences(request, replies));
    if (as) replies.set(as, reply);
    control.report(index + 1, commands.length);
    await nextTurn();
  }
  await markPastSessions(core, today());
  await finishPastTrainings(core, today());
  setLocalSetting(open.db.store, filledSetting, today());
}

/** A training so long ago that its trainees are to be asked what they use of it. */
function pastTraining(today: string): readonly SampleCommand[] {
  const random = createRandom(size.seed + 1);
  const personIds = Array.from({ length: pastClass }, (_, index) => ({ $ref: `person${index}.id` }));
  return [
    sampleTraining(random, 'past', addDays(today, -110), 4).create,
    command('training.enrol', { eventId: { $ref: 'past.id' }, personIds }),
  ];
}

async function finishPastTrainings(core: CoreState, today: string): Promise<void> {
  const random = createRandom(size.seed + 2);
  const trainings = (await core.call('training.list', {})) as ReplyOf<'training.list'>;
  for (const { id } of trainings.filter(({ endDate }) => endDate < addDays(today, -30))) {
    const detail = (await core.call('training.get', { eventId: id })) as ReplyOf<'training.get'>;
    const personIds = detail.trainees.map(({ person }) => person.id);
    for (const { channel, request } of finishTraining(random, id, personIds)) {
      await core.call(channel, request);
      await nextTurn();
    }
  }
}

async function markPastSessions(core: CoreState, today: string): Promise<void> {
  const random = createRandom(size.seed);
  const trainings = (await core.call('training.list', {})) as ReplyOf<'training.list'>;
  for (const { id } of trainings) {
    const detail = (await core.call('training.get', { eventId: id })) as ReplyOf<'training.get'>;
    const personIds = detail.trainees.map(({ person }) => person.id);
    for (const session of detail.sessions.filter(({ day }) => day < today)) {
      const marks = sampleMarks(random, session.id, personIds);
      await core.call(marks.channel, marks.request);
      await nextTurn();
    }
  }
}
