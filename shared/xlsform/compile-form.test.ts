import { describe, expect, it, test } from 'vitest';
import { compileForm } from './compile-form.ts';
import { exportForm } from './export-form.ts';
import { itemsOf } from './form.ts';
import { compiled } from './form-fixture.ts';

const station = `
  survey
  | type               | name    | label::English (en) | label::العربية (ar) | hint::English (en) | required | required_message::English (en) | relevant | constraint | constraint_message::English (en) | calculation | default | appearance | read_only | parameters | choice_filter | repeat_count | outpost::weight | outpost::severity | outpost::rule | outpost::evidence | outpost::adverse_when | outpost::restricted | outpost::score | outpost::unit | outpost::basis | outpost::core |
  | begin group        | intake  | Reception           | الاستقبال           |                    |          |       |                 |            |             |             |         | field-list |           |            |               |              |   |          |      |                      |    |     |          |
  | select_one yesno   | register| Is there a register?| هل يوجد سجل؟        | Ask to see it      | yes      | Say it |                |            |             |             |         |            |           |            |               |              | 3 | critical | MR 7 | document observation | no | yes | standard |
  | integer            | held    | People held         | عدد المحتجزين       |                    |          |       | \${register} = 'yes' | . >= 0 | Not below 0 |            | 0       |            |           |            |               |              |   |          |      |                      | >0 |     |          | persons | ICRC | yes |
  | range              | order   | Order, 1 to 5       | النظام              |                    |          |       |                 |            |             |             |         |            |           | start=1 end=5 step=1 |     |              |   |          |      |                      |    |     |          |
  | end group          |         |                     |                     |                    |          |       |                 |            |             |             |         |            |           |            |               |              |   |          |      |                      |    |     |          |
  | begin repeat       | cell    | Cell                | الزنزانة            |                    |          |       |                 |            |             |             |         |            |           |            |               | \${held}     |   |          |      |                      |    |     |          |
  | select_multiple wrong or_other | faults | What is wrong? | ما الخلل؟      |                    |          |       |                 |            |             |             |         |            |           |            | kind != 'x'   |              |   |          |      |                      |    |     |          |
  | end repeat         |         |                     |                     |                    |          |       |                 |            |             |             |         |            |           |            |               |              |   |          |      |                      |    |     |          |
  | calculate          | twice   |                     |                     |                    |          |       |                 |            |             | \${held} * 2 |        |            |           |            |               |              |   |          |      |                      |    |     |          |
  choices
  | list_name | name | label::English (en) | label::العربية (ar) | kind | outpost::score |
  | yesno     | yes  | Yes                 | نعم                 |      | 1              |
  | yesno     | no   | No                  | لا                  |      | 0              |
  | wrong     | damp | Damp                | رطوبة               | wall |                |
  settings
  | form_title      | form_id | version | default_language |
  | Police station  | station | 3       | English (en)     |
`;

describe('a form', () => {
  it('is read with its languages, their direction, its questions and this program’s own columns', () => {
    const { form, title, version, languages, questions, errors, warnings } = compiled(station);
    expect(errors).toEqual([]);
    expect({ title, version, questions }).toEqual({ title: 'Police station', version: '3', questions: 4 });
    expect(languages).toEqual([
      { name: 'English (en)', tag: 'en', direction: 'ltr' },
      { name: 'العربية (ar)', tag: 'ar', direction: 'rtl' },
    ]);
    expect(warnings.map(({ code, column }) => [code, column])).toEqual([['translation_missing', 'hint']]);
    const register = [...itemsOf(form?.parts ?? [])].find(({ name }) => name === 'register');
    expect(register).toMatchObject({
      required: 'true()',
      field: { weight: 3, severity: 'critical', rule: 'MR 7', adverseWhen: 'no', restricted: true },
    });
  });

  it('is the same after it was written and read again', () => {
    const { form } = compiled(station);
    if (!form) throw new Error('the form has faults');
    const again = compileForm(exportForm(form), 'again');
    expect(again.errors).toEqual([]);
    expect(again.form).toEqual(form);
  });
});

