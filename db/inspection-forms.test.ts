import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowsOfForm } from '#shared/checklist/rows-of-form.ts';
import { formOf } from '#shared/checklist/template-fixture.ts';
import type { OutpostError } from '#shared/errors.ts';
import type { QuestionView } from '#shared/ipc/inspections.ts';
import type { WritableDb } from './database.ts';
import { saveAnswer } from './inspection-answers.ts';
import { addBlock, readBlocks, removeBlock, restoreBlock } from './inspection-blocks.ts';
import { readInspection } from './inspection-views.ts';
import { startInspection, submitInspection } from './inspections.ts';
import { advisor, entry, inspector, openRecords, outsider, prison, today } from './records-fixture.ts';
import { readSection } from './section-view.ts';
import { listTemplates } from './templates.ts';
import type { TestDatabase } from './test-database.ts';

const station = `
  survey
  | type | name | label::English (en) | label::العربية (ar) | relevant | required | constraint | constraint_message::English (en) | constraint_message::العربية (ar) | calculation | repeat_count | choice_filter | parameters | outpost::restricted |
  | begin group | desk | Front desk | الاستقبال | | | | | | | | | | |
  | select_one yesno | register | Is there a register? | هل يوجد سجل؟ | | yes | | | | | | | | |
  | integer | held | People held | عدد المحتجزين | \${register} = 'yes' | | . <= 500 | At most 500. | 500 كحد أقصى. | | | | | |
  | select_one province | province | Province | المحافظة | | | | | | | | | | |
  | select_multiple town | towns | Towns | البلدات | | | | | | | | region = \${province} | | |
  | range | order | Order | النظام | | | | | | | | | start=1 end=5 step=1 | |
  | text | secret | What was alleged? | ما المزاعم؟ | | | | | | | | | | yes |
  | note | told | \${secret} | \${secret} | | | | | | | | | | |
  | text | heard | Told of \${held}: \${secret} | قيل عن \${held}: \${secret} | | | | | | | | | | |
  | end group | | | | | | | | | | | | | |
  | begin repeat | cell | Cell | الزنزانة | \${register} = 'yes' | | | | | | | | | |
  | integer | inmates | How many in it? | كم فيها؟ | | yes | | | | | | | | |
  | decimal | share | Share of all | الحصة | | | | | | \${inmates} div \${held} * 100 | | | | |
  | end repeat | | | | | | | | | | | | | |
  choices
  | list_name | name | label::English (en) | label::العربية (ar) | region |
  | yesno | yes | Yes | نعم | |
  | yesno | no | No | لا | |
  | province | bas | Basra | البصرة | |
  | town | zubayr | Zubayr | الزبير | bas |
  | town | qurna | Qurna | القرنة | bas |
  | town | sinjar | Sinjar | سنجار | nin |
`;

let db: TestDatabase;
let id: number;
beforeEach(() => {
  db = openRecords();
  publish();
  id = begin();
});
afterEach(() => db.dispose());

const write = <R>(work: (tx: WritableDb) => R): R => db.commit(advisor, work).value;

function rows() {
  const title = { en: 'Police station', ar: 'مركز شرطة' };
  const as = { code: 'STATION', version: 1, title, publishedOn: '2009-01-01' };
  return rowsOfForm(formOf(station), as, (path, message) => {
    throw new Error(`${path}: ${message}`);
  });
}

function publish(): void {
  write((tx) => {
    for (const { table, row } of rows()) tx.insert(table, row);
  });
}

function begin(): number {
  const startDate = '2009-03-01';
  const request = { facilityId: prison, templateCode: 'STATION', templateVersion: 1, startDate };
  return write((tx) => startInspection(tx, advisor, { ...request, announced: false }, entry.now));
}

function answer(questionCode: string, given: 'yes' | 'no' | number | string, repeat = 0) {
  const isChoice = given === 'yes' || given === 'no';
  const value = {
    choice: isChoice ? (given as 'yes' | 'no') : null,
    number: typeof given === 'number' ? given : null,
    words: typeof given === 'string' && !isChoice ? given : null,
  };
  return write((tx) => saveAnswer(tx, inspector, { inspectionId: id, questionCode, repeat, value }));
}

function shown(section: string, reader = inspector): readonly QuestionView[] {
  return readSection(db.read, reader, id, section);
}

