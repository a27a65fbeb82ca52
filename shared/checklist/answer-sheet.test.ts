import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type AnswerSheet, type GivenAnswer, readAnswers } from './answer-sheet.ts';
import type { FilledForm } from './filled-form.ts';
import { proposeFindings } from './finding.ts';
import { scoreInspection } from './scoring.ts';
import type { Question } from './template.ts';
import { templateOf } from './template-fixture.ts';

const template = templateOf(`
  survey
  | type | name | label | relevant | required | constraint | calculation | repeat_count | choice_filter | outpost::severity | outpost::adverse_when |
  | begin group | intake | Reception | | | | | | | | |
  | select_one yesno | register | Is there a register? | | yes | | | | | critical | no |
  | integer | held | People held | \${register} = 'yes' | | . >= 0 and . < 1000 | | | | | |
  | integer | beds | Beds | | \${held} > 0 | | | | | | . < \${held} |
  | select_one region | province | Province | | | | | | | | |
  | select_one town | town | Town | | | | | | region = \${province} | | |
  | decimal | share | Occupancy | | | | round(\${held} div \${beds} * 100) | | | | |
  | end group | | | | | | | | | | |
  | begin repeat | cell | Cell | \${register} = 'yes' | | | | | | | |
  | integer | inmates | How many? | | yes | | | | | | . > 4 |
  | select_one yesno | window | Is there a window? | \${inmates} > 0 | | | | | | major | no |
  | end repeat | | | | | | | | | | |
  | begin group | whole | As a whole | | | | | | | | |
  | integer | rooms | Interview rooms | | | | | | | | |
  | calculate | crowd | | | | | sum(\${inmates}) | | | | |
  | end group | | | | | | | | | | |
  | begin repeat | room | Room | | | | | \${rooms} | | | |
  | date | checked | Last check | | | | | | | | >365 days |
  | end repeat | | | | | | | | | | |
  choices
  | list_name | name | label | region |
  | yesno | yes | Yes | |
  | yesno | no | No | |
  | region | bas | Basra | |
  | region | nin | Ninawa | |
  | town | zubayr | Zubayr | bas |
  | town | sinjar | Sinjar | nin |
`);
const day = '2008-06-30';
const blocks = new Map([['cell', [17, 40]]]);

function question(code: string): Question {
  const found = template.byCode.get(code);
  if (!found) throw new Error(`no ${code}`);
  return found;
}

function given(questionCode: string, value: string | number, repeat = 0): GivenAnswer {
  const isChoice = value === 'yes' || value === 'no' || value === 'na';
  return {
    ...{ questionCode, repeat },
    choice: isChoice ? value : null,
    number: typeof value === 'number' ? value : null,
    words: typeof value === 'string' && !isChoice ? value : null,
  };
}

function read(...answers: readonly GivenAnswer[]): AnswerSheet {
  return readAnswers(template, answers, day, { blocks });
}

function computed(sheet: AnswerSheet, code: string): unknown {
  return sheet.filled.placeOf(question(code).node, 0)?.value();
}

describe('a checklist with rules', () => {
  it('has the outermost groups and repeats as sections, and asks what is not calculated', () => {
    expect(template.sections.map(({ code }) => code)).toEqual(['intake', 'cell', 'whole', 'room']);
    expect(question('share').calculation).toContain('round');
    expect(question('inmates').repeat).toBe('cell');
  });

  it('asks only what applies, and calculates from what is there', () => {
    const sheet = read(given('register', 'yes'), given('held', 120), given('beds', 100));
    expect(computed(sheet, 'share')).toBe(120);
    expect(sheet.isRelevant(question('held'))).toBe(true);
    const without = read(given('register', 'no'), given('held', 120), given('beds', 100));
    expect(without.isRelevant(question('held'))).toBe(false);
    expect(without.answersTo(question('held'))).toEqual([]);
    expect(computed(without, 'share')).toBe('');
  });

  it('holds an answer against its constraint before it is taken', () => {
    const sheet = read(given('register', 'yes'));
    expect(sheet.breaksConstraint(question('held'), given('held', 1000))).toBe(true);
    expect(sheet.breaksConstraint(question('held'), given('held', 999))).toBe(false);
    expect(sheet.breaksConstraint(question('held'), given('held', 'na'))).toBe(false);
  });

  it('misses what must be answered only while it must, and "not applicable" is an answer', () => {
    expect(read().isMissing(question('beds'))).toBe(false);
    const sheet = read(given('register', 'yes'), given('held', 3));
    expect(sheet.isMissing(question('beds'))).toBe(true);
    expect(
      read(given('register', 'yes'), given('held', 3), given('beds', 'na')).isMissing(question('beds')),
    ).toBe(false);
  });

  it('raises a finding by a rule over two answers', () => {
    const sheet = read(given('register', 'yes'), given('held', 30), given('beds', 20));
    expect(proposeFindings(sheet).map(({ questionCode }) => questionCode)).toEqual(['beds']);
  });

  it('offers the choices that a filter leaves', () => {
    const sheet = read(given('province', 'nin'));
    const place = sheet.filled.placeOf(question('town').node, 0);
    expect(place && sheet.filled.state.choicesOf(place)).toEqual(['sinjar']);
  });

  it('leaves alone what its questions do not take: answers of another kind, of former versions', () => {
    const sheet = read(given('held', 'many'), given('register', 'yes'), given('gone', 3));
    expect(sheet.answersTo(question('held'))).toEqual([]);
    expect(scoreInspection(sheet)).toMatchObject({ answered: 1 });
  });
});

