import { useEffect, useState } from 'react';
import type { Job } from '#shared/ipc/sync.ts';
import { type Pace, paceOf, type Sample, withSample } from './pace.ts';

/**
 * @param job long work, as it is announced again and again
 * @returns how fast it goes; undefined until that can be told
 */
export function usePace(job: Job): Pace | undefined {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const { progress } = job;
  useEffect(() => {
    if (progress === null) return;
    setSamples((known) => withSample(known, { share: progress, at: performance.now() }));
  }, [progress]);
  return paceOf(samples);
}
