import { existsSync, writeSync } from 'node:fs';
import path from 'node:path';
import {
  beginFieldWork,
  doFieldWork,
  type Promised,
  type WorkConditions,
  workFaults,
  workFolders,
} from '../field-work.ts';

/**
 * Works on a vault, which it makes when there is none, and writes to standard output what the user is told is safe, at
 * once and from the same thread: a process that is killed has promised exactly what was read from it. Arguments: folder of
 * the work, data key of the vault that is there, what is wrong on purpose.
 */
const [root = '', given = '', wrong = ''] = process.argv.slice(2);
const conditions: WorkConditions = {
  fault: workFaults.find((one) => one === wrong),
  onFull: () => {
    writeSync(1, 'full\n');
  },
};

const promise = ({ kind, number }: Promised): void => {
  writeSync(1, `${kind} ${number}\n`);
};

if (existsSync(path.join(root, workFolders.vault)))
  doFieldWork(root, new Uint8Array(Buffer.from(given, 'hex')), promise, conditions);
else {
  const key = await beginFieldWork(root, promise);
  writeSync(1, `key ${Buffer.from(key).toString('hex')}\n`);
  doFieldWork(root, key, promise, conditions);
}
