import { tables } from '#shared/domain/registry.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { WritableDb } from './database.ts';
import type { Reader } from './reader.ts';
import { notFound } from './refusal.ts';
import { requireOpenVisit } from './visit-access.ts';

/**
 * Says which advisors took part.
 *
 * @param tx the transaction
 * @param reader who changes it
 * @param visitId the visit
 * @param advisorIds all of them, in any order
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function setVisitAdvisors(
  tx: WritableDb,
  reader: Reader,
  visitId: number,
  advisorIds: readonly number[],
): void {
  const { site } = requireOpenVisit(tx, reader, visitId);
  const wanted = new Set(advisorIds);
  const present = tx
    .all<{ advisor_id: number }>(
      'SELECT advisor_id FROM visit_advisor WHERE visit_id = ? AND deleted = 0',
      visitId,
    )
    .map((row) => row.advisor_id);
  for (const advisor_id of present) {
    if (!wanted.delete(advisor_id)) tx.remove(tables.visitAdvisor, { visit_id: visitId, advisor_id });
  }
  for (const advisor_id of wanted) tx.insert(tables.visitAdvisor, { visit_id: visitId, advisor_id, site });
}

/**
 * Says what the visit was about.
 *
 * @param tx the transaction
 * @param reader who changes it
 * @param visitId the visit
 * @param topics all of them, in the order of the form
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function setVisitTopics(
  tx: WritableDb,
  reader: Reader,
  visitId: number,
  topics: readonly string[],
): void {
  const { site } = requireOpenVisit(tx, reader, visitId);
  const rows = tx.all<{ id: number }>(
    'SELECT id FROM visit_topic WHERE visit_id = ? AND deleted = 0 ORDER BY id',
    visitId,
  );
  // By place, so that the order of the form is the order of the ids.
  for (const [place, topic] of topics.entries()) {
    const row = rows[place];
    if (row) tx.update(tables.visitTopic, { id: row.id }, { topic });
    else tx.insert(tables.visitTopic, { id: tx.newId(), site, visit_id: visitId, topic });
  }
  for (const { id } of rows.slice(topics.length)) tx.remove(tables.visitTopic, { id });
}

type Counterpart = ParsedRequestOf<'mentoring.saveCounterpart'>['counterpart'];

/**
 * Adds or changes somebody whom the advisors met.
 *
 * @param tx the transaction
 * @param reader who changes it
 * @param visitId the visit
 * @param counterpart with `id` to change; rank and post are enough, a name is optional
 * @returns its id
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function saveCounterpart(
  tx: WritableDb,
  reader: Reader,
  visitId: number,
  counterpart: Counterpart,
): number {
  const { site } = requireOpenVisit(tx, reader, visitId);
  const fields = {
    person_id: counterpart.personId,
    name: counterpart.name,
    rank_code: counterpart.rankCode,
    post: counterpart.post,
  };
  if (counterpart.id !== undefined) {
    const found = tx.get(tables.visitCounterpart, { id: counterpart.id });
    if (found?.visit_id !== visitId) throw notFound('visit_counterpart');
    tx.update(tables.visitCounterpart, { id: counterpart.id }, fields);
    return counterpart.id;
  }
  const id = tx.newId();
  tx.insert(tables.visitCounterpart, { id, site, visit_id: visitId, ...fields });
  return id;
}

/**
 * @param tx the transaction
 * @param reader who removes it
 * @param id the counterpart
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function removeCounterpart(tx: WritableDb, reader: Reader, id: number): void {
  const found = tx.get(tables.visitCounterpart, { id });
  if (!found) throw notFound('visit_counterpart');
  requireOpenVisit(tx, reader, found.visit_id);
  tx.remove(tables.visitCounterpart, { id });
}

type Issue = ParsedRequestOf<'mentoring.saveIssue'>['issue'];

/**
 * Adds or changes an issue that the advisors saw.
 *
 * @param tx the transaction
 * @param reader who changes it
 * @param visitId the visit
 * @param issue with `id` to change
 * @returns its id
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function saveIssue(tx: WritableDb, reader: Reader, visitId: number, issue: Issue): number {
  const { site } = requireOpenVisit(tx, reader, visitId);
  const { id: known, ...fields } = issue;
  if (known !== undefined) {
    if (tx.get(tables.visitIssue, { id: known })?.visit_id !== visitId) throw notFound('visit_issue');
    tx.update(tables.visitIssue, { id: known }, fields);
    return known;
  }
  const id = tx.newId();
  tx.insert(tables.visitIssue, { id, site, visit_id: visitId, ...fields });
  return id;
}

/**
 * @param tx the transaction
 * @param reader who removes it
 * @param id the issue
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function removeIssue(tx: WritableDb, reader: Reader, id: number): void {
  const found = tx.get(tables.visitIssue, { id });
  if (!found) throw notFound('visit_issue');
  requireOpenVisit(tx, reader, found.visit_id);
  tx.remove(tables.visitIssue, { id });
}
