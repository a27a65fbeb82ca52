import { describe, expect, it } from 'vitest';
import { commentPlace, questionOfComment } from './comment-place.ts';

describe('where the draft of a comment lies', () => {
  it('leads back to the question, and a draft of its answer does not', () => {
    const { recordKey, field } = commentPlace(12, 'REG-07', 0);
    expect(questionOfComment(12, `${recordKey}/${field}`)).toEqual({ questionCode: 'REG-07', repeat: 0 });
    expect(questionOfComment(12, `${recordKey}/value`)).toBeNull();
  });

  it('leads back to the block, and to a question that is named by its path', () => {
    const { recordKey, field } = commentPlace(12, 'block/beds', 4_294_967_297);
    expect(questionOfComment(12, `${recordKey}/${field}`)).toEqual({
      questionCode: 'block/beds',
      repeat: 4_294_967_297,
    });
  });
});
