import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerChoice, answerChoices } from '../domain/vocabularies.ts';
import { checklistRows } from '../reference/checklist-rows.ts';
import { type GivenAnswer, readAnswers } from './answer-sheet.ts';
import { buildTemplate } from './build-template.ts';
import { proposeFindings } from './finding.ts';
import { bandOf, bands, scoreInspection, scoreQuestions } from './scoring.ts';
import type { Template, TemplateRows } from './template.ts';

type QuestionPatch = Partial<TemplateRows['questions'][number]>;

const prison = prisonTemplate();
const day = '2008-06-30';

function prisonTemplate(patches: Readonly<Record<string, QuestionPatch>> = {}): Template {
  const rows = checklistRows().filter(({ row }) => (row.template_code ?? row.code) === 'PRISON-FULL');
  const of = (table: string) => rows.filter((each) => each.table.name === table).map((each) => each.row);
  const questions = of('template_question') as unknown as TemplateRows['questions'];
  return buildTemplate({
    template: of('checklist_template')[0] as unknown as TemplateRows['template'],
    sections: of('template_section') as unknown as TemplateRows['sections'],
    questions: questions.map((row) => ({ ...row, ...patches[row.code] })),
  });
}

function choose(questionCode: string, choice: AnswerChoice, repeat = 0): GivenAnswer {
  return { questionCode, repeat, choice, number: null, words: null };
}

function count(questionCode: string, number: number): GivenAnswer {
  return { questionCode, repeat: 0, choice: null, number, words: null };
}

function scoreOf(answers: readonly GivenAnswer[], template = prison) {
  return scoreInspection(readAnswers(template, answers, day));
}

describe('the score', () => {
  test('weighs yes 1, partly ½, no 0 by critical 3, major 2, minor 1', () => {
    // REG-01 critical, REG-04 major, REG-06 minor: (3·1 + 2·½ + 1·0) ÷ 6
    const { score } = scoreOf([choose('REG-01', 'yes'), choose('REG-04', 'partial'), choose('REG-06', 'no')]);
    expect(score).toBeCloseTo((4 / 6) * 100, 10);
  });

  test('leaves out what does not apply, but counts it as answered', () => {
    const with_ = scoreOf([choose('REG-01', 'yes'), choose('REG-04', 'na')]);
    expect(with_).toMatchObject({ score: 100, answered: 2, questions: 126 });
    expect(with_.coverage).toBeCloseTo(2 / 126, 10);
  });

  test('is not known before anything scored was answered', () => {
    expect(scoreOf([])).toMatchObject({ score: null, band: 'none', coverage: 0 });
    expect(scoreOf([count('REG-07', 310), choose('REG-04', 'na')])).toMatchObject({
      score: null,
      answered: 2,
    });
  });

  test('an answer that was taken back counts as unanswered', () => {
    const empty = { questionCode: 'REG-01', repeat: 0, choice: null, number: null, words: null };
    expect(scoreOf([empty])).toMatchObject({ score: null, answered: 0 });
  });

  test('a data question raises a finding and carries no score', () => {
    const sheet = readAnswers(prison, [count('REG-03', 4), choose('REG-01', 'yes')], day);
    expect(scoreInspection(sheet).score).toBe(100);
    expect(proposeFindings(sheet)).toEqual([
      { questionCode: 'REG-03', severity: 'critical', ruleRef: 'MR 7' },
    ]);
  });

  test('a question that is not relevant leaves score, coverage and findings', () => {
    const template = prisonTemplate({ 'REG-04': { relevant: "${REG-01} = 'no'" } });
    const answers = [choose('REG-01', 'yes'), choose('REG-04', 'no')];
    const sheet = readAnswers(template, answers, day);
    expect(scoreInspection(sheet)).toMatchObject({ score: 100, answered: 1, questions: 125 });
    expect(proposeFindings(sheet)).toEqual([]);
    expect(scoreOf([choose('REG-01', 'no'), choose('REG-04', 'no')], template)).toMatchObject({
      score: 0,
      questions: 126,
    });
  });

  test('a question whose adverse answer is yes gives its points for no', () => {
    const template = prisonTemplate({ 'REG-01': { adverse_when: 'yes' } });
    expect(scoreOf([choose('REG-01', 'yes')], template).score).toBe(0);
    expect(scoreOf([choose('REG-01', 'no')], template).score).toBe(100);
  });

  test('is given per section too', () => {
    const sheet = readAnswers(prison, [choose('REG-01', 'yes'), choose('LEG-01', 'no')], day);
    const scores = new Map(prison.sections.map((s) => [s.code, scoreQuestions(sheet, s.questions)]));
    expect(scores.get('REG')).toMatchObject({ score: 100, answered: 1, questions: 10 });
    expect(scores.get('LEG')).toMatchObject({ score: 0, answered: 1, questions: 7 });
    expect(scores.get('WOM')).toMatchObject({ score: null, band: 'none' });
  });
});

