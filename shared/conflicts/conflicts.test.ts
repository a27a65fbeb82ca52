import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableList, tables } from '../domain/registry.ts';
import * as vocabularies from '../domain/vocabularies.ts';
import { conflictId, parseConflictId } from './conflict-id.ts';
import { codeKey, fieldKey, recordKey } from './in-words.ts';
import { formatKey, formatValues, parseKey, parseValues } from './stored-values.ts';

const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed());
const value = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  text,
);

/** Tables in which two laptops can disagree. */
const disputable = tableList.filter(
  (table) => !table.undisputed && (table.scope === 'site' || table === tables.advisor),
);

describe('what a conflict keeps', () => {
  test('gives back exactly the values that went in', () => {
    void fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.nat(60), value), { selector: ([field]) => field }), (values) => {
        const sorted = values.toSorted(([a], [b]) => a - b);
        expect(parseValues(formatValues(values))).toEqual(
          sorted.map(([id, one]) => [id, one === 0 ? 0 : one]),
        );
      }),
    );
  });

  test('is not read from anything else', () => {
    for (const damaged of [null, undefined, '', '{', '{}', '[1]', '[[1]]', '[["a",1]]', '[[1,true]]']) {
      expect(parseValues(damaged)).toBeUndefined();
    }
    expect(parseKey('{"a":1}')).toBeUndefined();
  });

  test('is named by one text that any address can carry', () => {
    const code = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((one) => one.isWellFormed());
    const keyValue = fc.oneof(fc.nat(), fc.integer({ min: 1, max: 2 ** 53 - 1 }), code);
    void fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.array(keyValue, { minLength: 1 }),
        code,
        (device, seq, key, site) => {
          const whole = { device, seq, table_number: 34, row_key: formatKey(key), group_number: 4, site };
          const id = conflictId(whole);
          expect(id).toMatch(/^[\w.~*-]+$/);
          expect(parseConflictId(id)).toEqual(whole);
        },
      ),
    );
  });

  test.each(['', 'x', '1~2', '1~2~3~4~5~6', '1~2~3~4~.A', '1~2~3~4~.A~%', '1~2~3~4~.A~.%', '1~2~3~4~.A~*%'])(
    'is not found under %j',
    (id) => {
      expect(() => parseConflictId(id)).toThrow('no such conflict');
    },
  );
});

describe('what two laptops can disagree about', () => {
  const fields = disputable.flatMap((table) =>
    Object.keys(table.fields)
      .filter((name) => !table.key.includes(name))
      .map((name) => [table.name, name] as const),
  );
  test.each([...fields, ['person', 'deleted'] as const])(
    'has a name in both languages: %s %s',
    (table, field) => {
      expect(fieldKey(table, field)).toBeDefined();
    },
  );

  test('is a kind of record with a name of its own', () => {
    for (const { name } of disputable) expect(recordKey(name), name).toBe(`fields.${name}`);
    expect(recordKey('of_the_future')).toBe('fields.record');
  });

  test('has a name for every code of its vocabularies', () => {
    const names = new Map<unknown, string>(
      Object.entries(vocabularies).map(([name, codes]) => [codes, name]),
    );
    for (const table of disputable) {
      for (const [field, { vocabulary }] of Object.entries(table.fields)) {
        const name = names.get(vocabulary);
        if (name === undefined) continue;
        for (const code of vocabulary ?? []) {
          expect(codeKey(name, code), `${table.name}.${field} ${code}`).toBeDefined();
        }
      }
    }
  });
});
