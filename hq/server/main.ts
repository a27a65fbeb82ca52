import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { programmes, roles } from '#shared/domain/vocabularies.ts';
import { toErrorShape } from '#shared/errors.ts';
import { countAdmins } from '../store/admins.ts';
import { readCarriedNow } from './carry-commands.ts';
import { verifyCertificateNow } from './certificate-commands.ts';
import { addAdmin, addEnrolment } from './commands.ts';
import { type Config, readConfig } from './config.ts';
import { setRevokedNow } from './device-commands.ts';
import { runServer } from './run-server.ts';
import { backUpNow, beginEpochNow, grantNow, makeSnapshotsNow, restoreNow } from './upkeep-commands.ts';

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));

const program = new Command('hq')
  .description(
    'Headquarters of Outpost. Settings come from the environment (HQ_DATA, HQ_HOST, HQ_PORT, …) or flags.',
  )
  .option('--data <folder>', 'folder of headquarters (HQ_DATA)')
  .option('--host <address>', 'address to listen on (HQ_HOST)')
  .option('--port <number>', 'port, 0 for a free one (HQ_PORT)')
  .option('--public-url <url>', 'address that laptops use (HQ_PUBLIC_URL)')
  .option('--database-url <url>', 'a PostgreSQL instead of the embedded one (HQ_DATABASE_URL)')
  .action(() => serve(config()));

program
  .command('admin')
  .description('people who may use the console')
  .command('create')
  .requiredOption('--name <name>', 'name to sign in with')
  .description(
    'adds an admin; the password is the first line of standard input, or is made up and shown once',
  )
  .action((options: { name: string }) => addAdmin(config(), options.name));

program
  .command('enrol')
  .description('makes an enrolment for one laptop')
  .requiredOption('--site <code>', 'site: MOSUL, BASRA, …')
  .requiredOption('--label <name>', 'name of the laptop: Mosul-1')
  .option('--role <role>', roles.join(', '), 'advisor')
  .option('--programme <programme>', programmes.join(', '), 'police')
  .option('--hours <number>', 'until it expires', '72')
  .option('--out <file>', 'write the enrolment file here instead of printing the code')
  .action((options: unknown) => addEnrolment(config(), options));

program
  .command('grant')
  .description('gives a laptop other sites: it learns of it in its next exchange')
  .requiredOption('--device <number>', 'number of the laptop')
  .requiredOption('--sites <codes>', 'all sites that it may see and write: MOSUL,BASRA')
  .action((options: unknown) => grantNow(config(), options));

const devices = program.command('device').description('a laptop, by its number');
devices
  .command('revoke <number>')
  .description('what it still sends is kept aside, and it is told nothing any more')
  .action((number: string) => setRevokedNow(config(), number, true));
devices
  .command('restore <number>')
  .description('takes that back; what was kept aside stays there until it is released')
  .action((number: string) => setRevokedNow(config(), number, false));

program
  .command('carry')
  .description('files that laptops wrote where no network reaches')
  .command('read <file>')
  .requiredOption('--out <file>', 'where to write the file that goes back; must not exist')
  .description('takes in a file of a laptop')
  .action((file: string, { out }: { out: string }) => readCarriedNow(config(), file, out));

program
  .command('certificate')
  .description('certificates of completion')
  .command('verify <proof...>')
  .option('--json', 'for programs')
  .description('says whether a certificate was issued: its number and check code, or what its square says')
  .action((proof: string[], { json }: { json?: boolean }) =>
    verifyCertificateNow(config(), proof, json === true),
  );

program
  .command('snapshot')
  .description('makes the snapshots that new laptops load, as every night')
  .action(() => makeSnapshotsNow(config()));

program
  .command('backup')
  .description('writes a backup, restores it into a scratch database and compares; headquarters may run')
  .option('--out <file>', 'file to write; must not exist')
  .action(({ out }: { out?: string }) => backUpNow(config(), out));

program
  .command('restore')
  .description('fills an empty database with a backup, and begins a new epoch')
  .requiredOption('--from <file>', 'the backup')
  .action(({ from }: { from: string }) => restoreNow(config(), from));

program
  .command('epoch')
  .description('the life of the database')
  .command('new')
  .description('begins another one, after a restore by other means: laptops send what headquarters lacks')
  .action(() => beginEpochNow(config()));

function config(): Config {
  const flags = program.opts<Record<string, string | undefined>>();
  const given = Object.entries(flags).map(([name, value]) => [
    `HQ_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
    value,
  ]);
  return readConfig({ ...process.env, ...Object.fromEntries(given) });
}

async function serve(settings: Config): Promise<void> {
  const running = await runServer(settings, { version });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      running.app.log.info({ signal }, 'stopping');
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
  process.stdout.write(`Headquarters listens on ${running.url}\n`);
  if ((await countAdmins(running.store.pool)) === 0) {
    process.stdout.write('No admin yet. Create one: npm run hq -- admin create --name YOUR-NAME\n');
  }
}

function fail(error: unknown): never {
  const { code, message } = toErrorShape(error);
  const text = code === 'internal' && error instanceof Error ? error.message : message;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
