import path from 'node:path';
import { parseArgs } from 'node:util';
import { PlainFailure } from '../plain-failure.ts';

export interface DemoOptions {
  /** Never on the screen of this machine, and ends by itself. */
  readonly headless: boolean;
  /** Absolute path of the JSON report. */
  readonly report: string | undefined;
  /** Of the made-up data. */
  readonly seed: number;
}

const usage = `npm run demo [-- options]
  --headless       no window on this screen: a virtual display and screenshots
  --report FILE    write the figures as JSON
  --seed NUMBER    other made-up data (default 2008)
  --help           this text`;

/**
 * @param given the arguments after the command
 * @returns the options; undefined when help was asked for and printed
 * @throws PlainFailure for arguments that are none
 */
export function readOptions(given: readonly string[]): DemoOptions | undefined {
  const values = parse(given);
  if (values.help) {
    console.log(usage);
    return undefined;
  }
  const seed = Number(values.seed ?? '2008');
  if (!Number.isSafeInteger(seed)) throw new PlainFailure(`--seed takes a whole number.\n${usage}`);
  return {
    headless: values.headless ?? false,
    report: values.report === undefined ? undefined : path.resolve(values.report),
    seed,
  };
}

function parse(given: readonly string[]): {
  headless?: boolean | undefined;
  report?: string | undefined;
  seed?: string | undefined;
  help?: boolean | undefined;
} {
  try {
    return parseArgs({
      args: [...given],
      options: {
        headless: { type: 'boolean' },
        report: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new PlainFailure(`${error instanceof Error ? error.message : 'Unknown option.'}\n${usage}`);
  }
}
