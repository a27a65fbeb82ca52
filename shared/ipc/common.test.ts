import { describe, expect, test } from 'vitest';
import { channels } from './channels.ts';

describe('a change to a form', () => {
  test.each([
    ['mentoring.update', { visitId: 1 }, { activities: 'Walked the shifts' }],
    ['actions.update', { id: 1 }, { owner: 'PRT' }],
    ['people.update', { id: 1 }, { post: 'Registrar' }],
    ['training.update', { eventId: 1 }, { venue: 'Academy' }],
    ['training.updateSession', { sessionId: 1 }, { topic: 'Searches' }],
    ['inspections.update', { inspectionId: 1 }, { met: 'Deputy' }],
  ] as const)('%s names what it changes and leaves everything else alone', (channel, key, patch) => {
    expect(channels[channel].request.parse({ ...key, patch })).toEqual({ ...key, patch });
    expect(channels[channel].request.parse({ ...key, patch: {} })).toEqual({ ...key, patch: {} });
  });

  test('can still empty a field, and checks what it is given', () => {
    const { request } = channels['mentoring.update'];
    expect(request.parse({ visitId: 1, patch: { activities: null } }).patch).toEqual({ activities: null });
    expect(request.safeParse({ visitId: 1, patch: { day: '1 March' } }).success).toBe(false);
  });
});