function line(code: string, section = 'desk', reader = inspector): QuestionView | undefined {
  return shown(section, reader).find((each) => each.code === code);
}

function refusal(work: () => unknown): OutpostError {
  try {
    work();
  } catch (thrown) {
    return thrown as OutpostError;
  }
  throw new Error('nothing was refused');
}

describe('a checklist that was written as an XLSForm', () => {
  it('is offered once all of it has arrived, and no sooner', () => {
    expect(listTemplates(db.read).map(({ code }) => code)).toContain('STATION');
    write((tx) => {
      const piece = rows().find(({ table }) => table.name === 'template_form');
      if (piece) tx.remove(piece.table, piece.row as never);
    });
    expect(listTemplates(db.read).map(({ code }) => code)).not.toContain('STATION');
  });

  it('shows a question when the answer before makes it apply, and keeps what was answered when it no longer does', () => {
    expect(line('held')).toBeUndefined();
    answer('register', 'yes');
    answer('held', 120);
    expect(line('held')?.value?.number).toBe(120);
    answer('register', 'no');
    expect(line('held')).toBeUndefined();
    answer('register', 'yes');
    expect(line('held')?.value?.number).toBe(120);
  });

  it('refuses what breaks its rule in the words of its author, in both languages', () => {
    answer('register', 'yes');
    expect(refusal(() => answer('held', 501))).toMatchObject({
      message: 'At most 500.',
      details: { constraint: 'rule', message_en: 'At most 500.', message_ar: '500 كحد أقصى.' },
    });
    expect(refusal(() => answer('order', 6)).details.constraint).toBe('out_of_range');
  });

  it('offers the choices that another answer leaves, and takes no others', () => {
    answer('province', 'bas');
    expect(line('towns')?.choices.map(({ label }) => label?.en)).toEqual(['Zubayr', 'Qurna']);
    expect(refusal(() => answer('towns', 'sinjar')).details.constraint).toBe('not_a_choice');
    answer('towns', 'qurna zubayr');
    expect(line('towns')?.value?.words).toBe('qurna zubayr');
  });

  it('puts answers into the words of questions, but no restricted ones for readers without the right', () => {
    answer('register', 'yes');
    answer('held', 7);
    answer('secret', 'Beatings');
    expect(line('heard')?.label.en).toBe('Told of 7: Beatings');
    expect(line('heard', 'desk', outsider)?.label.en).toBe('Told of 7: …');
  });

  it('cannot be submitted while a block misses what must be answered', () => {
    answer('register', 'yes');
    const cell = write((tx) => addBlock(tx, advisor, { inspectionId: id, repeatCode: 'cell' }, entry.now));
    const submit = () => write((tx) => submitInspection(tx, id, entry.now));
    expect(refusal(submit).issues.map(({ path }) => path)).toEqual(['inmates']);
    answer('inmates', 4, cell);
    submit();
  });
});

describe('blocks that an inspector adds', () => {
  const add = () => write((tx) => addBlock(tx, advisor, { inspectionId: id, repeatCode: 'cell' }, entry.now));

  it('are asked about one by one, each with what is worked out in it, and count in the coverage', () => {
    answer('register', 'yes');
    answer('held', 40);
    const [first, second] = [add(), add()];
    answer('inmates', 10, first);
    answer('inmates', 30, second);
    expect(shown('cell').map(({ code, repeat, value }) => [code, repeat, value?.number])).toEqual([
      ['inmates', first, 10],
      ['share', first, 25],
      ['inmates', second, 30],
      ['share', second, 75],
    ]);
    expect(readBlocks(db.read, id, 'cell')).toMatchObject([
      { code: 'cell', counted: false, blocks: [{ number: 1 }, { number: 2 }] },
    ]);
    expect(readInspection(db.read, inspector, id, today).summary.score).toMatchObject({ answered: 4 });
  });

  it('go with their answers, and come back with them', () => {
    answer('register', 'yes');
    const cell = add();
    answer('inmates', 10, cell);
    write((tx) => removeBlock(tx, cell));
    expect(shown('cell')).toEqual([]);
    expect(refusal(() => answer('inmates', 11, cell)).code).toBe('not_found');
    write((tx) => restoreBlock(tx, cell));
    expect(shown('cell')[0]?.value?.number).toBe(10);
  });
});
