import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conflictId } from '#shared/conflicts/conflict-id.ts';
import { formatKey, formatValues, type GroupValues } from '#shared/conflicts/stored-values.ts';
import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import { groupOf, type Table } from '#shared/domain/table.ts';
import { applyDelta } from './apply-delta.ts';
import { type ConflictReader, listConflicts, readConflict } from './conflict-views.ts';
import { decideConflict, undoDecision } from './conflicts.ts';
import { opAt } from './journal.ts';
import { createVisit } from './mentoring.ts';
import { countOpenConflicts } from './open-conflicts.ts';
import { recordState } from './record-state.ts';
import { advisor, entry, inspector, openRecords, otherPrison, outsider, prison } from './records-fixture.ts';
import { acknowledge, syncState } from './sync-state.ts';
import type { TestDatabase } from './test-database.ts';

let db: TestDatabase;
beforeEach(() => {
  db = openRecords();
});
afterEach(() => db.dispose());

const now = new Date('2009-03-04T09:00:00.000Z');
const here: ConflictReader = {
  ...inspector,
  device: 16,
  mayReadContact: true,
  mayChange: () => true,
  wordsFor: (about) => ({
    signature: (side) => (side === 'standing' ? 'Karim 2009-03-01' : 'Anna 2009-03-02'),
    value: (field, value) => `${field} of ${about.table?.name}: ${value}`,
  }),
};

function addPerson(): number {
  return db.commit(advisor, (tx) => {
    const id = tx.newId();
    const nothing = { given_ar: null, father_ar: null, grandfather_ar: null, great_grandfather_ar: null };
    tx.insert(tables.person, {
      ...nothing,
      id,
      site: 'NIN',
      name_ar: 'علي',
      laqab_ar: null,
      name_latin: 'Ali',
      sex: null,
      birth_date: null,
      birth_placeholder: 0,
      rank_code: null,
      post: 'Mine',
      institution_id: null,
      governorate_code: null,
      badge: null,
      other_id: null,
      phone: null,
      unit: null,
      note: 'Known since 2008',
      merged_into: null,
      entered_by: 7,
      entered_at: entry.now.toISOString(),
    });
    return id;
  }).value;
}

interface Raised {
  readonly table: Table;
  readonly key: readonly FieldValue[];
  readonly base?: GroupValues | null;
  readonly standing: GroupValues;
  readonly fallen: GroupValues;
  readonly site?: string;
}

/** What headquarters sends when an op of another laptop (number 17, of advisor 8) met a value of this one and fell. */
function raise({ table, key, base = null, standing, fallen, site = 'NIN' }: Raised): string {
  const { cursor } = syncState(db.store);
  const hqSeq = cursor + 1;
  const { fields } = tables.conflict;
  const group = groupOf(table, standing[0]?.[0] ?? 0);
  const conflictKey = [17, hqSeq, table.id, formatKey(key), group, site];
  const content = [
    [fields.base.id, base && formatValues(base)],
    [fields.standing.id, formatValues(standing)],
    [fields.standing_by.id, 7],
    [fields.standing_device.id, 16],
    [fields.standing_at.id, '2009-03-01T10:00:00.000Z'],
    [fields.fallen.id, formatValues(fallen)],
    [fields.fallen_by.id, 8],
    [fields.fallen_device.id, 17],
    [fields.fallen_at.id, '2009-03-02T10:00:00.000Z'],
    [fields.state.id, 'open'],
    [fields.decision.id, null],
    [fields.note.id, null],
    [fields.decided_by.id, null],
    [fields.decided_at.id, null],
    [fields.replaced.id, null],
    [fields.written.id, null],
  ] as const;
  applyDelta(db.store, {
    from: cursor,
    to: hqSeq,
    entries: [
      {
        hqSeq,
        device: 17,
        seq: hqSeq,
        actor: 8,
        hlc: { ms: 1, counter: 0 },
        kind: 'change',
        changes: [
          { table: table.id, key, fields: [] },
          { table: tables.conflict.id, key: conflictKey, fields: content },
        ],
        lost: [],
      },
    ],
  });
  const [device, seq, table_number, row_key, group_number] = [17, hqSeq, table.id, formatKey(key), group];
  return conflictId({ device, seq, table_number, row_key, group_number, site });
}

const post = tables.person.fields.post.id;

