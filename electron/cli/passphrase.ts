import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Gets a passphrase without ever taking it from the command line, where other users of the machine could read it:
 * from OUTPOST_PASSPHRASE, else asked for on the terminal without showing it, else the first line of standard input.
 *
 * @param prompt what to ask
 * @returns the passphrase; empty when the input ended
 */
export async function readPassphrase(prompt: string): Promise<string> {
  const given = process.env.OUTPOST_PASSPHRASE;
  if (given !== undefined) return given;
  const terminal = process.stdin.isTTY === true;
  if (terminal) process.stderr.write(`${prompt}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (terminal) process.stderr.write('\n');
  }
}
