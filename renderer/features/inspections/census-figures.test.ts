import { describe, expect, it } from 'vitest';
import { censusFigures } from '#shared/ipc/inspections.ts';
import { figureGroups } from './census-figures.ts';

describe('the figures of the census', () => {
  it('all stand on the screen, each once, in the order of the paper form', () => {
    expect(figureGroups.flatMap(({ figures }) => figures)).toEqual([...censusFigures]);
  });
});
