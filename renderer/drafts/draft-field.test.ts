import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftField, saveAfter } from './draft-field.ts';

function memoryStore(): {
  readonly kept: Map<string, string>;
  readonly put: (place: string, text: string) => Promise<void>;
  readonly get: (place: string) => Promise<string | null>;
  readonly remove: (place: string) => Promise<void>;
} {
  const kept = new Map<string, string>();
  return {
    kept,
    put: async (place, text) => void kept.set(place, text),
    get: async (place) => kept.get(place) ?? null,
    remove: async (place) => void kept.delete(place),
  };
}

const place = 'visit:7/objectives';

describe('a field that loses nothing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('drafts each change at once and clears the draft when the core confirms', async () => {
    const store = memoryStore();
    const save = vi.fn(async () => undefined);
    const field = createDraftField({ store, place, value: '', save });
    field.change('a');
    field.change('ab');
    expect(store.kept.get(place)).toBe('"ab"');
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(saveAfter);
    expect(save.mock.calls).toEqual([['ab']]);
    expect(field.state().status).toBe('saved');
    expect(store.kept.size).toBe(0);
  });

  it('saves on leaving the field, without the pause', async () => {
    const save = vi.fn(async () => undefined);
    const field = createDraftField({ store: memoryStore(), place, value: '', save });
    field.change('x');
    await field.flush();
    await vi.advanceTimersByTimeAsync(saveAfter);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('keeps text and draft when the core refuses, and saves them on retry', async () => {
    const store = memoryStore();
    const save = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('refused'));
    const field = createDraftField({ store, place, value: '', save });
    field.change('precious');
    await field.flush();
    expect(field.state()).toMatchObject({ value: 'precious', status: 'failed', error: new Error('refused') });
    expect(store.kept.get(place)).toBe('"precious"');
    await field.flush();
    expect(field.state().status).toBe('saved');
    expect(store.kept.size).toBe(0);
  });

  it('saves what was typed while a save was under way, afterwards and in order', async () => {
    const store = memoryStore();
    const saved: string[] = [];
    const finish: (() => void)[] = [];
    const save = (value: string): Promise<void> => {
      saved.push(value);
      return new Promise((resolve) => finish.push(() => resolve()));
    };
    const field = createDraftField({ store, place, value: '', save });
    field.change('one');
    const flushed = field.flush();
    field.change('two');
    finish[0]?.();
    await vi.waitUntil(() => saved.length === 2);
    finish[1]?.();
    await flushed;
    expect(saved).toEqual(['one', 'two']);
    expect(field.state()).toMatchObject({ value: 'two', status: 'saved' });
    expect(store.kept.size).toBe(0);
  });

  it('takes up a draft that a crash left behind, and saves it', async () => {
    const store = memoryStore();
    await store.put(place, '"from before"');
    const save = vi.fn(async () => undefined);
    const field = createDraftField({ store, place, value: '', save });
    await field.restore();
    expect(save.mock.calls).toEqual([['from before']]);
    expect(field.state()).toMatchObject({ value: 'from before', status: 'saved' });
  });

  it('does not let an old draft overwrite what is being typed', async () => {
    const store = memoryStore();
    await store.put(place, '"old"');
    const field = createDraftField({ store, place, value: '', save: async () => undefined });
    const restored = field.restore();
    field.change('new');
    await restored;
    expect(field.state().value).toBe('new');
  });

  it('shows a value from elsewhere only while nothing is being typed here', async () => {
    const field = createDraftField({ store: memoryStore(), place, value: 'a', save: async () => undefined });
    field.receive('b');
    expect(field.state().value).toBe('b');
    field.change('typing');
    field.receive('c');
    expect(field.state().value).toBe('typing');
  });
});
