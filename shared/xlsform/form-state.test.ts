import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everything, opened, placeNamed, surroundings } from './form-fixture.ts';
import { FormState } from './form-state.ts';

const blocks = `
  survey
  | type             | name    | label   | relevant        | calculation                          | constraint | choice_filter       | repeat_count |
  | select_one city  | city    | City    |                 |                                      |            |                     |              |
  | select_one gaol  | gaol    | Prison  |                 |                                      |            | city = \${city}     |              |
  | integer          | official| Beds    |                 |                                      | . > 0      |                     |              |
  | begin repeat     | block   | Block   |                 |                                      |            |                     |              |
  | integer          | held    | Held    |                 |                                      | . >= 0     |                     |              |
  | integer          | beds    | Beds    | \${held} > 0    |                                      |            |                     |              |
  | calculate        | share   |         |                 | round(\${held} div \${beds} * 100)   |            |                     |              |
  | calculate        | number  |         |                 | position(..)                         |            |                     |              |
  | end repeat       |         |         |                 |                                      |            |                     |              |
  | calculate        | all     |         |                 | sum(\${held})                        |            |                     |              |
  | calculate        | many    |         |                 | count(\${block})                     |            |                     |              |
  | calculate        | second  |         |                 | indexed-repeat(\${held}, \${block}, 2) |          |                     |              |
  | calculate        | worst   |         |                 | max(\${share})                       |            |                     |              |
  | calculate        | crowded |         |                 | count(\${block}[held > 10])          |            |                     |              |
  | integer          | rooms   | Rooms   |                 |                                      |            |                     |              |
  | begin repeat     | room    | Room    |                 |                                      |            |                     | \${rooms}    |
  | text             | use     | Use     |                 |                                      |            |                     |              |
  | end repeat       |         |         |                 |                                      |            |                     |              |
  choices
  | list_name | name   | label  | city  |
  | city      | mosul  | Mosul  |       |
  | city      | basra  | Basra  |       |
  | gaol      | badush | Badush | mosul |
  | gaol      | maaqal | Maaqal | basra |
`;

describe('a form that is filled in', () => {
  it('offers the choices that go with an answer before', () => {
    const state = opened(blocks);
    expect(state.choicesOf(placeNamed(state, 'gaol'))).toEqual([]);
    state.enter(placeNamed(state, 'city'), 'mosul');
    expect(state.choicesOf(placeNamed(state, 'gaol'))).toEqual(['badush']);
  });
});

describe('blocks of a repeat', () => {
  function withBlocks(): FormState {
    const state = opened(blocks);
    const node = state.program.nodes.find(({ name }) => name === 'block');
    if (!node) throw new Error('no repeat');
    for (const [held, beds] of [
      [12, 10],
      [5, 10],
      [30, 20],
    ] as const) {
      state.addBlock(state.form, node);
      const last = state.placesOf(node).length - 1;
      state.enter(placeNamed(state, 'held', last), held);
      state.enter(placeNamed(state, 'beds', last), beds);
    }
    return state;
  }
  const value = (state: FormState, name: string, block = 0) => placeNamed(state, name, block).value();

  it('are counted, summed and named by number', () => {
    const state = withBlocks();
    expect(value(state, 'all')).toBe(47);
    expect(value(state, 'many')).toBe(3);
    expect(value(state, 'second')).toBe(5);
    expect(value(state, 'worst')).toBe(150);
    expect(value(state, 'crowded')).toBe(2);
    expect([0, 1, 2].map((block) => value(state, 'share', block))).toEqual([120, 50, 150]);
  });

  it('close up when one is taken away', () => {
    const state = withBlocks();
    state.removeBlock(placeNamed(state, 'block', 0));
    expect(value(state, 'all')).toBe(35);
    expect(value(state, 'second')).toBe(30);
    expect([0, 1].map((block) => value(state, 'number', block))).toEqual([1, 2]);
  });

  it('answer for themselves when one changes', () => {
    const state = withBlocks();
    const changed = state.enter(placeNamed(state, 'held', 1), 20);
    expect([...changed].map((place) => place.node.name).sort()).toEqual([
      'all',
      'crowded',
      'held',
      'second',
      'share',
      'worst',
    ]);
    expect([0, 1, 2].map((block) => value(state, 'share', block))).toEqual([120, 200, 150]);
  });

  it('come and go with the number that another answer gives', () => {
    const state = opened(blocks);
    const room = state.program.nodes.find(({ name }) => name === 'room');
    if (!room) throw new Error('no room');
    state.enter(placeNamed(state, 'rooms'), 3);
    expect(state.placesOf(room)).toHaveLength(3);
    state.enter(placeNamed(state, 'use', 1), 'clinic');
    state.enter(placeNamed(state, 'rooms'), 2);
    expect(state.placesOf(room)).toHaveLength(2);
    expect(value(state, 'use', 1)).toBe('clinic');
  });

  it('leave out what does not apply, and bring it back as it was', () => {
    const state = withBlocks();
    state.enter(placeNamed(state, 'held', 0), 0);
    expect(placeNamed(state, 'beds', 0).applies).toBe(false);
    expect(value(state, 'beds', 0)).toBe('');
    state.enter(placeNamed(state, 'held', 0), 4);
    expect(value(state, 'beds', 0)).toBe(10);
  });
});

