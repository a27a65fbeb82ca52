import { loadPouch } from './peer-modules.ts';
import { answerRows, markRows, type WorkloadSize } from './workload.ts';

export type PeerOrder =
  | { readonly do: 'write'; readonly folder: string; readonly size: WorkloadSize }
  | { readonly do: 'push' | 'pull'; readonly folder: string; readonly url: string };

export interface PeerDone {
  readonly seconds: number;
  readonly records: number;
  readonly version: string;
}

const site = 'BASRA';
const firstId = 16 * 2 ** 33 + 1_000_000_000;
const docsPerWrite = 1000;
const Pouch = loadPouch();

process.on('message', (order: PeerOrder) => {
  obey(order).then(
    (done) => process.send?.(done),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});

async function obey(order: PeerOrder): Promise<PeerDone> {
  const database = new Pouch(order.folder);
  const started = performance.now();
  if (order.do === 'write') await write(order.size);
  else if (order.do === 'push') await Pouch.replicate(database, order.url);
  else await Pouch.replicate(order.url, database);
  const seconds = (performance.now() - started) / 1000;
  const { doc_count: records } = await database.info();
  await database.close();
  return { seconds, records, version: Pouch.version };

  async function write(size: WorkloadSize): Promise<void> {
    let batch: object[] = [];
    for (const document of documents(size)) {
      batch.push(document);
      if (batch.length < docsPerWrite) continue;
      await database.bulkDocs(batch);
      batch = [];
    }
    await database.bulkDocs(batch);
  }
}

/** The same rows under the same natural keys. */
function* documents(size: WorkloadSize): Generator<object> {
  for (const { session_id, person_id, ...mark } of markRows(size.marks, site, firstId)) {
    yield { _id: `attendance_mark:${session_id}:${person_id}`, session_id, person_id, ...mark };
  }
  for (const { inspection_id, question_code, repeat, ...answer } of answerRows(size, site, firstId)) {
    const _id = `answer:${inspection_id}:${question_code}:${repeat}`;
    yield { _id, inspection_id, question_code, repeat, ...answer };
  }
}
