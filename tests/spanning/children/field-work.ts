import { createCore } from '#electron/core/core.ts';
import { createHttpTransport } from '#electron/core/sync/transport.ts';
import { fromErrorShape } from '#shared/errors.ts';

/**
 * A laptop at work: records people one after the other, says after each that it is saved, and syncs all the while.
 * It goes on until it is killed. Arguments: folder of the vaults, passphrase, number of the first person.
 */
const [vaultsDir = '', passphrase = '', first = '0'] = process.argv.slice(2);

let syncing = false;
const core = createCore({
  vaultsDir,
  appVersion: '0.1.0',
  logger: console,
  transport: createHttpTransport({ connectMs: 2_000, idleMs: 5_000 }),
  automaticSync: false,
  emit: (event) => {
    if (event.type === 'job' && event.job.state !== 'running') syncing = false;
  },
});

async function call(channel: string, request: unknown): Promise<unknown> {
  const answer = await core.call(channel, request);
  if (!answer.ok) throw fromErrorShape(answer.error);
  return answer.value;
}

const { people } = (await call('vault.status', undefined)) as { people: readonly { id: string }[] };
await call('vault.unlock', { personId: people[0]?.id, passphrase });
process.stdout.write('open\n');
for (let number = Number(first); ; number++) {
  await call('people.create', { nameAr: `متدرب ${number}`, nameLatin: `Trainee ${number}`, unit: 'Patrol' });
  process.stdout.write(`saved ${number}\n`);
  if (!syncing) {
    syncing = true;
    await call('sync.start', undefined);
  }
  await new Promise(setImmediate);
}
