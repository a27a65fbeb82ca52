import { describe, expect, it } from 'vitest';
import type { TraineeView, TrainingDetail } from '#shared/ipc/training.ts';
import { eventFigures } from './event-figures.ts';

type Trainee = Partial<Omit<TraineeView, 'person' | 'standing'>> & {
  readonly id: number;
  readonly sex?: 'male' | 'female';
  readonly standing?: Partial<TraineeView['standing']>;
};

const trainee = ({ id, sex, standing, ...rest }: Trainee): unknown => ({
  ...{ status: 'enrolled', preTest: null, postTest: null, practical: null },
  ...rest,
  person: { id, sex: sex ?? 'male' },
  standing: { result: 'open', override: null, ...standing },
});
const session = (id: number, status = 'held'): unknown => ({ id, status, hours: 3 });
const mark = (sessionId: number, personId: number, code: string | null): unknown => ({
  ...{ sessionId, personId, mark: code },
});
const training = (parts: {
  readonly trainees: readonly unknown[];
  readonly sessions: readonly unknown[];
  readonly marks: readonly unknown[];
}): TrainingDetail => parts as TrainingDetail;

describe('the figures of a training', () => {
  it('count nobody who withdrew, and no session that was cancelled', () => {
    const figures = eventFigures(
      training({
        trainees: [
          trainee({ id: 1 }),
          trainee({ id: 2, sex: 'female' }),
          trainee({ id: 3, status: 'withdrawn' }),
        ],
        sessions: [session(10), session(11, 'cancelled')],
        marks: [mark(10, 1, 'present'), mark(10, 3, 'present'), mark(11, 1, 'absent')],
      }),
    );
    expect(figures).toMatchObject({ trainees: 2, women: 1, withdrawn: 1, hours: 3, attendance: 1 });
    expect(figures.sessions).toMatchObject([{ present: 1, absent: 0, unmarked: 1, share: 1 }]);
  });

  it('count the late as having come, the excused as not, and a mark that was taken back as none', () => {
    const { sessions, attendance } = eventFigures(
      training({
        trainees: [1, 2, 3, 4].map((id) => trainee({ id })),
        sessions: [session(10)],
        marks: [mark(10, 1, 'late'), mark(10, 2, 'excused'), mark(10, 3, null), mark(10, 4, 'absent')],
      }),
    );
    expect(sessions).toMatchObject([{ late: 1, excused: 1, absent: 1, unmarked: 1 }]);
    expect(attendance).toBeCloseTo(1 / 3);
  });

  it('take the gain from those alone who sat both tests', () => {
    const { preTest, postTest, gain } = eventFigures(
      training({
        trainees: [
          trainee({ id: 1, preTest: 40, postTest: 70 }),
          trainee({ id: 2, preTest: 10 }),
          trainee({ id: 3, postTest: 90 }),
        ],
        sessions: [],
        marks: [],
      }),
    );
    expect([preTest, postTest, gain]).toEqual([{ count: 2, mean: 25 }, { count: 2, mean: 80 }, 30]);
  });

  it('put a supervisor’s word before the rule’s', () => {
    const { results } = eventFigures(
      training({
        trainees: [
          trainee({ id: 1, standing: { result: 'failed', override: { result: 'completed', reason: 'x' } } }),
          trainee({ id: 2, standing: { result: 'failed' } }),
          trainee({ id: 3 }),
        ],
        sessions: [],
        marks: [],
      }),
    );
    expect(results).toEqual({ completed: 1, failed: 1, open: 1 });
  });

  it('are unknown, not zero, where nothing was marked or sat', () => {
    const empty = eventFigures(training({ trainees: [], sessions: [session(10)], marks: [] }));
    expect(empty).toMatchObject({ attendance: null, gain: null, postTest: { count: 0, mean: null } });
    expect(empty.sessions).toMatchObject([{ share: null }]);
  });
});
