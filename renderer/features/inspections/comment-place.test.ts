import { describe, expect, it } from 'vitest';
import { commentPlace, questionOfComment } from './comment-place.ts';

describe('where the draft of a comment lies', () => {
  it('leads back to the question, and a draft of its answer does not', () => {
    const { recordKey, field } = commentPlace(12, 'REG-07');
    expect(questionOfComment(12, `${recordKey}/${field}`)).toBe('REG-07');
    expect(questionOfComment(12, `${recordKey}/value`)).toBeNull();
  });
});
