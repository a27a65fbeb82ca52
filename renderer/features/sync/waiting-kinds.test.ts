import { describe, expect, it } from 'vitest';
import { countsByName } from './waiting-kinds.ts';

describe('what waits to be sent', () => {
  it('says each name once, with the rows of all tables that it stands for, the most first', () => {
    expect(
      countsByName([
        { kind: 'answer', count: 12 },
        { kind: 'census', count: 4 },
        { kind: 'census_count', count: 9 },
        { kind: 'course', count: 2 },
        { kind: 'a_table_of_a_later_version', count: 3 },
      ]),
    ).toEqual([
      { name: 'sync.kind.census', count: 13 },
      { name: 'sync.kind.answer', count: 12 },
      { name: 'sync.kind.other', count: 5 },
    ]);
  });
});