function raisePost(person: number): string {
  return raise({
    table: tables.person,
    key: [person],
    base: [[post, 'Before']],
    standing: [[post, 'Mine']],
    fallen: [[post, 'Theirs']],
  });
}

const personOf = (id: number) => db.read.get(tables.person, { id });
const decide = (id: string, decision: Parameters<typeof decideConflict>[3], reader = here) =>
  db.commit(advisor, (tx) => decideConflict(tx, reader, id, decision, now)).seqs;
const undo = (id: string, reader = here) => db.commit(advisor, (tx) => undoDecision(tx, reader, id)).seqs;

describe('a conflict', () => {
  it('shows record, field, the value before, both values, who wrote them and when, and marks the record', () => {
    const person = addPerson();
    const id = raisePost(person);
    expect(countOpenConflicts(db.read)).toBe(1);
    expect(recordState(db.read, tables.person, String(person))).toBe('needs_review');
    expect(listConflicts(db.read, here, 'open')).toMatchObject([
      {
        id,
        table: 'person',
        record: { name: { en: 'Ali', ar: 'علي' }, link: { kind: 'person', id: person } },
        standing: { author: 'Karim Haddad', device: 16, at: '2009-03-01T10:00:00.000Z' },
        fallen: { author: 'Anna Lind', device: 17, at: '2009-03-02T10:00:00.000Z' },
        fields: [
          {
            field: 'post',
            base: { kind: 'text', text: 'Before' },
            standing: { kind: 'text', text: 'Mine' },
            fallen: { kind: 'text', text: 'Theirs' },
            now: null,
          },
        ],
        mine: 'standing',
        choices: ['keep_standing', 'take_fallen', 'both'],
        remark: 'note',
        obstacle: null,
      },
    ]);
    expect(listConflicts(db.read, { ...here, ...outsider }, 'open')).toMatchObject([{ mine: 'fallen' }]);
    expect(listConflicts(db.read, { ...here, advisorId: 9 }, 'open')).toMatchObject([{ mine: null }]);
  });

  it('tells codes, flags and referenced rows as such, so that each language can name them', () => {
    const { rank_code, sex } = tables.person.fields;
    const person = addPerson();
    const rank = db.read.one<{ code: string }>('SELECT code FROM rank LIMIT 1')?.code ?? '';
    raise({
      table: tables.person,
      key: [person],
      standing: [[rank_code.id, rank]],
      fallen: [[rank_code.id, null]],
    });
    raise({
      table: tables.person,
      key: [person],
      standing: [[sex.id, 'male']],
      fallen: [[sex.id, 'female']],
    });
    const [ofRank, ofSex] = listConflicts(db.read, here, 'open');
    expect(ofRank?.fields).toMatchObject([
      { base: null, standing: { kind: 'name', name: expect.anything() }, fallen: { kind: 'nothing' } },
    ]);
    expect(ofSex?.fields).toMatchObject([
      { standing: { kind: 'codes', vocabulary: 'sexes', codes: ['male'] }, fallen: { codes: ['female'] } },
    ]);
  });

  it('says when the record says something else by now', () => {
    const person = addPerson();
    const id = raisePost(person);
    db.commit(advisor, (tx) => tx.update(tables.person, { id: person }, { post: 'Third' }));
    expect(readConflict(db.read, here, id).fields[0]?.now).toEqual({ kind: 'text', text: 'Third' });
  });

  it('keeps the other value of a phone from those who may not see phones', () => {
    const { phone } = tables.person.fields;
    const person = addPerson();
    const id = raise({
      table: tables.person,
      key: [person],
      standing: [[phone.id, '0770']],
      fallen: [[phone.id, '0771']],
    });
    const seen = readConflict(db.read, { ...here, mayReadContact: false }, id);
    expect(seen.fields[0]).toMatchObject({ standing: { kind: 'withheld' }, fallen: { kind: 'withheld' } });
  });
});

