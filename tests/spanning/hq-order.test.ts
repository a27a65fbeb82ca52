import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../fixtures/field-rows.ts';
import { type HqProcess, startHq, startHqProcess, type TestHq } from '../fixtures/hq.ts';
import type { WireLaptop } from '../fixtures/wire-laptop.ts';

const writers = 4;
const rounds = 25;

let hq: TestHq;
let others: readonly HqProcess[];
beforeAll(async () => {
  hq = await startHq();
  const environment = (folder: string) => ({
    HQ_DATABASE_URL: hq.databaseUrl,
    HQ_DATA: `${hq.config.dataFolder}-${folder}`,
  });
  others = await Promise.all(['second', 'third'].map((name) => startHqProcess(environment(name))));
});
afterAll(async () => {
  await Promise.all(others.map((other) => other.end('SIGTERM')));
  await hq.stop();
});

describe('several headquarters on one PostgreSQL', () => {
  it('take in ops at once, and a reader at any position never misses a lower one', async () => {
    const urls = [hq.url, ...others.map(({ url }) => url)];
    const reader = await hq.enrolDevice('MOSUL');
    const laptops = await Promise.all(Array.from({ length: writers }, () => hq.enrolDevice('MOSUL')));
    let writing = true;
    const push = async (laptop: WireLaptop, index: number): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        laptop.hqUrl = urls[(index + round) % urls.length] ?? hq.url;
        for (let step = 0; step <= round % 3; step++) laptop.write(person(laptop, `Op ${round} ${step}`));
        await laptop.send();
      }
    };
    const poll = async (): Promise<void> => {
      for (let turn = 0; writing; turn++) {
        reader.hqUrl = urls[turn % urls.length] ?? hq.url;
        await reader.send();
      }
    };
    const polling = poll();
    await Promise.all(laptops.map(push)).finally(() => {
      writing = false;
    });
    await polling;
    await reader.send();
    const { rows } = await hq.pool.query<{ hq_seq: number }>(
      `SELECT hq_seq FROM hq.op_effect WHERE scope IN ('MOSUL', '*') ORDER BY hq_seq`,
    );
    const told = reader.received.map(({ hqSeq }) => hqSeq);
    expect(told).toEqual(rows.map(({ hq_seq }) => hq_seq));
    expect(told.length).toBeGreaterThan(writers * rounds);
    for (const laptop of laptops) {
      await laptop.send();
      expect(laptop.received.map(({ hqSeq }) => hqSeq)).toEqual(told.slice(0, laptop.received.length));
    }
  });

  it('start at once on an empty database: one sets it up, the others wait', async () => {
    const url = await hq.newDatabase('together');
    const started = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        startHqProcess({ HQ_DATABASE_URL: url, HQ_DATA: `${hq.config.dataFolder}-${name}` }),
      ),
    );
    const ids = await Promise.all(
      started.map(
        async (one) => ((await (await fetch(`${one.url}/healthz`)).json()) as { hqId: string }).hqId,
      ),
    );
    expect(new Set(ids).size).toBe(1);
    const codes = await Promise.all(started.map((one) => one.end('SIGTERM')));
    expect(codes).toEqual([0, 0, 0]);
  });
});
