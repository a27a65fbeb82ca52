import { describe, expect, it } from 'vitest';
import type { Job } from '#shared/ipc/sync.ts';
import { createJobs } from './jobs.ts';

function registry() {
  const seen: Job[] = [];
  const logged: unknown[] = [];
  return {
    seen,
    logged,
    jobs: createJobs(
      (job) => seen.push(job),
      (cause) => logged.push(cause),
    ),
  };
}

describe('a job', () => {
  it('is announced at its start, at every percent and at its end', async () => {
    const { jobs, seen } = registry();
    const { done } = jobs.run('export', async (control) => {
      for (let row = 1; row <= 1000; row++) control.report(row, 1000);
      return 'file';
    });
    expect(await done).toBe('file');
    expect(seen[0]).toMatchObject({ state: 'running', progress: null });
    expect(seen.at(-1)).toMatchObject({ state: 'done', progress: 1, done: 1000, total: 1000 });
    expect(seen.length).toBeLessThan(110);
  });

  it('says with its code why it failed, and logs what has no code', async () => {
    const { jobs, logged } = registry();
    const { done } = jobs.run('import', async () => {
      throw new Error('with a name in it');
    });
    await expect(done).rejects.toThrow();
    expect(jobs.list()[0]).toMatchObject({ state: 'failed', error: { code: 'internal' } });
    expect(JSON.stringify(jobs.list())).not.toContain('with a name');
    expect(logged).toHaveLength(1);
  });

  it('hears that it was cancelled', async () => {
    const { jobs } = registry();
    const { id, done } = jobs.run('sync', ({ signal }) => untilAborted(signal));
    jobs.cancel(id);
    await expect(done).rejects.toMatchObject({ code: 'cancelled' });
    expect(jobs.list()[0]?.state).toBe('cancelled');
  });

  it('has stopped when the vault locks', async () => {
    const { jobs } = registry();
    const { done } = jobs.run('sync', ({ signal }) => untilAborted(signal));
    const ended = done.catch(() => 'ended');
    await jobs.stopAll();
    expect(await ended).toBe('ended');
    expect(jobs.list().every((job) => job.state === 'cancelled')).toBe(true);
  });

  it('leaves the list only after many others', async () => {
    const { jobs } = registry();
    for (let count = 0; count < 40; count++) await jobs.run('verify', async () => count).done;
    expect(jobs.list()).toHaveLength(20);
    expect(jobs.list().at(-1)?.id).toBe('verify-40');
  });
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')));
  });
}
