import { lookup } from 'node:dns/promises';
import { type ErrorShape, OutpostError, toErrorShape } from '#shared/errors.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { openConnection } from './connection.ts';
import { networkError } from './network-errors.ts';

export type ConnectionSteps = ReplyOf<'sync.test'>;
type Step = ConnectionSteps[number]['step'];

/** What the test works with. */
export interface ConnectionTestInput {
  readonly url: URL;
  readonly tlsPin: string | null;
  readonly signal: AbortSignal;
  /** One whole exchange; throws what it throws. */
  readonly exchange: () => Promise<void>;
  /** How far this laptop's clock is off, in minutes, as the exchange found. */
  readonly skewMinutes: () => number | null;
}

const connectMs = 10_000;

/**
 * Walks the road to headquarters step by step and stops at the first that fails, so that a person knows whom to call.
 *
 * @param input headquarters' address and one exchange
 * @returns the steps that were tried, in order
 */
export async function testConnection(input: ConnectionTestInput): Promise<ConnectionSteps> {
  const { url, tlsPin, signal } = input;
  const steps: ConnectionSteps = [];
  const secure = url.protocol === 'https:';
  const tried: readonly (readonly [Step, () => Promise<string>])[] = [
    ['name', async () => (await lookup(url.hostname.replace(/^\[|\]$/g, ''))).address],
    [
      'connect',
      () => connect(new URL(`http://${url.hostname}:${url.port || (secure ? 443 : 80)}`), null, signal),
    ],
    ['tls', async () => (secure ? connect(url, tlsPin, signal) : 'local')],
    ['headquarters', () => exchanged(input)],
    ['clock', async () => clock(input.skewMinutes())],
    ['version', async () => 'protocol 1'],
  ];
  for (const [step, work] of tried) {
    const result = await attempt(work);
    steps.push({ step, ...result });
    if (!result.ok) break;
  }
  return steps;
}

async function attempt(
  work: () => Promise<string>,
): Promise<{ readonly ok: boolean; readonly error: ErrorShape | null; readonly detail: string }> {
  try {
    return { ok: true, error: null, detail: await work() };
  } catch (cause) {
    const error = toErrorShape(networkError(cause));
    return { ok: false, error, detail: error.message };
  }
}

async function connect(url: URL, tlsPin: string | null, signal: AbortSignal): Promise<string> {
  const connection = await openConnection({ url, tlsPin }, { connectMs, signal });
  connection.socket.destroy();
  return url.host;
}

async function exchanged(input: ConnectionTestInput): Promise<string> {
  await input.exchange();
  return input.url.host;
}

async function clock(skewMinutes: number | null): Promise<string> {
  if (skewMinutes === null || skewMinutes === 0) return '0';
  throw new OutpostError('conflicting_state', `The clock of this laptop is off by ${skewMinutes} minutes.`, {
    details: { skewMinutes },
  });
}
