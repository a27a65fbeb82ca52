import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { startHq } from '#tests/fixtures/hq.ts';
import { loadCopyFrom } from './peer-modules.ts';
import { answerRows, markRows, type WorkloadSize } from './workload.ts';

/** The least that must be done: no ids, no chain, no merge, no second laptop. */
export interface FloorFigures {
  readonly perSecond: number;
  /** Body of the request. */
  readonly bytes: number;
}

const site = 'BASRA';
const firstId = 16 * 2 ** 33 + 1_000_000_000;

/**
 * The same records as one gzip'd JSON text in one POST, stored with `COPY` in two tables of the same PostgreSQL, in one
 * transaction with fsync.
 *
 * @param size what was recorded
 * @returns the figures
 */
export async function measureFloor(size: WorkloadSize): Promise<FloorFigures> {
  const hq = await startHq({ HQ_LOG_LEVEL: 'silent' });
  try {
    await hq.pool.query(`CREATE SCHEMA floor;
      CREATE TABLE floor.mark (session_id bigint, person_id bigint, site text, mark text, minutes bigint,
        PRIMARY KEY (session_id, person_id));
      CREATE TABLE floor.answer (inspection_id bigint, question_code text, repeat bigint, site text, choice text,
        number double precision, words text, comment text, evidence text,
        PRIMARY KEY (inspection_id, question_code, repeat))`);
    const server = createServer((request, response) => void store(hq.pool, request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const work = {
      marks: [...markRows(size.marks, site, firstId)],
      answers: [...answerRows(size, site, firstId)],
    };
    const started = performance.now();
    const body = gzipSync(JSON.stringify(work));
    await post((server.address() as AddressInfo).port, body);
    const seconds = (performance.now() - started) / 1000;
    server.close();
    return { perSecond: (work.marks.length + work.answers.length) / seconds, bytes: body.length };
  } finally {
    await hq.stop();
  }
}

async function post(port: number, body: Uint8Array): Promise<void> {
  const outgoing = httpRequest({ port, host: '127.0.0.1', method: 'POST' });
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  outgoing.end(body);
  const [reply] = await answered;
  if (reply.statusCode !== 200) throw new Error(`the floor answered ${reply.statusCode}`);
  reply.resume();
}

async function store(pool: pg.Pool, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const client = await pool.connect();
  try {
    const work = JSON.parse(gunzipSync(await buffer(request)).toString('utf8')) as {
      readonly marks: readonly object[];
      readonly answers: readonly object[];
    };
    await client.query('BEGIN');
    await copy(client, 'floor.mark', work.marks);
    await copy(client, 'floor.answer', work.answers);
    await client.query('COMMIT');
    response.end();
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  } finally {
    client.release();
  }
}

async function copy(client: pg.PoolClient, table: string, rows: readonly object[]): Promise<void> {
  const into = client.query(loadCopyFrom()(`COPY ${table} FROM STDIN`));
  await pipeline(
    Readable.from(
      (function* () {
        for (const row of rows) yield `${Object.values(row).map(cell).join('\t')}\n`;
      })(),
    ),
    into,
  );
}

function cell(value: unknown): string {
  return value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (found) => `\\${found}`);
}
