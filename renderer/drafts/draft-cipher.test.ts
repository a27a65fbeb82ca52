import { describe, expect, it } from 'vitest';
import { createDraftCipher } from './draft-cipher.ts';

const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

describe('a sealed draft', () => {
  it('opens with its own key at its own place, and shows nothing of the text', async () => {
    const cipher = await createDraftCipher(keyOf(1));
    const draft = await cipher.seal('visit:7/objectives', 'لقاء مع مدير السجن');
    expect(Buffer.from(draft.sealed).includes('السجن')).toBe(false);
    expect(await cipher.open('visit:7/objectives', draft)).toBe('لقاء مع مدير السجن');
  });

  it('does not open with another key, at another place, or after a change', async () => {
    const cipher = await createDraftCipher(keyOf(1));
    const draft = await cipher.seal('visit:7/objectives', 'note');
    const other = await createDraftCipher(keyOf(2));
    await expect(other.open('visit:7/objectives', draft)).rejects.toThrow();
    await expect(cipher.open('visit:8/objectives', draft)).rejects.toThrow();
    const bent = draft.sealed.map((byte, index) => (index === 0 ? byte ^ 1 : byte));
    await expect(cipher.open('visit:7/objectives', { ...draft, sealed: bent })).rejects.toThrow();
  });

  it('never looks the same twice', async () => {
    const cipher = await createDraftCipher(keyOf(1));
    const [first, second] = [await cipher.seal('a', 'same'), await cipher.seal('a', 'same')];
    expect(first.sealed).not.toEqual(second.sealed);
  });
});
