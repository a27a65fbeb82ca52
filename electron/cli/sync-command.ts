import type { Command } from 'commander';
import { fromErrorShape, OutpostError } from '#shared/errors.ts';
import type { Job } from '#shared/ipc/sync.ts';
import type { CommandContext } from './context.ts';
import type { CommandRunner } from './runner.ts';

/** `sync`: one exchange with headquarters, now. */
export function addSyncCommand(program: Command, run: CommandRunner): void {
  program
    .command('sync')
    .description('send what waits to headquarters and receive what is new')
    .option('--test', 'only test the connection, step by step')
    .action(
      run<{ test?: boolean }>(async (context, { test }) => {
        await context.unlock();
        if (test) return testConnection(context);
        await endOfSync(context, () => context.call('sync.start', undefined));
        const status = await context.call('sync.status', undefined);
        const [exchange] = await context.call('sync.history', { limit: 1 });
        context.print({ status, exchange: exchange ?? null }, [
          `Up to date with headquarters. Sent ${exchange?.opsSent ?? 0}, received ${exchange?.opsReceived ?? 0}, ` +
            `${exchange?.bytesUp ?? 0} bytes up, ${exchange?.bytesDown ?? 0} down, ${exchange?.durationMs ?? 0} ms.`,
          ...(status.quarantined > 0
            ? [`${status.quarantined} changes are kept aside by headquarters: see \`outpost quarantine\`.`]
            : []),
          ...(status.toReview > 0 ? [`${status.toReview} to review.`] : []),
        ]);
      }),
    );
}

async function testConnection(context: CommandContext): Promise<void> {
  const steps = await context.call('sync.test', undefined);
  context.print(
    steps,
    steps.map(({ step, ok, detail }) => `${ok ? 'ok    ' : 'failed'} ${step}: ${detail}`),
  );
  const failed = steps.find(({ ok }) => !ok);
  if (failed?.error) throw fromErrorShape(failed.error);
}

/**
 * Starts an exchange and waits for its end.
 *
 * @param context of the command
 * @param start starts it
 * @throws OutpostError with the code with which it failed
 */
export async function endOfSync(
  context: CommandContext,
  start: () => Promise<{ readonly jobId: string }>,
): Promise<void> {
  const job = await runSync(context, start);
  if (job.state === 'done') return;
  throw job.error ? fromErrorShape(job.error) : new OutpostError('cancelled', 'It was cancelled.');
}

async function runSync(
  context: CommandContext,
  start: () => Promise<{ readonly jobId: string }>,
): Promise<Job> {
  const ended = new Map<string, Job>();
  let notice: () => void = () => undefined;
  context.onEvent((event) => {
    if (event.type !== 'job' || event.job.kind !== 'sync') return;
    if (event.job.progress !== null) context.tell(`${Math.floor(event.job.progress * 100)} %`);
    if (event.job.state !== 'running') ended.set(event.job.id, event.job);
    notice();
  });
  const { jobId } = await start();
  for (;;) {
    const job = ended.get(jobId);
    if (job) return job;
    await new Promise<void>((resolve) => {
      notice = resolve;
    });
  }
}
