import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionStatuses } from '#shared/domain/vocabularies.ts';
import type { OutpostError } from '#shared/errors.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import { actionListSql, isOverdue, listActions } from './action-views.ts';
import { createAction, removeAction, restoreAction, setActionStatus, updateAction } from './actions.ts';
import type { WritableDb } from './database.ts';
import {
  advisor,
  entry,
  inspector,
  openRecords,
  otherPrison,
  planOfQuery,
  prison,
  today,
} from './records-fixture.ts';
import type { TestDatabase } from './test-database.ts';

let db: TestDatabase;
beforeEach(() => {
  db = openRecords();
});
afterEach(() => db.dispose());

type ActionFields = ParsedRequestOf<'actions.create'>;

const form: ActionFields = {
  description: 'Repair the generator',
  owner: 'Facilities office',
  side: 'theirs',
  due: '2009-02-20',
  programme: 'corrections',
  visitId: null,
  findingId: null,
  institutionId: prison,
};

const write = <R>(work: (tx: WritableDb) => R): R => db.commit(advisor, work).value;
const create = (fields: Partial<ActionFields> = {}): number =>
  write((tx) => createAction(tx, advisor, inspector, { ...form, ...fields }, entry.now));
const list = (filter: Partial<ParsedRequestOf<'actions.list'>> = {}) =>
  listActions(db.read, inspector, { status: 'open', text: '', ...filter }, today);
const close = (
  id: number,
  status: 'done' | 'cancelled' | 'open',
  evidence: string | null,
  closedOn: string | null = null,
) => write((tx) => setActionStatus(tx, advisor, inspector, id, { status, evidence, closedOn }, today));

function fieldAtFault(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return (thrown as OutpostError).details.field;
  }
  throw new Error('nothing was refused');
}

describe('an action', () => {
  test('reads back as it was entered and is overdue after its day', () => {
    create();
    expect(list()).toMatchObject([
      { ...form, visitId: null, status: 'open', closedOn: null, overdue: true, state: 'saved_here' },
    ]);
    create({ due: today, description: 'Due today' });
    expect(list({ text: 'due today' })[0]?.overdue).toBe(false);
  });

  test('is closed with evidence only, today unless it is said when', () => {
    const id = create();
    expect(fieldAtFault(() => close(id, 'done', null))).toBe('evidence');
    expect(fieldAtFault(() => close(id, 'done', '   '))).toBe('evidence');
    expect(fieldAtFault(() => close(id, 'done', 'Seen', '2009-03-02'))).toBe('closedOn');
    expect(list()).toHaveLength(1);
    close(id, 'done', 'Saw it run');
    expect(list({ status: 'closed' })).toMatchObject([
      { status: 'done', closedOn: today, evidence: 'Saw it run', overdue: false },
    ]);
    expect(list()).toEqual([]);
  });

  test('loses closing day and evidence when it is opened again', () => {
    const id = create();
    close(id, 'done', 'Saw it run');
    close(id, 'open', null);
    expect(list()).toMatchObject([{ status: 'open', closedOn: null, evidence: null }]);
  });

  test('is filtered by status, side, place and words', () => {
    create();
    create({
      side: 'ours',
      owner: 'PRT',
      due: null,
      description: 'Order filters',
      institutionId: otherPrison,
    });
    const done = create({ description: 'Paint' });
    close(done, 'cancelled', null);
    const names = (filter: Parameters<typeof list>[0]) => list(filter).map(({ description }) => description);
    expect(names({})).toEqual(['Repair the generator', 'Order filters']);
    expect(names({ status: 'overdue' })).toEqual(['Repair the generator']);
    expect(names({ status: 'closed' })).toEqual(['Paint']);
    expect(names({ status: 'all' })).toHaveLength(3);
    expect(names({ side: 'ours' })).toEqual(['Order filters']);
    expect(names({ institutionId: otherPrison })).toEqual(['Order filters']);
    expect(names({ text: 'FACILITIES', status: 'all' })).toEqual(['Repair the generator', 'Paint']);
  });

  test('is changed, removed and restored', () => {
    const id = create();
    write((tx) => updateAction(tx, advisor, inspector, id, { due: '2009-04-01', owner: undefined }));
    expect(list()).toMatchObject([{ due: '2009-04-01', owner: 'Facilities office' }]);
    write((tx) => removeAction(tx, advisor, inspector, id));
    expect(list({ status: 'all' })).toEqual([]);
    write((tx) => restoreAction(tx, id));
    expect(list()).toMatchObject([{ id, due: '2009-04-01' }]);
  });
});

test('only what is still owed can be overdue, and only after its day', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2009-02-${String(n).padStart(2, '0')}`);
  fc.assert(
    fc.property(fc.constantFrom(...actionStatuses), fc.option(day), day, (status, due, now) => {
      const owed = status === 'open' || status === 'in_progress';
      expect(isOverdue({ status, due }, now)).toBe(owed && due !== null && due < now);
    }),
  );
});

test('lists by status and due day use the index', () => {
  const plan = planOfQuery(
    db,
    actionListSql("a.status IN ('open', 'in_progress') AND a.due < ?"),
    today,
    1,
    7,
    7,
  );
  expect(plan).toContain('action_item_by_status_due (status=? AND due<?)');
  expect(planOfQuery(db, actionListSql('a.visit_id = ?'), 1, 1, 7, 7)).toContain('action_item_by_visit_id');
  expect(
    planOfQuery(
      db,
      actionListSql('a.finding_id IN (SELECT id FROM finding WHERE inspection_id = ? AND deleted = 0)'),
      1,
      1,
      7,
      7,
    ),
  ).toContain('action_item_by_finding_id');
});
