import { importHandlers } from '#electron/core/handlers/imports.ts';
import { trainingHandlers } from '#electron/core/handlers/training.ts';
import { writeSampleRoster } from '#electron/core/import/sample-roster.ts';
import { type TestRecords, testRecords } from '#electron/core/records-fixture.ts';
import { tables } from '#shared/domain/registry.ts';
import type { RosterField } from '#shared/ipc/imports.ts';
import { sampleTrainees } from '#shared/sample/people.ts';
import { createRandom } from '#shared/sample/random.ts';
import { quantile } from '../distribution.ts';
import { population } from '../people/population.ts';

/** Milliseconds, each the median of several imports. */
export interface RosterFigures {
  readonly read: number;
  readonly preview: number;
  readonly commit: number;
  /** Plain inserts of what the import writes: people and their places on the roster. */
  readonly plain: number;
}

/** Imports that count, after one that warms up. */
const turns = 5;

/**
 * @param count rows of the roster
 * @param known people in the registry before
 * @returns how long an import takes, step by step, and its floor
 */
export async function measureRoster(count: number, known: number): Promise<RosterFigures> {
  const records = testRecords();
  try {
    fill(records, known);
    const trainees = sampleTrainees(createRandom(2009), 'MOSUL', count);
    const bytes = await writeSampleRoster(trainees, { course: 'Human rights', site: 'MOSUL' });
    const times: RosterFigures[] = [];
    for (let turn = 0; turn <= turns; turn++) {
      const plain = timePlain(records, trainees);
      const figures = { ...(await timeImport(records, bytes)), plain };
      if (turn > 0) times.push(figures);
    }
    const median = (part: keyof RosterFigures): number =>
      quantile(
        times.map((each) => each[part]),
        0.5,
      );
    return {
      read: median('read'),
      preview: median('preview'),
      commit: median('commit'),
      plain: median('plain'),
    };
  } finally {
    records.db.dispose();
  }
}

function fill(records: TestRecords, known: number): void {
  const people = [...population(known, 2009)];
  for (let from = 0; from < people.length; from += 5000) {
    records.db.commit(records.author, (tx) => {
      for (const { row } of people.slice(from, from + 5000)) tx.insert(tables.person, row);
    });
  }
}

async function timeImport(records: TestRecords, bytes: Uint8Array): Promise<Omit<RosterFigures, 'plain'>> {
  const eventId = await createTraining(records);
  const begun = performance.now();
  const { importId, sheets } = await importHandlers['import.inspect']({ fileName: 'r.xlsx', bytes }, records);
  const wasRead = performance.now();
  const [sheet] = sheets;
  const mapping = Object.fromEntries(
    (sheet?.headers ?? []).flatMap(({ column, guess }): [string, RosterField][] =>
      guess ? [[column, guess]] : [],
    ),
  );
  const place = { sheet: sheet?.name ?? '', headerRow: sheet?.headerRow ?? 1, mapping };
  await importHandlers['import.preview'](
    { importId, eventId, ...place, corrections: [], withHidden: false },
    records,
  );
  const wasChecked = performance.now();
  const { undoToken } = await importHandlers['import.commit']({ importId, eventId, decisions: {} }, records);
  const wasWritten = performance.now();
  // The next one finds nobody of it.
  await importHandlers['import.undo']({ undoToken }, records);
  return { read: wasRead - begun, preview: wasChecked - wasRead, commit: wasWritten - wasChecked };
}

async function createTraining(records: TestRecords): Promise<number> {
  const event = {
    courseCode: 'IPS-TIP',
    programme: 'police',
    venue: 'Academy',
    startDate: '2009-03-01',
    endDate: '2009-03-05',
    language: 'ar',
    provider: null,
    funding: null,
    interpreter: null,
    governorateCode: null,
    capacity: null,
  } as const;
  return (await trainingHandlers['training.create']({ event, sessions: [] }, records)).id;
}

function timePlain(records: TestRecords, trainees: ReturnType<typeof sampleTrainees>): number {
  const { raw } = records.db.store;
  raw.exec(`CREATE TABLE plain_person (id INTEGER PRIMARY KEY, name_ar TEXT, name_latin TEXT, sex TEXT, badge TEXT,
    rank_code TEXT, unit TEXT, birth_date TEXT, phone TEXT) STRICT;
    CREATE TABLE plain_place (event_id INTEGER, person_id INTEGER, position INTEGER, PRIMARY KEY (event_id, person_id)) STRICT`);
  const person = raw.prepare('INSERT INTO plain_person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const enrolment = raw.prepare('INSERT INTO plain_place VALUES (?, ?, ?)');
  const begun = performance.now();
  raw.transaction(() => {
    for (const [
      index,
      { nameAr, nameLatin, sex, badge, rankCode, unit, birthDate, phone },
    ] of trainees.entries()) {
      person.run(index, nameAr, nameLatin, sex, badge, rankCode, unit, birthDate, phone);
      enrolment.run(1, index, index);
    }
  })();
  const taken = performance.now() - begun;
  raw.exec('DROP TABLE plain_person; DROP TABLE plain_place');
  return taken;
}
