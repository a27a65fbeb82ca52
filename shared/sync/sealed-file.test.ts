import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSealedFile, sealFile } from './sealed-file.ts';

function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(12)),
    privateKey: new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(16)),
  };
}

const headquarters = keyPair();
const laptop = keyPair();
const stranger = keyPair();
const content = new TextEncoder().encode('سجل الحضور '.repeat(9000));

describe('a file for carrying', () => {
  it('opens for everybody for whom it was made, with the key that they sign with', async () => {
    const file = await sealFile(content, [headquarters.publicKey, laptop.publicKey]);
    expect(await openSealedFile(file, headquarters)).toEqual(content);
    expect(await openSealedFile(file, laptop)).toEqual(content);
  });

  it('tells somebody else that it is not for them', async () => {
    const file = await sealFile(content, [headquarters.publicKey]);
    await expect(openSealedFile(file, stranger)).rejects.toMatchObject({ code: 'carry_not_for_you' });
  });

  it('is refused with any one byte changed, and never opens', async () => {
    const file = await sealFile(content, [headquarters.publicKey]);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const changed = file.slice();
        changed[place] = (changed[place] ?? 0) ^ change;
        const refused = await openSealedFile(changed, headquarters).then(
          () => 'opened',
          (error: { code?: string }) => error.code,
        );
        // Who it is for is the one thing that can be read without a key: changed there, it may look like another's.
        expect(['carry_damaged', 'carry_not_for_you', 'file_type']).toContain(refused);
        if (place > 400) expect(refused).toBe('carry_damaged');
      }),
      { numRuns: 150 },
    );
  });

  it('is refused when it was cut short anywhere', async () => {
    const file = await sealFile(content, [headquarters.publicKey]);
    for (const length of [40, 200, 400, 65_536 + 300, file.length - 1]) {
      await expect(openSealedFile(file.subarray(0, length), headquarters)).rejects.toMatchObject({
        code: 'carry_damaged',
      });
    }
  });

  it('is told from any other file', async () => {
    const pdf = new TextEncoder().encode('%PDF-1.7 and so on');
    await expect(openSealedFile(pdf, headquarters)).rejects.toMatchObject({ code: 'file_type' });
    await expect(openSealedFile(new Uint8Array(0), headquarters)).rejects.toMatchObject({
      code: 'file_type',
    });
  });
});
