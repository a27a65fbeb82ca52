import { describe, expect, it } from 'vitest';
import { resolveReferences } from './references.ts';

const replies = new Map<string, unknown>([
  ['course', { id: 7, sessions: [{ id: 8 }] }],
  ['list', [{ id: 9 }]],
]);

describe('references to earlier replies', () => {
  it('are replaced anywhere in a request', () => {
    const request = { eventId: { $ref: 'course.id' }, ids: [{ $ref: 'list.0.id' }, 1, null], note: 'x' };
    expect(resolveReferences(request, replies)).toEqual({ eventId: 7, ids: [9, 1, null], note: 'x' });
    expect(resolveReferences({ $ref: 'course.sessions.0.id' }, replies)).toBe(8);
  });

  it.each(['nothing.id', 'course.name', 'course.constructor', 'course.id.x', ''])(
    'are refused when %s is unknown',
    (name) => {
      expect(() => resolveReferences({ $ref: name }, replies)).toThrow(
        expect.objectContaining({ code: 'invalid_request' }),
      );
    },
  );

  it('leave an object that only has a field of that name alone', () => {
    expect(resolveReferences({ $ref: 'course.id', more: 1 }, replies)).toEqual({
      $ref: 'course.id',
      more: 1,
    });
  });
});
