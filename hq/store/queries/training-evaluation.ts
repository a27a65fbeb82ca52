import { type FeedbackQuestion, feedbackQuestions, followUpOutcomes } from '#shared/domain/vocabularies.ts';
import type { TrainingDetail } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';

type Evaluation = Pick<TrainingDetail, 'instructors' | 'feedback' | 'followUps'>;

/**
 * Who taught a training, what its trainees said of it, and what they use of it.
 *
 * @param sql pool or connection
 * @param event the training
 * @returns names and counts; nobody's own answers
 */
export async function readEvaluation(sql: Sql, event: number): Promise<Evaluation> {
  const instructors = await sql.query<Evaluation['instructors'][number]>(
    `SELECT i.role, coalesce(a.display_name, p.name_latin, p.name_ar, i.name, '') AS name
     FROM record.event_instructor AS i LEFT JOIN record.advisor AS a ON a.id = i.advisor_id
     LEFT JOIN record.person AS p ON p.id = i.person_id
     WHERE i.event_id = $1 AND i.deleted = 0 AND i.role IS NOT NULL
     ORDER BY array_position(ARRAY['lead', 'assistant', 'trainee_instructor'], i.role), i.id`,
    [event],
  );
  return {
    instructors: instructors.rows,
    feedback: await readFeedback(sql, event),
    followUps: await readFollowUps(sql, event),
  };
}

async function readFeedback(sql: Sql, event: number): Promise<Evaluation['feedback']> {
  const means = feedbackQuestions.map(
    (question) => `avg(${question})::float8 AS "${question}", count(${question})::int AS "${question}_n"`,
  );
  const { rows } = await sql.query<{ readonly forms: number } & Readonly<Record<string, number | null>>>(
    `SELECT count(*)::int AS forms, ${means.join(', ')}
     FROM record.feedback_form WHERE event_id = $1 AND deleted = 0`,
    [event],
  );
  const [row] = rows;
  const question = (name: FeedbackQuestion): Evaluation['feedback']['questions'][number] => ({
    question: name,
    mean: row?.[name] ?? null,
    answers: row?.[`${name}_n`] ?? 0,
  });
  return { forms: row?.forms ?? 0, questions: feedbackQuestions.map(question) };
}

async function readFollowUps(sql: Sql, event: number): Promise<Evaluation['followUps']> {
  const { rows } = await sql.query<{ readonly outcome: string | null; readonly count: number }>(
    `SELECT CASE WHEN follow_up_done IS NOT NULL THEN follow_up_outcome END AS outcome, count(*)::int AS count
     FROM record.enrolment WHERE event_id = $1 AND deleted = 0 AND follow_up_due IS NOT NULL GROUP BY 1`,
    [event],
  );
  const countOf = (outcome: string | null): number => rows.find((row) => row.outcome === outcome)?.count ?? 0;
  return {
    due: rows.reduce((sum, { count }) => sum + count, 0),
    outcomes: followUpOutcomes.map((outcome) => ({ outcome, count: countOf(outcome) })),
  };
}
