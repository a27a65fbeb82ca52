import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { WritableDb } from './database.ts';
import { emptyRow } from './sample-rows.ts';
import { rebuildSearch, searchEverywhere } from './search.ts';
import { staleEntries } from './search-index.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const author = { advisorId: 7, site: 'BAS' };
let db: TestDatabase;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.dispose());

const find = (text: string) =>
  searchEverywhere(db.read, text, { limit: 20 }).map(({ kind, id }) => `${kind} ${id}`);
const write = (work: (tx: WritableDb) => void) => db.commit(author, work);

const person = (id: number, nameAr: string, nameLatin: string): RowOf<typeof tables.person> => ({
  ...emptyRow(tables.person),
  id,
  site: 'BAS',
  name_ar: nameAr,
  name_latin: nameLatin,
});

function visit(id: number, sensitivity: 'open' | 'confidential'): RowOf<typeof tables.mentoringVisit> {
  return {
    ...emptyRow(tables.mentoringVisit),
    id,
    site: 'BAS',
    institution_id: 3,
    sensitivity,
    observations: 'Generator fuel shortage',
  };
}

function institution(name: string): RowOf<typeof tables.institution> {
  return { ...emptyRow(tables.institution), id: 3, name_en: name, name_ar: 'مركز شرطة العشار', aliases: '' };
}

describe('search', () => {
  it('finds a person written in Arabic by the Latin spelling and the other way round', () => {
    write((tx) => {
      tx.insert(tables.person, person(1, 'أحمد عبد الرحمن الجبوري', ''));
      tx.insert(tables.person, person(2, '', 'Hussein Kadhim'));
    });
    expect(find('احمد')).toEqual(['person 1']);
    expect(find('ahmad al-jubouri')).toEqual(['person 1']);
    expect(find('حسين كاظم')).toEqual(['person 2']);
    expect(find('huss')).toEqual(['person 2']);
  });

  it('follows a name that changes, a person who is removed, and a place that is renamed', () => {
    write((tx) => {
      tx.insert(tables.person, person(1, 'سعيد', 'Saeed'));
      tx.insert(tables.institution, institution('Ashar station'));
      tx.insert(tables.mentoringVisit, visit(5, 'open'));
    });
    expect(find('ashar')).toEqual(expect.arrayContaining(['visit 5', 'institution 3']));
    write((tx) => {
      tx.update(tables.person, { id: 1 }, { name_latin: 'Tariq', name_ar: 'طارق' });
      tx.update(tables.institution, { id: 3 }, { name_en: 'Maqal station' });
    });
    expect(find('saeed')).toEqual([]);
    expect(find('tariq')).toEqual(['person 1']);
    expect(find('maqal')).toEqual(expect.arrayContaining(['visit 5', 'institution 3']));
    write((tx) => tx.remove(tables.person, { id: 1 }));
    expect(find('tariq')).toEqual([]);
    expect(staleEntries(db.store)).toEqual([]);
  });

  it('never finds a confidential visit or an action out of it', () => {
    write((tx) => {
      tx.insert(tables.mentoringVisit, visit(5, 'open'));
      tx.insert(tables.actionItem, {
        ...emptyRow(tables.actionItem),
        id: 6,
        site: 'BAS',
        visit_id: 5,
        description: 'Deliver generator fuel',
      });
    });
    expect(find('generator')).toHaveLength(2);
    write((tx) => tx.update(tables.mentoringVisit, { id: 5 }, { sensitivity: 'confidential' }));
    expect(find('generator')).toEqual([]);
    const kept = db.read.all('SELECT words FROM search_entry');
    expect(JSON.stringify(kept)).not.toContain('generator');
  });

  it('never finds an action out of a finding on a restricted question, or on one that is not known', () => {
    write((tx) => {
      tx.insert(tables.inspection, {
        ...emptyRow(tables.inspection),
        id: 10,
        site: 'BAS',
        facility_id: 3,
        template_code: 'prison',
        template_version: 1,
      });
      for (const [id, code] of [
        [11, 'open_question'],
        [12, 'secret_question'],
        [13, 'unknown_question'],
      ] as const) {
        tx.insert(tables.finding, {
          ...emptyRow(tables.finding),
          id,
          site: 'BAS',
          inspection_id: 10,
          question_code: code,
        });
        tx.insert(tables.actionItem, {
          ...emptyRow(tables.actionItem),
          id: id + 10,
          site: 'BAS',
          finding_id: id,
          description: `Isolation cell ${code}`,
        });
      }
    });
    expect(find('isolation')).toEqual([]);
    write((tx) => {
      for (const [code, restricted] of [
        ['open_question', 0],
        ['secret_question', 1],
      ] as const) {
        tx.insert(tables.templateQuestion, {
          ...emptyRow(tables.templateQuestion),
          template_code: 'prison',
          version: 1,
          code,
          restricted,
        });
      }
    });
    expect(find('isolation')).toEqual(['action 21']);
  });

  it('takes whatever somebody types', () => {
    write((tx) => tx.insert(tables.person, person(1, 'سعيد', `O'Brien "x" AND`)));
    for (const text of ['', '   ', '"', "o'brien", 'x* OR', '{words} :', 'NEAR(a b)', '٣٤']) find(text);
    expect(find('obrien')).toEqual(['person 1']);
  });

  it('is made anew as it was', () => {
    write((tx) => tx.insert(tables.person, person(1, 'سعيد', 'Saeed')));
    db.store.run('DELETE FROM search_entry');
    expect(staleEntries(db.store)).toEqual(['person 1']);
    rebuildSearch(db.store);
    expect(staleEntries(db.store)).toEqual([]);
    expect(find('saeed')).toEqual(['person 1']);
  });
});