describe('the band', () => {
  test('follows its thresholds', () => {
    expect([0, 49.9, 50, 69.9, 70, 84.9, 85, 100].map((score) => bandOf(score, false).band)).toEqual([
      'poor',
      'poor',
      'weak',
      'weak',
      'fair',
      'fair',
      'good',
      'good',
    ]);
  });

  test('any critical no caps it, however good the rest is', () => {
    const others = prison.questions.filter((q) => q.scored && q.code !== 'REG-01');
    const answers = [...others.map((q) => choose(q.code, 'yes')), choose('REG-01', 'no')];
    const score = scoreOf(answers);
    expect(score.score).toBeGreaterThan(95);
    expect(score).toMatchObject({ band: 'weak', capped: true });
    expect(scoreOf([choose('REG-01', 'no')])).toMatchObject({ band: 'poor', capped: false });
  });
});

const scoredCodes = prison.questions.filter((question) => question.scored).map((question) => question.code);
const someAnswers = fc.uniqueArray(
  fc.record({ code: fc.constantFrom(...scoredCodes), choice: fc.constantFrom(...answerChoices) }),
  { selector: ({ code }) => code, maxLength: scoredCodes.length },
);

describe('for any answers', () => {
  test('the score is what the rule of the programme gives by hand', () => {
    const weights = { critical: 3, major: 2, minor: 1 };
    const points = { yes: 1, partial: 0.5, no: 0, na: 0 };
    fc.assert(
      fc.property(someAnswers, (answers) => {
        let earned = 0;
        let possible = 0;
        for (const { code, choice } of answers) {
          const severity = prison.byCode.get(code)?.severity ?? 'minor';
          if (choice === 'na') continue;
          earned += weights[severity] * points[choice];
          possible += weights[severity];
        }
        const { score, answered, coverage } = scoreOf(
          answers.map(({ code, choice }) => choose(code, choice)),
        );
        if (possible === 0) expect(score).toBeNull();
        else expect(score).toBeCloseTo((100 * earned) / possible, 9);
        expect(answered).toBe(answers.length);
        expect(coverage).toBeCloseTo(answers.length / 126, 12);
      }),
    );
  });

  test('score and coverage stay within bounds, and a band goes with every score', () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const result = scoreOf(answers.map(({ code, choice }) => choose(code, choice)));
        expect(result.coverage).toBeGreaterThanOrEqual(0);
        expect(result.coverage).toBeLessThanOrEqual(1);
        if (result.score !== null) expect(result.score >= 0 && result.score <= 100).toBe(true);
        expect(result.band === 'none').toBe(result.score === null);
        expect(bands).toContain(result.band);
      }),
    );
  });

  test('the order in which they were given does not matter', () => {
    const shuffled = someAnswers.chain((answers) =>
      fc.tuple(fc.constant(answers), fc.shuffledSubarray(answers, { minLength: answers.length })),
    );
    fc.assert(
      fc.property(shuffled, ([answers, others]) => {
        const give = (list: typeof answers) => scoreOf(list.map(({ code, choice }) => choose(code, choice)));
        expect(give(others)).toEqual(give(answers));
      }),
    );
  });

  test('one more "not applicable" never changes the score', () => {
    fc.assert(
      fc.property(someAnswers, fc.constantFrom(...scoredCodes), (answers, code) => {
        const rest = answers
          .filter((each) => each.code !== code)
          .map((each) => choose(each.code, each.choice));
        expect(scoreOf([...rest, choose(code, 'na')]).score).toBe(scoreOf(rest).score);
      }),
    );
  });

  test('a better answer never makes the score worse', () => {
    fc.assert(
      fc.property(someAnswers, fc.constantFrom(...scoredCodes), (answers, code) => {
        const rest = answers
          .filter((each) => each.code !== code)
          .map((each) => choose(each.code, each.choice));
        const [no, partial, yes] = (['no', 'partial', 'yes'] as const).map(
          (choice) => scoreOf([...rest, choose(code, choice)]).score ?? -1,
        ) as [number, number, number];
        expect(no <= partial && partial <= yes).toBe(true);
      }),
    );
  });
});
