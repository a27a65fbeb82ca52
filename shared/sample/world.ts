import { command, type SampleCommand } from './command.ts';
import { sampleInspection } from './inspections.ts';
import { personCommands, sampleTrainees } from './people.ts';
import { createRandom } from './random.ts';
import { sampleTraining } from './training.ts';
import { visitCommands } from './visits.ts';
import { addDays } from './work-days.ts';

/** How much of a site's work to make up. */
export interface SampleSize {
  /** The same seed gives the same data. */
  readonly seed: number;
  /** Code of the site whose institutions appear. */
  readonly site: string;
  readonly people: number;
  /** Trainings; each takes up to 40 of the people. */
  readonly events: number;
  readonly sessionsPerEvent: number;
  readonly visits: number;
  readonly inspections: number;
  /** The data leads up to this day, `YYYY-MM-DD`. */
  readonly endDate: string;
}

const classSize = 40;

/**
 * The work of one site as the calls that screens would have made, in an order in which they can be made again.
 * Attendance is not among them: marks need the ids of sessions, which `training.get` tells (see `sampleMarks`).
 *
 * @param size how much, for which site, up to when
 * @returns the commands
 */
export function* sampleWorld(size: SampleSize): Generator<SampleCommand> {
  const random = createRandom(size.seed);
  const trainees = sampleTrainees(random, size.site, size.people);
  yield* personCommands(trainees, 'person', addDays(size.endDate, -120));
  for (let index = 0; index < size.events; index++) {
    const name = `event${index}`;
    const firstDay = addDays(size.endDate, 2 - Math.ceil(size.sessionsPerEvent / 2) - 21 * index);
    yield sampleTraining(random, name, firstDay, size.sessionsPerEvent).create;
    const personIds = Array.from({ length: Math.min(classSize, size.people) }, (_, place) => ({
      $ref: `person${(index * classSize + place) % size.people}.id`,
    }));
    if (personIds.length > 0) yield command('training.enrol', { eventId: { $ref: `${name}.id` }, personIds });
  }
  yield* visitCommands(random, size.site, size.visits, addDays(size.endDate, -3));
  for (let index = 0; index < size.inspections; index++) {
    yield* sampleInspection(random, size.site, addDays(size.endDate, -10 - 90 * index), `inspection${index}`)
      .commands;
  }
}