describe('a decision', () => {
  it('for what stands leaves the record and says it again, so that a colleague who decides otherwise is asked', () => {
    const person = addPerson();
    const id = raisePost(person);
    const [seq = 0] = decide(id, 'keep_standing');
    expect(personOf(person)?.post).toBe('Mine');
    const op = opAt(db.store, seq)?.op;
    expect(op?.changes).toMatchObject([
      { table: tables.person.id, key: [person], fields: [[post, 'Mine']] },
      { table: tables.conflict.id },
    ]);
    expect(countOpenConflicts(db.read)).toBe(0);
    expect(recordState(db.read, tables.person, String(person))).toBe('saved_here');
    acknowledge(db.store, { ...acknowledgement, accepted: seq });
    expect(recordState(db.read, tables.person, String(person))).toBe('received');
  });

  it('for the other value writes it, and can be taken back as it was', () => {
    const person = addPerson();
    const id = raisePost(person);
    decide(id, 'take_fallen');
    expect(personOf(person)?.post).toBe('Theirs');
    expect(listConflicts(db.read, here, 'decided')).toMatchObject([
      { id, decision: 'take_fallen', decidedBy: 'Karim Haddad', decidedAt: now.toISOString(), choices: [] },
    ]);
    undo(id);
    expect(personOf(person)?.post).toBe('Mine');
    expect(listConflicts(db.read, here, 'open')).toMatchObject([{ id, state: 'open', decision: null }]);
  });

  it('is written by laptops in the conflict’s decision alone, whatever they decide', () => {
    const id = raisePost(addPerson());
    const seqs = [decide(id, 'both'), undo(id), decide(id, 'take_fallen')].flat();
    for (const seq of seqs) {
      const change = opAt(db.store, seq)?.op.changes.find(({ table }) => table === tables.conflict.id);
      expect(change?.fields.map(([field]) => groupOf(tables.conflict, field))).toEqual(Array(7).fill(16));
    }
  });

  it('for both keeps what stands and tells the other value in the record’s note, with author and date', () => {
    const person = addPerson();
    const id = raisePost(person);
    decide(id, 'both');
    expect(personOf(person)).toMatchObject({
      post: 'Mine',
      note: 'Known since 2008\n\n[Anna 2009-03-02] post of person: Theirs',
    });
    expect(readConflict(db.read, here, id).note).toBe(
      '[Karim 2009-03-01] post of person: Mine\n\n[Anna 2009-03-02] post of person: Theirs',
    );
    undo(id);
    expect(personOf(person)).toMatchObject({ post: 'Mine', note: 'Known since 2008' });
  });

  it('for both puts long texts one after the other, the earlier first', () => {
    const { note } = tables.person.fields;
    const person = addPerson();
    const id = raise({
      table: tables.person,
      key: [person],
      standing: [[note.id, 'Known since 2008']],
      fallen: [[note.id, 'Speaks Kurdish']],
    });
    decide(id, 'both');
    expect(personOf(person)?.note).toBe(
      '[Karim 2009-03-01]\nKnown since 2008\n\n[Anna 2009-03-02]\nSpeaks Kurdish',
    );
  });

  it('for both is not offered where the texts do not fit', () => {
    const { note } = tables.person.fields;
    const person = addPerson();
    const id = raise({
      table: tables.person,
      key: [person],
      standing: [[note.id, 'Known since 2008']],
      fallen: [[note.id, 'x'.repeat(19_990)]],
    });
    expect(readConflict(db.read, here, id).choices).toEqual(['keep_standing', 'take_fallen']);
    expect(() => decide(id, 'both')).toThrow('do not fit');
    expect(countOpenConflicts(db.read)).toBe(1);
  });

  it('to remove a record that was edited removes it, and taken back brings it back', () => {
    const person = addPerson();
    const id = raise({ table: tables.person, key: [person], standing: [[0, 0]], fallen: [[0, 1]] });
    expect(readConflict(db.read, here, id)).toMatchObject({
      fields: [{ field: 'deleted', standing: { kind: 'removed', removed: false } }],
      choices: ['keep_standing', 'take_fallen'],
    });
    decide(id, 'take_fallen');
    expect(personOf(person)).toBeUndefined();
    undo(id);
    expect(personOf(person)?.post).toBe('Mine');
  });

  it('once taken is refused a second time, and taking back leaves what somebody changed since', () => {
    const person = addPerson();
    const id = raisePost(person);
    decide(id, 'take_fallen');
    expect(() => decide(id, 'keep_standing')).toThrow('decided meanwhile');
    db.commit(advisor, (tx) => tx.update(tables.person, { id: person }, { post: 'Third' }));
    undo(id);
    expect(personOf(person)?.post).toBe('Third');
    expect(() => undo(id)).toThrow('waits for a decision already');
    expect(countOpenConflicts(db.read)).toBe(1);
  });

  it('about a record that is no longer here can only keep what stands', () => {
    const person = addPerson();
    const id = raisePost(person);
    db.commit(advisor, (tx) => tx.remove(tables.person, { id: person }));
    expect(readConflict(db.read, here, id)).toMatchObject({ obstacle: 'gone', choices: ['keep_standing'] });
    expect(() => decide(id, 'take_fallen')).toThrow('no such record');
    decide(id, 'keep_standing');
    expect(countOpenConflicts(db.read)).toBe(0);
  });

  it('about a submitted inspection can only keep what stands: the rest needs an amendment', () => {
    const id = db.commit(advisor, (tx) => {
      const inspectionId = tx.newId();
      tx.insert(tables.inspection, {
        id: inspectionId,
        site: 'NIN',
        facility_id: prison,
        template_code: 'PRISON-CORE',
        template_version: 1,
        start_date: '2009-03-01',
        end_date: null,
        announced: 0,
        met: null,
        status: 'submitted',
        submitted_at: now.toISOString(),
        summary: 'Mine',
        entered_by: 7,
        entered_at: now.toISOString(),
      });
      return inspectionId;
    }).value;
    const { summary } = tables.inspection.fields;
    const conflict = raise({
      table: tables.inspection,
      key: [id],
      standing: [[summary.id, 'Mine']],
      fallen: [[summary.id, 'Theirs']],
    });
    expect(readConflict(db.read, here, conflict)).toMatchObject({
      obstacle: 'locked',
      choices: ['keep_standing'],
    });
    expect(() => decide(conflict, 'take_fallen')).toThrow('amend it first');
  });

  it('needs the right to change the record', () => {
    const person = addPerson();
    const id = raisePost(person);
    const reader = { ...here, mayChange: () => false };
    expect(readConflict(db.read, reader, id)).toMatchObject({ obstacle: 'not_permitted', choices: [] });
    expect(() => decide(id, 'keep_standing', reader)).toThrow('may change its record');
  });

  it('is nobody’s who does not know the conflict', () => {
    expect(() => decide('17~1~20~14~.NIN~1', 'both')).toThrow('no such conflict');
    expect(() => decide('nonsense', 'both')).toThrow('no such conflict');
  });
});

