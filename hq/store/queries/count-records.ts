import type { RecordCounts } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';

/**
 * @param sql pool or connection
 * @returns how many live records of each kind headquarters holds: marks that were taken back and emptied answers are
 *   none
 */
export async function countRecords(sql: Sql): Promise<RecordCounts> {
  const { rows } = await sql.query<RecordCounts>(`SELECT
    (SELECT count(*) FROM record.training_event WHERE deleted = 0) AS trainings,
    (SELECT count(*) FROM record.session WHERE deleted = 0) AS sessions,
    (SELECT count(*) FROM record.attendance_mark WHERE deleted = 0 AND mark IS NOT NULL) AS "attendanceMarks",
    (SELECT count(*) FROM record.mentoring_visit WHERE deleted = 0) AS visits,
    (SELECT count(*) FROM record.action_item WHERE deleted = 0) AS "actionItems",
    (SELECT count(*) FROM record.inspection WHERE deleted = 0) AS inspections,
    (SELECT count(*) FROM record.answer
      WHERE deleted = 0 AND (choice IS NOT NULL OR number IS NOT NULL OR words IS NOT NULL)) AS answers,
    (SELECT count(*) FROM record.finding WHERE deleted = 0) AS findings`);
  const [counts] = rows;
  if (!counts) throw new Error('counting gave nothing');
  return counts;
}
