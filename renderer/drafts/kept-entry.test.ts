import { describe, expect, it, vi } from 'vitest';
import { createKeptEntry } from './kept-entry.ts';

const place = 'visit:7/new-action';
const empty = { description: '', owner: '' };

function memoryStore(): {
  readonly kept: Map<string, string>;
  readonly put: (place: string, text: string) => Promise<void>;
  readonly get: (place: string) => Promise<string | null>;
  readonly remove: (place: string) => Promise<void>;
} {
  const kept = new Map<string, string>();
  return {
    kept,
    put: async (at, text) => void kept.set(at, text),
    get: async (at) => kept.get(at) ?? null,
    remove: async (at) => void kept.delete(at),
  };
}

describe('a form that loses nothing before it is sent', () => {
  it('is drafted at each change, and says that it is kept only once it is', async () => {
    const store = memoryStore();
    const form = createKeptEntry({ store, place, empty });
    form.change({ description: 'Print 200 pages' });
    expect(form.state().kept).toBe(false);
    await vi.waitUntil(() => form.state().kept);
    expect(JSON.parse(store.kept.get(place) ?? '')).toEqual({ description: 'Print 200 pages', owner: '' });
  });

  it('comes back after a crash, also when the form has got a field since', async () => {
    const store = memoryStore();
    await store.put(place, '{"description":"from before"}');
    const form = createKeptEntry({ store, place, empty });
    await form.restore();
    expect(form.state()).toEqual({ entry: { description: 'from before', owner: '' }, kept: true });
  });

  it('leaves no draft behind once it is sent', async () => {
    const store = memoryStore();
    const form = createKeptEntry({ store, place, empty });
    form.change({ description: 'sent' });
    form.clear({ description: '', owner: 'Captain' });
    await vi.waitUntil(() => store.kept.size === 0);
    expect(form.state()).toEqual({ entry: { description: '', owner: 'Captain' }, kept: false });
  });

  it('does not let an old draft overwrite what is being typed', async () => {
    const store = memoryStore();
    await store.put(place, '{"description":"old"}');
    const form = createKeptEntry({ store, place, empty });
    const restored = form.restore();
    form.change({ description: 'new' });
    await restored;
    expect(form.state().entry.description).toBe('new');
  });

  it('stays usable when the disk takes no draft', async () => {
    const store = { ...memoryStore(), put: () => Promise.reject(new Error('disk full')) };
    const form = createKeptEntry({ store, place, empty });
    form.change({ description: 'still here' });
    await Promise.resolve();
    expect(form.state()).toEqual({ entry: { description: 'still here', owner: '' }, kept: false });
  });
});
