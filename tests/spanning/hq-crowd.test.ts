import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#shared/sample/random.ts';
import { person } from '../fixtures/field-rows.ts';
import { type HqProcess, startHq, startHqProcess, type TestHq } from '../fixtures/hq.ts';
import type { WireLaptop } from '../fixtures/wire-laptop.ts';

const crowd = 20;
const rounds = 6;
const kills = 6;
const processes = 3;

/** Lends its PostgreSQL to the headquarters that are killed, and enrols. */
let keeper: TestHq;
const headquarters: HqProcess[] = [];
const random = createRandom(20090);

const newHeadquarters = (index: number): Promise<HqProcess> =>
  startHqProcess({
    HQ_DATABASE_URL: keeper.databaseUrl,
    HQ_DATA: `${keeper.config.dataFolder}-${index}`,
    // Requests that a restart of the database breaks are not worth a line here.
    HQ_LOG_LEVEL: 'silent',
  });

beforeAll(async () => {
  keeper = await startHq();
  headquarters.push(
    ...(await Promise.all(Array.from({ length: processes }, (_, index) => newHeadquarters(index)))),
  );
});
afterAll(async () => {
  await Promise.all(headquarters.map((one) => one.end('SIGKILL')));
  await keeper.stop();
});

/** Sends what the laptop has, to whichever headquarters answers; tells how many tries failed. */
async function sendSomewhere(laptop: WireLaptop): Promise<number> {
  for (let failed = 0; ; failed++) {
    laptop.hqUrl = random.pick(headquarters).url;
    try {
      await laptop.send();
      return failed;
    } catch (error) {
      if (failed >= 20_000) throw error;
      // The next try must not starve the restart of what it waits for.
      await new Promise(setImmediate);
    }
  }
}

/** A crowd that pushes while something breaks, and a reader that polls all the while. */
class Crowd {
  readonly laptops: readonly WireLaptop[];
  readonly reader: WireLaptop;
  sent = 0;
  failed = 0;
  #waiting: readonly { readonly sent: number; readonly go: () => void }[] = [];

  constructor(laptops: readonly WireLaptop[], reader: WireLaptop) {
    this.laptops = laptops;
    this.reader = reader;
  }

  /** Resolves when so many exchanges of the crowd have succeeded. */
  whenSent(sent: number): Promise<void> {
    return new Promise((go) => {
      this.#waiting = [...this.#waiting, { sent, go }];
      this.#wake();
    });
  }

  /** Everybody sends every round; the reader polls until they are done, and once more. */
  async work(name: string): Promise<void> {
    let writing = true;
    const poll = async (): Promise<void> => {
      while (writing) this.failed += await sendSomewhere(this.reader);
    };
    const polling = poll();
    await Promise.all(this.laptops.map((laptop, index) => this.#push(laptop, `${name} ${index}`))).finally(
      () => {
        writing = false;
      },
    );
    await polling;
    await sendSomewhere(this.reader);
  }

  async #push(laptop: WireLaptop, name: string): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      for (let step = 0; step <= round % 3; step++) laptop.write(person(laptop, `${name} ${round} ${step}`));
      this.failed += await sendSomewhere(laptop);
      this.sent++;
      this.#wake();
    }
  }

  #wake(): void {
    for (const { sent, go } of this.#waiting) if (this.sent >= sent) go();
  }
}

async function gather(): Promise<Crowd> {
  const reader = await keeper.enrolDevice('MOSUL');
  const laptops = await Promise.all(Array.from({ length: crowd }, () => keeper.enrolDevice('MOSUL')));
  return new Crowd(laptops, reader);
}

/** Everything that was acknowledged is there once, and the reader was told of every place in order. */
async function expectWhole({ laptops, reader }: Crowd): Promise<void> {
  const { rows } = await keeper.pool.query<{ hq_seq: number }>(
    `SELECT hq_seq FROM hq.op_effect WHERE scope IN ('MOSUL', '*') ORDER BY hq_seq`,
  );
  expect(reader.received.map(({ hqSeq }) => hqSeq)).toEqual(rows.map(({ hq_seq }) => hq_seq));
  for (const laptop of laptops) {
    await sendSomewhere(laptop);
    expect(laptop.accepted).toBe(laptop.ops.length);
    const known = await keeper.pool.query<{ n: string; people: string }>(
      `SELECT (SELECT count(*) FROM hq.op WHERE device = $1) AS n,
         (SELECT count(*) FROM record.person WHERE entered_by = $1) AS people`,
      [laptop.device],
    );
    expect(known.rows.map(({ n, people }) => [Number(n), Number(people)])).toEqual([
      [laptop.ops.length, laptop.ops.length],
    ]);
  }
}

describe(`${processes} headquarters on one PostgreSQL, with ${crowd} laptops pushing at once`, () => {
  it('are killed without warning one after the other, and nothing is lost, doubled or missed by a reader', async () => {
    const people = await gather();
    const killing = (async () => {
      for (let kill = 1; kill <= kills; kill++) {
        await people.whenSent(Math.floor((kill * crowd * rounds) / (kills + 1)));
        const victim = random.between(0, processes - 1);
        await headquarters[victim]?.end('SIGKILL');
        headquarters[victim] = await newHeadquarters(victim);
      }
    })();
    await Promise.all([people.work('Kill'), killing]);
    expect(people.failed).toBeGreaterThan(0);
    await expectWhole(people);
  });

  it('go on by themselves when PostgreSQL crashes under them and starts again', async () => {
    const people = await gather();
    const crashing = (async () => {
      for (let crash = 1; crash <= 2; crash++) {
        await people.whenSent(crash * crowd * 2);
        const { rows } = await keeper.pool.query<{ pid: number }>(
          `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
        );
        // A server process that dies makes PostgreSQL end all of them and recover from its log.
        process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
      }
    })();
    await Promise.all([people.work('Crash'), crashing]);
    expect(people.failed).toBeGreaterThan(0);
    await expectWhole(people);
    for (const { url, child } of headquarters) {
      expect(child.exitCode).toBeNull();
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    }
  });
});
