import type { SessionView, TraineeView, TrainingDetail } from '#shared/ipc/training.ts';

export type EventResult = 'completed' | 'failed' | 'open';

/** Who came to one session. */
export interface SessionFigures {
  readonly session: SessionView;
  readonly present: number;
  readonly late: number;
  readonly excused: number;
  readonly absent: number;
  readonly unmarked: number;
  /** Present or late among those marked, 0 to 1; null without marks. */
  readonly share: number | null;
}

/** The figures of a training; those who withdrew are left out of all but their own count. */
export interface EventFigures {
  readonly trainees: number;
  readonly women: number;
  readonly withdrawn: number;
  readonly hours: number;
  /** Present or late among all marks, 0 to 1; null without marks. */
  readonly attendance: number | null;
  readonly preTest: Scores;
  readonly postTest: Scores;
  readonly practical: Scores;
  /** Mean of post-test minus pre-test of those who sat both; null when nobody did. */
  readonly gain: number | null;
  readonly results: Readonly<Record<EventResult, number>>;
  /** Sessions that were not cancelled, in order. */
  readonly sessions: readonly SessionFigures[];
}

export interface Scores {
  readonly count: number;
  /** Null when nobody sat it. */
  readonly mean: number | null;
}

/**
 * @param trainee somebody on a roster
 * @returns what came of it: a supervisor's word before the rule's
 */
export function resultOnPaper({ standing }: TraineeView): EventResult {
  return standing.override?.result ?? standing.result;
}

/**
 * Reckons the figures of a training.
 *
 * @param training as its screens show it
 * @returns its figures; what cannot be told is null, never 0
 */
export function eventFigures(training: TrainingDetail): EventFigures {
  const trainees = training.trainees.filter(({ status }) => status !== 'withdrawn');
  const onRoster = new Set(trainees.map(({ person }) => person.id));
  const marks = training.marks.filter(({ personId, mark }) => mark !== null && onRoster.has(personId));
  const held = training.sessions.filter(({ status }) => status !== 'cancelled');
  const sessions = held.map((session): SessionFigures => {
    const own = marks.filter(({ sessionId }) => sessionId === session.id);
    const count = (wanted: string): number => own.filter(({ mark }) => mark === wanted).length;
    const [present, late] = [count('present'), count('late')];
    return {
      ...{ session, present, late, excused: count('excused'), absent: count('absent') },
      unmarked: trainees.length - own.length,
      share: share(present + late, own.length),
    };
  });
  const marked = sessions.reduce((sum, { unmarked }) => sum + trainees.length - unmarked, 0);
  const came = sessions.reduce((sum, { present, late }) => sum + present + late, 0);
  const results = { completed: 0, failed: 0, open: 0 };
  for (const trainee of trainees) results[resultOnPaper(trainee)] += 1;
  return {
    trainees: trainees.length,
    women: trainees.filter(({ person }) => person.sex === 'female').length,
    withdrawn: training.trainees.length - trainees.length,
    hours: held.reduce((sum, { hours }) => sum + hours, 0),
    attendance: share(came, marked),
    preTest: scores(trainees.map(({ preTest }) => preTest)),
    postTest: scores(trainees.map(({ postTest }) => postTest)),
    practical: scores(trainees.map(({ practical }) => practical)),
    gain: scores(
      trainees.map(({ preTest, postTest }) =>
        preTest === null || postTest === null ? null : postTest - preTest,
      ),
    ).mean,
    results,
    sessions,
  };
}

function scores(all: readonly (number | null)[]): Scores {
  const known = all.filter((score) => score !== null);
  const sum = known.reduce((total, score) => total + score, 0);
  return { count: known.length, mean: known.length === 0 ? null : sum / known.length };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