describe('an answer', () => {
  it('is held against its constraint once it is there', () => {
    const state = opened(blocks);
    expect(state.breaksConstraint(placeNamed(state, 'official'))).toBe(false);
    state.enter(placeNamed(state, 'official'), 0);
    expect(state.breaksConstraint(placeNamed(state, 'official'))).toBe(true);
  });
});

/** Forms of a few questions whose formulas name earlier and later ones, without going round in circles. */
const anyForm = fc
  .array(
    fc.record({
      kind: fc.constantFrom('integer', 'calculate'),
      uses: fc.array(fc.nat(20), { maxLength: 3 }),
      operator: fc.constantFrom('+', '-', '*', 'div'),
      relevant: fc.option(fc.nat(20), { nil: undefined }),
      inRepeat: fc.boolean(),
    }),
    { minLength: 3, maxLength: 9 },
  )
  .map((questions) => {
    // A question names only those whose number, turned by a fixed shuffle, is lower: so there are no cycles.
    const turned = (index: number) => (index * 7 + 3) % 101;
    const row = (question: (typeof questions)[number], index: number): string => {
      const lower = questions.map((_, other) => other).filter((other) => turned(other) < turned(index));
      const named = (number: number) => `\${q${lower[number % lower.length]}}`;
      const uses = lower.length > 0 ? question.uses.map((use) => `sum(${named(use)})`) : [];
      const calculation = question.kind === 'calculate' ? uses.join(` ${question.operator} `) || '1' : '';
      const relevant =
        question.relevant !== undefined && lower.length > 0 ? `${named(question.relevant)} > 2` : '';
      return `| ${question.kind} | q${index} | Q${index} | ${calculation} | ${relevant} |`;
    };
    const rows = questions.map((question, index) => ({ text: row(question, index), ...question }));
    return `
      survey
      | type | name | label | calculation | relevant |
      ${rows
        .filter(({ inRepeat }) => !inRepeat)
        .map(({ text }) => text)
        .join('\n')}
      | begin repeat | r | R | | |
      | integer | own | Own | | |
      ${rows
        .filter(({ inRepeat }) => inRepeat)
        .map(({ text }) => text)
        .join('\n')}
      | end repeat | | | | |
    `;
  });

it('what is recomputed after each change is what computing everything anew gives', () => {
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom('enter', 'enter', 'enter', 'add', 'remove'),
      at: fc.nat(50),
      value: fc.integer({ min: 0, max: 6 }),
    }),
    { maxLength: 15 },
  );
  fc.assert(
    fc.property(anyForm, steps, (text, changes) => {
      const state = opened(text);
      const repeat = state.program.nodes.find(({ kind }) => kind === 'repeat');
      if (!repeat) return;
      for (const { what, at, value } of changes) {
        const entered = state.program.nodes
          .filter(({ item }) => item?.kind === 'question' && item.calculation === null)
          .flatMap((node) => state.placesOf(node));
        const place = entered[at % Math.max(1, entered.length)];
        const block = state.placesOf(repeat)[at % Math.max(1, state.placesOf(repeat).length)];
        if (what === 'add') state.addBlock(state.form, repeat);
        else if (what === 'remove' && block) state.removeBlock(block);
        else if (place) state.enter(place, value);
      }
      expect(everything(state)).toEqual(everything(anew(state)));
    }),
    { numRuns: 150 },
  );
});

/** The same answers, entered into a form that was just opened. */
function anew(state: FormState): FormState {
  const other = new FormState(state.program, surroundings);
  const repeat = state.program.nodes.find(({ kind }) => kind === 'repeat');
  if (repeat) for (const _ of state.placesOf(repeat)) other.addBlock(other.form, repeat);
  for (const node of state.program.nodes) {
    if (node.item?.kind !== 'question' || node.item.calculation !== null) continue;
    state.placesOf(node).forEach((place, index) => {
      const same = other.placesOf(node)[index];
      // What does not apply keeps its answer below.
      if (same) other.enter(same, (place as unknown as { readonly answer: number | string }).answer);
    });
  }
  return other;
}