describe('a conflict about a confidential visit', () => {
  function confidentialVisit(sensitivity: 'confidential' | 'internal'): number {
    const fields = {
      programme: 'corrections',
      institutionId: otherPrison,
      day: '2009-03-01',
      startTime: null,
      endTime: null,
      mode: 'in_person',
      cancelReason: null,
      interpreter: null,
      objectives: null,
      activities: 'Mine',
      observations: null,
      recommendations: null,
      equipmentSeen: null,
      trainingNeeds: null,
      nextVisit: null,
      sensitivity,
    } as const;
    return db.commit(advisor, (tx) => createVisit(tx, advisor, fields, entry)).value;
  }

  it('shows and gives its values only to those who may see the visit', () => {
    const { activities } = tables.mentoringVisit.fields;
    const visit = confidentialVisit('confidential');
    const id = raise({
      table: tables.mentoringVisit,
      key: [visit],
      standing: [[activities.id, 'Mine']],
      fallen: [[activities.id, 'Theirs']],
    });
    const stranger = { ...here, ...outsider };
    const seen = readConflict(db.read, stranger, id);
    expect(seen).toMatchObject({ withheld: true, fields: [], obstacle: 'withheld', choices: [], note: null });
    expect(JSON.stringify(seen)).not.toContain('Mine');
    expect(() => decide(id, 'take_fallen', stranger)).toThrow('may change its record');
    expect(readConflict(db.read, here, id).withheld).toBe(false);
    const whoWasThere = { ...here, mayReadRestricted: false };
    expect(readConflict(db.read, whoWasThere, id).withheld).toBe(false);
  });

  it('keeps a visit closed that one of the two called confidential, until it is decided', () => {
    const { sensitivity } = tables.mentoringVisit.fields;
    const visit = confidentialVisit('confidential');
    const id = raise({
      table: tables.mentoringVisit,
      key: [visit],
      standing: [[sensitivity.id, 'internal']],
      fallen: [[sensitivity.id, 'confidential']],
    });
    expect(readConflict(db.read, { ...here, ...outsider }, id).withheld).toBe(true);
  });
});

const acknowledgement = {
  epoch: 'one',
  grant: { version: 1, sites: ['NIN'] },
  headSeq: 0,
  accepted: 0,
  durable: 0,
  quarantined: [],
  skewMs: 0,
};