describe('what is wrong with a form', () => {
  const cases: readonly (readonly [string, string, string, number, string])[] = [
    ['a type that does not exist', '| txt | a | A |', 'type_unknown', 2, 'type'],
    ['a type that cannot be used', '| include | a | A |', 'type_unsupported', 2, 'type'],
    ['choices in a file', '| select_one_from_file x.csv | a | A |', 'type_unsupported', 2, 'type'],
    ['a select without a list', '| select_one | a | A |', 'list_missing', 2, 'type'],
    ['a list that is not there', '| select_one l | a | A |', 'unknown_list', 2, 'type'],
    ['a question without a name', '| text | | A |', 'name_missing', 2, 'name'],
    ['a name with a space', '| text | a b | A |', 'name_malformed', 2, 'name'],
    ['a name used twice', '| text | a | A |\n| text | A | A |', 'name_twice', 3, 'name'],
    ['a question without a type', '| | a | A |', 'type_missing', 2, 'type'],
    ['a group that never ends', '| begin group | g | G |\n| text | a | A |', 'begin_without_end', 2, 'type'],
    ['an end of nothing', '| text | a | A |\n| end group | | |', 'end_without_begin', 3, 'type'],
    [
      'ends the wrong way round',
      '| begin group | g | G |\n| begin repeat | r | R |\n| text | a | A |\n| end group | | |\n| end repeat | | |\n| end group | | |',
      'end_without_begin',
      5,
      'type',
    ],
    [
      'a repeat in a repeat',
      '| begin repeat | r | R |\n| begin repeat | s | S |\n| text | a | A |\n| end repeat | | |\n| end repeat | | |',
      'repeat_in_repeat',
      3,
      'type',
    ],
    ['a calculation of nothing', '| calculate | a | |', 'calculation_missing', 2, 'calculation'],
    ['a label that shows no question', '| text | a | ${b} |', 'unknown_question', 2, 'label'],
  ];
  test.each(cases)('%s is named with row and column', (_what, rows, code, row, column) => {
    const { form, errors } = compiled(`survey\n| type | name | label |\n${rows}`);
    expect(errors).toContainEqual(expect.objectContaining({ sheet: 'survey', row, column, code }));
    expect(form).toBeUndefined();
  });

  it('questions that wait for each other are named with the way round', () => {
    const { errors } = compiled(`
      survey
      | type      | name | label | calculation |
      | calculate | a    |       | \${b} + 1   |
      | calculate | b    |       | \${c}       |
      | calculate | c    |       | \${a}       |
    `);
    expect(errors).toEqual([expect.objectContaining({ code: 'cycle', row: 2 })]);
    expect(errors[0]?.message).toContain('a → b → c → a');
  });

  it('a choice that does not exist is pointed out where a formula compares with it', () => {
    const { warnings } = compiled(`
      survey
      | type         | name | label | relevant            |
      | select_one s | sex  | Sex   |                     |
      | text         | more | More  | \${sex} = 'femal'   |
      choices
      | list_name | name   | label  |
      | s         | female | Female |
      | s         | male   | Male   |
    `);
    expect(warnings).toEqual([
      expect.objectContaining({ code: 'choice_unknown', row: 3, column: 'relevant' }),
    ]);
  });

  it('nothing that has no effect goes by without a word', () => {
    const { form, warnings } = compiled(`
      survey
      | type     | name | label | trigger | mystery | disabled |
      | audio    | a    | A     | \${b}   | x       |          |
      | text     | b    | B     |         |         |          |
      | text     | c    | C     |         |         | yes      |
      |          |      | note  |         |         |          |
      choices
      | list_name | name | label |
      | unused    | x    | X     |
      settings
      | form_id | style |
      | f       | pages |
      notes
      | anything |
      | else     |
    `);
    expect(form).toBeDefined();
    expect(warnings.map(({ code }) => code).sort()).toEqual([
      'column_ignored',
      'column_ignored',
      'list_unused',
      'row_ignored',
      'row_ignored',
      'setting_ignored',
      'sheet_ignored',
      'type_replaced',
    ]);
  });
});
