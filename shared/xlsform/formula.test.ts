import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compiled, opened, placeNamed } from './form-fixture.ts';
import { FormulaError } from './formula-error.ts';
import { parseFormula } from './formula-parser.ts';

/** What a formula gives in a form with a few answers. */
function evaluated(formula: string): unknown {
  const state = opened(`
    survey
    | type                 | name   | label | calculation |
    | integer              | n      | N     |             |
    | decimal              | m      | M     |             |
    | text                 | t      | T     |             |
    | date                 | d      | D     |             |
    | select_multiple kind | kinds  | Kinds |             |
    | text                 | nobody | Empty |             |
    | calculate            | result |       | ${formula.replaceAll('|', '¦')} |
    choices
    | list_name | name  | label     | state |
    | kind      | dust  | Dust      | open  |
    | kind      | mould | Mould     | open  |
    | kind      | damp  | Damp wall | shut  |
  `);
  const enter = (name: string, value: string | number) => state.enter(placeNamed(state, name), value);
  enter('n', 7);
  enter('m', 2.5);
  enter('t', 'Abu Ghraib');
  enter('d', '2026-11-01');
  enter('kinds', 'dust mould');
  return placeNamed(state, 'result').value();
}

describe('a formula', () => {
  test.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 2 - 3', 5],
    ['7 div 2', 3.5],
    ['-7 mod 3', -1],
    ['- 2 - -3', 1],
    ['.5 + 0.25', 0.75],
    ['1 < 2 and 2 <= 2 or false()', true],
    ['1 < 2 = true()', true],
    ["'a' = 'a'", true],
    ['“curly” = ‘curly’', true],
    ['${n} * ${m}', 17.5],
    ["${n} = '7'", true],
    ["${nobody} = ''", true],
    ["${nobody} != 'x'", true],
    ['${nobody} > 5', false],
    ['not(${nobody} > 5)', true],
    ['${n} div 0', ''],
    ["if(${n} > 5, 'many', 'few')", 'many'],
    ["coalesce(${nobody}, ${t}, 'x')", 'Abu Ghraib'],
    ["selected(${kinds}, 'mould')", true],
    ["selected(${kinds}, 'mou')", false],
    ['selected-at(${kinds}, 1)', 'mould'],
    ['count-selected(${kinds})', 2],
    ["jr:choice-name(${kinds}, '${kinds}')", 'Dust, Mould'],
    ['sum(${n})', 7],
    ['min(3, ${n}, ${m})', 2.5],
    ['max(3, ${n}, ${m})', 7],
    ['round(2.5)', 3],
    ['round(-2.5)', -2],
    ['round(1.005, 2)', 1.01],
    ['round(1234, -2)', 1200],
    ['int(-2.7)', -2],
    ["number('12') + 1", 13],
    ['string(1 div 4)', '0.25'],
    ["concat(${t}, ' ', ${n})", 'Abu Ghraib 7'],
    ['substr(${t}, 4)', 'Ghraib'],
    ['substr(${t}, 0, 3)', 'Abu'],
    ["substring('12345', 2, 3)", '234'],
    ["substring-before('a/b', '/')", 'a'],
    ["substring-after('a/b', '/')", 'b'],
    ['string-length(${t})', 10],
    ["contains(${t}, 'Ghr')", true],
    ["starts-with(${t}, 'Abu')", true],
    ["translate('bar', 'abc', 'AB')", 'BAr'],
    ["normalize-space('  a   b ')", 'a b'],
    ["regex('07701234567', '07[0-9]{9}')", true],
    ["regex('x07701234567', '07[0-9]{9}')", false],
    ['today()', '2026-11-23'],
    ['now()', '2026-11-23T12:30:00.000+03:00'],
    ['${d} < today()', true],
    ['today() - ${d}', 22],
    ["date('2026-11-01') + 30", 20788],
    ['date(20788)', '2026-12-01'],
    ["format-date(${d}, '%e %b %Y, %a')", '1 Nov 2026, Sun'],
    ["format-date-time(now(), '%d/%m/%y %H:%M')", '23/11/26 12:30'],
    ["decimal-date-time('1970-01-02T12:00:00Z')", 1.5],
    ["decimal-time('06:00')", 0.25],
    ['../n + 1', 8],
    ['/data/n + 1', 8],
    ['current()/../n', 7],
    ["count(instance('kind')/root/item[state = 'open'])", 2],
    ["instance('kind')/root/item[name = 'damp']/label", 'Damp wall'],
    ["pulldata('kind', 'state', 'name', 'damp')", 'shut'],
    ['checklist(1, 2, ${n} > 5, ${n} > 6, ${n} > 9)', true],
    ['once(${n})', 7],
  ])('%s gives %s', (formula, value) => {
    expect(evaluated(formula)).toEqual(value);
  });
});

describe('what is wrong with a formula', () => {
  test.each<[string, string, number]>([
    ['1 + # 2', 'unexpected_character', 4],
    ["${t} = 'yes", 'unterminated_text', 7],
    ['${t = 1', 'malformed_reference', 0],
    ['1 +', 'expected', 3],
    ['(1 + 2', 'expected', 6],
    ['1 2', 'expected', 2],
    ['constructor()', 'unknown_function', 0],
    ['random()', 'unsupported_function', 0],
    ['if(true(), 1)', 'wrong_argument_count', 0],
    [`${'('.repeat(200)}1`, 'too_deep', 100],
    [`${' '.repeat(10_000)}1`, 'too_long', 10_000],
  ])('%s: %s', (text, problem, position) => {
    expect(() => parseFormula(text)).toThrow(expect.objectContaining({ problem, position }));
  });

  test.each([
    ['${nothing} = 1', 'unknown_question', 'There is no question nothing'],
    ['nothing = 1', 'unknown_path', 'There is no nothing'],
    ['../twice', 'unknown_path', '${twice}'],
    ['${twice} = 1', 'ambiguous_question', 'g/twice and h/twice'],
    ["instance('none')/root/item", 'unknown_list', 'no list of choices none'],
    ["regex('a', '(')", 'bad_pattern', 'regex()'],
    ['../../../..', 'unknown_path', 'nothing above'],
  ])('%s is refused with its cell: %s', (formula, code, words) => {
    const { errors } = compiled(`
      survey
      | type        | name  | label | calculation |
      | begin group | g     | G     |             |
      | text        | twice | T     |             |
      | end group   |       |       |             |
      | begin group | h     | H     |             |
      | text        | twice | T     |             |
      | end group   |       |       |             |
      | calculate   | c     |       | ${formula}  |
    `);
    expect(errors).toEqual([
      expect.objectContaining({ sheet: 'survey', row: 8, column: 'calculation', code }),
    ]);
    expect(errors[0]?.message).toContain(words);
  });
});

it('fails on any text only with a position inside it', () => {
  const bits = fc.constantFrom(
    '${a}',
    '.',
    '..',
    '/',
    '[',
    ']',
    '(',
    ')',
    ' or ',
    '*',
    "'x'",
    '1',
    'if(',
    ',',
    '-',
    'a',
    '=',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(bits).map((parts) => parts.join('')),
      ),
      (text) => {
        try {
          parseFormula(text);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(FormulaError);
          if (thrown instanceof FormulaError) expect(thrown.position).toBeLessThanOrEqual(text.length);
        }
      },
    ),
  );
});