describe('blocks of a repeat', () => {
  it('are asked for one by one, by the number with which they were added', () => {
    const sheet = read(given('register', 'yes'), given('inmates', 5, 17), given('inmates', 2, 40));
    expect(sheet.repeatsOf(question('inmates'))).toEqual([17, 40]);
    expect(sheet.isAdverse(question('inmates'), given('inmates', 5, 17))).toBe(true);
    expect(sheet.isAdverse(question('inmates'), given('inmates', 2, 40))).toBe(false);
    expect(computed(sheet, 'crowd')).toBe(7);
  });

  it('count in the score together as one question, and in the coverage one by one', () => {
    const sheet = read(
      ...[given('register', 'yes'), given('inmates', 2, 17), given('inmates', 2, 40)],
      ...[given('window', 'yes', 17), given('window', 'no', 40)],
    );
    // register critical 3·1, window major 2·½
    expect(scoreInspection(sheet).score).toBeCloseTo((4 / 5) * 100, 10);
    expect(scoreInspection(sheet)).toMatchObject({ answered: 5, questions: 10 });
  });

  it('come and go with the number that an answer gives, and keep what stands in them', () => {
    const answers = [given('rooms', 2), given('checked', '2007-01-01', 1), given('checked', '2008-06-01', 2)];
    const sheet = read(...answers);
    expect(sheet.repeatsOf(question('checked'))).toEqual([1, 2]);
    expect(
      sheet.answersTo(question('checked')).map((each) => sheet.isAdverse(question('checked'), each)),
    ).toEqual([true, false]);
    expect(read(...answers.slice(1)).repeatsOf(question('checked'))).toEqual([]);
  });
});

const anyAnswer = fc.oneof(
  fc.constantFrom('yes', 'no', 'na').map((choice) => given('register', choice)),
  fc.tuple(fc.constantFrom('held', 'beds', 'rooms'), fc.nat(4)).map(([code, n]) => given(code, n)),
  fc.tuple(fc.nat(6), fc.constantFrom(17, 40, 51)).map(([n, block]) => given('inmates', n, block)),
  fc.constantFrom(17, 40, 51).map((block) => given('window', 'no', block)),
  fc.constantFrom(1, 2, 3).map((block) => given('checked', '2001-01-01', block)),
);
const anyStep = fc.record({
  answers: fc.array(anyAnswer, { maxLength: 8 }),
  cells: fc.subarray([17, 40, 51]),
});

test('a form that is told the answers again and again says what one that was just opened says', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 5 }), (steps) => {
      let before: FilledForm | undefined;
      for (const { answers, cells } of steps) {
        const last = new Map(answers.map((each) => [`${each.questionCode} ${each.repeat}`, each]));
        const around = { blocks: new Map([['cell', cells]]) };
        const again = readAnswers(template, last.values(), day, { ...around, before });
        const anew = readAnswers(template, last.values(), day, around);
        expect(everything(again)).toEqual(everything(anew));
        before = again.filled;
      }
    }),
    { numRuns: 80 },
  );
});

function everything(sheet: AnswerSheet): unknown {
  const { filled } = sheet;
  return [
    scoreInspection(sheet),
    proposeFindings(sheet),
    template.program.nodes.map((node) =>
      filled.state.placesOf(node).map((place) => [filled.repeatOf(place), place.value(), place.applies]),
    ),
  ];
}
