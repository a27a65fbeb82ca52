import { Command, CommanderError } from 'commander';
import { appVersion } from './app-version.ts';
import { addCarryCommands } from './carry-command.ts';
import { addConflictsCommand } from './conflicts-command.ts';
import { addEnrolCommand } from './enrol-command.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { addExportCommand } from './export-command.ts';
import { addImportCommand } from './import-command.ts';
import { addPeopleCommand } from './people-command.ts';
import { addQuarantineCommand } from './quarantine-command.ts';
import { addRecordCommand } from './record-command.ts';
import { createRunner } from './runner.ts';
import { addSampleCommand } from './sample-command.ts';
import { addSyncCommand } from './sync-command.ts';
import { addTemplateCommand } from './template-command.ts';
import { addVaultCommands } from './vault-commands.ts';
import { addVerifyCommand } from './verify-command.ts';

/** The command line of Outpost: the same core as the app's, without a window. */
const program = new Command('outpost')
  .description('Outpost on the command line, for support staff and scripts.')
  .version(appVersion)
  .option('--data <folder>', "the app's data folder; OUTPOST_DATA, or the usual one, when left out")
  .option('--person <name>', 'who unlocks the vault, when several people can')
  .option('--json', 'print results and errors as JSON')
  .option('--verbose', 'print the log to standard error; it may hold personal data')
  .addHelpText('after', exitCodesHelp)
  .exitOverride();

const run = createRunner(program);
addVaultCommands(program, run);
addEnrolCommand(program, run);
addImportCommand(program, run);
addRecordCommand(program, run);
addSyncCommand(program, run);
addQuarantineCommand(program, run);
addCarryCommands(program, run);
addConflictsCommand(program, run);
addVerifyCommand(program, run);
addExportCommand(program, run);
addSampleCommand(program, run);
addPeopleCommand(program, run);
addTemplateCommand(program, run);
for (const command of program.commands) inheritExit(command);

try {
  await program.parseAsync();
} catch (cause) {
  if (!(cause instanceof CommanderError)) throw cause;
  process.exitCode = cause.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
}

/** Wrong usage of any command ends with the code for it. */
function inheritExit(command: Command): void {
  command.exitOverride();
  for (const sub of command.commands) inheritExit(sub);
}
